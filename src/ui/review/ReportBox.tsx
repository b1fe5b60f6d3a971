import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { CardContent } from "../../core/deck/deck.ts";
import { WORDED_TEXTS, type Wording } from "../../core/deck/wording.ts";
import { t } from "../../platform/i18n.ts";

interface Props {
  readonly content: CardContent;
  readonly deckVersion: string;
  readonly wording: Wording | null;
}

/** The address in package.json's `bugs`, put here by the build; empty while there is none. */
declare const OSTEON_BUGS: string;

/** Where a report can be sent: a letter to an address, or a page to write it on. Null while nobody takes them. */
function sendHref(text: string): string | null {
  if (OSTEON_BUGS === "") return null;
  return OSTEON_BUGS.includes("://") ? OSTEON_BUGS : `mailto:${OSTEON_BUGS}?body=${encodeURIComponent(text)}`;
}

/** The text as a file, in an address that holds it whole: it outlives the popup, which may close before the browser reads it. */
const fileHref = (text: string): string =>
  `data:text/plain;charset=utf-8,${encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\uFFFD"))}`;

/** The learner's texts, one a line. */
const wordsOf = (wording: Wording): string =>
  WORDED_TEXTS.flatMap((name) => (wording[name] === null ? [] : [`${name}: ${wording[name]}`])).join("\n");

/** A report to copy or save: what card and which wording, and nothing about the user, unless one puts the words of one's own in. */
export function ReportBox({ content, deckVersion, wording }: Props): JSX.Element {
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState(false);
  const [text, setText] = useState(() =>
    t("reportText", content.id, content.fact, `${deckVersion} (${content.factRevision})`),
  );
  const href = sendHref(text);
  const own = wording && wordsOf(wording);

  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => {
        // Without the clipboard the text is selected, one key away from being copied.
        setCopied(false);
        field.current?.select();
      },
    );
  };

  return (
    <details class="report" onToggle={bringIntoView}>
      <summary>{t("reportSummary")}</summary>
      <p>{t("reportHow")}</p>
      {href === null && <p data-report="nobody">{t("reportNobody")}</p>}
      <textarea
        ref={field}
        rows={8}
        aria-label={t("reportLabel")}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setCopied(false);
        }}
      />
      {own !== null && !text.includes(own) && (
        <button
          type="button"
          class="small-button"
          data-action="report-wording"
          onClick={() => setText(t("reportWithWording", text, own))}
        >
          {t("reportAddWording")}
        </button>
      )}{" "}
      <button type="button" class="small-button" onClick={copy}>
        {t("reportCopy")}
      </button>{" "}
      <a class="small-button" href={fileHref(text)} download={`osteon-${content.id.replaceAll("/", "-")}.txt`}>
        {t("reportSave")}
      </a>{" "}
      {href !== null && (
        <a class="small-button" href={href} target="_blank" rel="noopener noreferrer">
          {t("reportSend")}
        </a>
      )}
      <span class="report-copied" role="status">
        {copied ? t("reportCopied") : ""}
      </span>
    </details>
  );
}

/** What was opened at the foot of a scrolled sheet would otherwise stay below its edge, as if nothing had happened. */
function bringIntoView({ currentTarget }: { readonly currentTarget: EventTarget | null }): void {
  if (currentTarget instanceof HTMLDetailsElement && currentTarget.open)
    currentTarget.scrollIntoView({ block: "nearest" });
}
