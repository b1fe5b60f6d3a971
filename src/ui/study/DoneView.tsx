import type { JSX } from "preact";
import { plural, t } from "../../platform/i18n.ts";
import type { SessionView } from "../../session/session-view.ts";
import { Osteon } from "../parts/Osteon.tsx";
import { useNow } from "../parts/use-now.ts";
import { nextDueText } from "./next-due-text.ts";

interface Props {
  readonly view: SessionView & { kind: "done" };
  /** A time that stands still, for fixtures. */
  readonly nowMs?: number | undefined;
}

/** Nothing is left today: what was done, when it goes on, and peace. */
export function DoneView({ view, nowMs }: Props): JSX.Element {
  const now = useNow(nowMs);
  return (
    <article class="notice done" data-notice="done" tabIndex={-1} data-stage-focus>
      <Osteon lamellae={Math.max(3, view.reviewedToday)} />
      <h1 class="notice-title">{view.reviewedToday > 0 ? t("doneTitle") : t("doneNothingDue")}</h1>
      {view.reviewedToday > 0 && <p>{plural("doneReviewed", view.reviewedToday)}</p>}
      <p class="done-next">
        {view.next === null ? t(view.noNewCards ? "doneNoNew" : "doneNoNext") : nextDueText(view.next.atMs, now)}{" "}
        {view.next !== null && view.next.cards > 1 && plural("doneWaiting", view.next.cards)}
      </p>
    </article>
  );
}
