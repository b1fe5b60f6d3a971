/**
 * A clock that ran ahead, by years perhaps, and was then put right, leaves cards behind that are due in years only.
 * Nothing of the log is changed: an event is added that says how far ahead the clock was, and the fold counts with it.
 */
import type { Card } from "../card.ts";
import { makeEventId } from "../ids.ts";
import { comesBack } from "../memory/outcome.ts";
import type { Scheduler } from "../memory/scheduler.ts";
import type { Now } from "../plan/now.ts";
import type { StudyDay } from "../plan/study-day.ts";
import { duplicateImports } from "./duplicate-imports.ts";
import { type ClockCorrectionEvent, type OsteonEvent, RATINGS } from "./event.ts";
import { countedReviews, foldCard } from "./fold.ts";

/** Across the date line a traveller's calendar goes back by a day; that is no wrong clock. */
const TOLERANCE_DAYS = 1;

/** Whether a card was last reviewed on a day that is still to come. */
export const isStranded = ({ state }: Pick<Card, "state">, today: StudyDay): boolean =>
  state.lastDay !== null && state.lastDay > today + TOLERANCE_DAYS;

/**
 * The event that brings a stranded card back: its newest review counts as made today, those before it as long before
 * that as they were. Null when the card is not stranded.
 * @param log all events of the card, also under the ids that it had before
 * @param random at least 10 random bytes
 */
export function makeClockCorrection(
  card: Card,
  log: readonly OsteonEvent[],
  scheduler: Scheduler,
  made: { readonly moment: Now; readonly random: Uint8Array },
): ClockCorrectionEvent | null {
  const { moment } = made;
  const reviews = countedReviews(log);
  const newest = reviews.at(-1);
  if (!newest || !isStranded(card, moment.today)) return null;
  const latest = Math.max(...reviews.map((review) => review.studyDay), card.state.lastDay ?? 0);
  const atMs = Math.max(Math.floor(moment.nowMs), card.state.lastEventAtMs + 1);
  const event: ClockCorrectionEvent = {
    kind: "redate",
    id: makeEventId(atMs, made.random),
    card: card.id,
    atMs,
    offsetMinutes: moment.offsetMinutes,
    studyDay: moment.today,
    afterDay: moment.today,
    shiftDays: latest - moment.today,
    newest: newest.id,
    next: newest.next,
  };
  // What the newest review would have led to, had the clock been right.
  const returned = duplicateImports(log);
  const others = log.filter(({ id }) => id !== newest.id && returned.get(id)?.id !== newest.id);
  const before = foldCard([...others, event], scheduler);
  const outcome = scheduler.outcomes(card.id, before, moment)[RATINGS.indexOf(newest.rating)];
  if (!outcome) return null;
  return { ...event, next: comesBack(outcome.wait, Math.max(moment.today, before.lastDay ?? 0), moment) };
}
