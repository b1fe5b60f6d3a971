import type { JSX } from "preact";
import { outsideText } from "../../core/outside-text.ts";
import { type MessageKey, plural, t, uiLanguage } from "../../platform/i18n.ts";
import type { SessionView } from "../../session/session-view.ts";
import { Osteon } from "../parts/Osteon.tsx";
import { useNow } from "../parts/use-now.ts";
import { nextDueText } from "./next-due-text.ts";

type Done = SessionView & { kind: "done" };

interface Props {
  readonly view: Done;
  /** Address of the options page; without it there is no link to it. */
  readonly settingsHref?: string | undefined;
  /** A time that stands still, for fixtures. */
  readonly nowMs?: number | undefined;
}

/** Nothing is left today: what was done, when it goes on, and peace. */
export function DoneView({ view, settingsHref, nowMs }: Props): JSX.Element {
  const now = useNow(nowMs);
  return (
    <article class="notice done" data-notice="done" tabIndex={-1} data-stage-focus>
      <Osteon lamellae={Math.max(3, view.reviewedToday)} />
      <h1 class="notice-title">{t(titleOf(view))}</h1>
      {view.reviewedToday > 0 && <p>{plural("doneReviewed", view.reviewedToday)}</p>}
      {!view.off.all && (
        <p class="done-next">
          {view.next === null ? t(view.noNewCards ? "doneNoNew" : "doneNoNext") : nextDueText(view.next.atMs, now)}{" "}
          {view.next !== null && view.next.cards > 1 && plural("doneWaiting", view.next.cards)}
        </p>
      )}
      <OffLine off={view.off} settingsHref={settingsHref} />
    </article>
  );
}

function titleOf({ off, ahead, reviewedToday }: Done): MessageKey {
  if (off.all) return "doneAllOff";
  if (ahead > 0) return "doneForNow";
  return reviewedToday > 0 ? "doneTitle" : "doneNothingDue";
}

/** What is switched off is said, with the way to where it is switched on. */
function OffLine({ off, settingsHref }: Pick<Done, "off"> & Pick<Props, "settingsHref">): JSX.Element | null {
  if (off.titles.length === 0) return null;
  const list = new Intl.ListFormat(uiLanguage()).format(off.titles.map(outsideText));
  return (
    <p class="done-off">
      {t("doneOff", list)}{" "}
      {settingsHref !== undefined && (
        <a class="small-button" data-action="switch-on" href={settingsHref} target="_blank" rel="noopener">
          {t("doneOffChange")}
        </a>
      )}
    </p>
  );
}
