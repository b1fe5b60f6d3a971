import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { CardContent } from "../../core/deck.ts";
import { t } from "../../platform/i18n.ts";

interface Props {
  readonly content: CardContent;
  readonly deckVersion: string;
}

/** A report to copy: what card and which wording, and nothing about the user. */
export function ReportBox({ content, deckVersion }: Props): JSX.Element {
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState(false);
  const text = t("reportText", content.id, content.fact, `${deckVersion} (${content.factRevision})`);

  const copy = (): void => {
    field.current?.select();
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      // Without the clipboard the text stays selected, one key away from being copied.
      () => setCopied(false),
    );
  };

  return (
    <details class="report">
      <summary>{t("reportSummary")}</summary>
      <p>{t("reportHow")}</p>
      <textarea ref={field} readOnly rows={6} aria-label={t("reportLabel")} value={text} />
      <button type="button" class="small-button" onClick={copy}>
        {t("reportCopy")}
      </button>
      <span class="report-copied" role="status">
        {copied ? t("reportCopied") : ""}
      </span>
    </details>
  );
}
