import { typedAnswers } from "../../core/deck/typed-answers.ts";
import { canBeReset, canBeSetDue } from "../../core/plan/card-action.ts";
import { offeredMore } from "../../core/plan/more-new.ts";
import { buildQueue, doneCounts, NO_PLAN } from "../../core/plan/queue.ts";
import { startOfStudyDay } from "../../core/time/study-day.ts";
import { BEGINNER_ANSWERS, type Today } from "../../store/today/today.ts";
import { troubleText } from "../common/trouble-text.ts";
import type { SessionState } from "./session-state.ts";
import type { DayCounts, SessionView } from "./session-view.ts";

/** What is shown of a session: the first of all that asks for being shown. */
export function viewOf({
  today,
  queue,
  next,
  suspended,
  offer,
  shown,
  leech,
  back,
  goesAhead,
  trouble,
}: SessionState): SessionView {
  if (trouble) return { kind: "trouble", message: troubleText(trouble), way: "tryAgain" };
  // Before the first deck is installed there is nothing to say, least of all that everything is done.
  if (!today || today.decks.length === 0) return { kind: "loading" };
  if (isFirstVisit(today)) return { kind: "welcome" };
  const { rolloverHour, offsetAt } = today.now;
  if (today.plan?.pause)
    return { kind: "paused", untilMs: startOfStudyDay(today.plan.pause.untilDay, rolloverHour, offsetAt) };
  if (back) {
    const clearedAtMs = back.plan && startOfStudyDay(back.plan.untilDay, rolloverHour, offsetAt);
    return { kind: "return", clearedAtMs, ...back };
  }
  if (leech) {
    const { card, text, deck, contrast } = leech;
    const { content, deckContent, own, statement, references } = text;
    const { lapses } = card.state;
    const said = { lapses, content, deckContent, own, provenance: deck, statement, references };
    return { kind: "leech", ...said, hasContrast: contrast !== null };
  }
  if (!shown) {
    const reviewedToday = doneCounts(today.answered).answers;
    const catchUp = today.plan?.catchUp ?? null;
    return {
      kind: "done",
      next,
      ahead: queue?.ahead.length ?? 0,
      reviewedToday,
      noNewCards: today.settings.newPerDay === 0,
      suspended,
      offer,
      moreNew: moreNew(today),
      portions: catchUp && {
        perDay: catchUp.perDay,
        untilMs: startOfStudyDay(catchUp.untilDay, rolloverHour, offsetAt),
      },
      off: today.off,
    };
  }
  const { card, text, deck, revealed, outcomes, optionOrder, mixedUp } = shown;
  const { content, deckContent, own, notice, terms, statement, references } = text;
  if (notice?.kind === "fact") {
    return { kind: "fact", meeting: notice.meeting, content, provenance: deck, terms, references };
  }
  return (
    notice ?? {
      kind: "card",
      content,
      deckContent,
      own,
      provenance: deck,
      revealed,
      outcomes,
      can: { reset: canBeReset(card.state), setDue: canBeSetDue(card.state) },
      isTyped: today.settings.typeAnswers && typedAnswers(content) !== null,
      ...(mixedUp && { mixedUp }),
      goesAhead,
      isNew: card.state.phase === "new",
      isBeginner: isBeginner(today),
      optionOrder,
      terms,
      statement,
      references,
    }
  );
}

/** How many new cards would come if more of them were allowed today. Whoever wants none a day, or catches up, is offered none. */
function moreNew(today: Today): number {
  const { settings, plan = NO_PLAN } = today;
  if (settings.newPerDay === 0 || plan.catchUp) return 0;
  const moreNew = plan.moreNew + offeredMore(settings.newPerDay, plan.moreNew);
  return buildQueue({ ...today, plan: { ...plan, moreNew } }).left.new;
}

/** The grades say what they mean. */
export const isBeginner = ({ past }: Pick<Today, "past">): boolean => past.answers < BEGINNER_ANSWERS;

/** Nobody has read the first screen here, and nobody has answered a card. */
const isFirstVisit = ({ past }: Pick<Today, "past">): boolean => !past.welcomed && past.answers === 0;

/** What is left of today, and what was done; null as long as nothing was read. */
export function countsOf({ today, queue }: SessionState): DayCounts | null {
  return today && queue ? { ...queue.left, doneToday: doneCounts(today.answered).answers } : null;
}
