/**
 * A clock that ran ahead, by years perhaps, and was then put right, leaves cards behind that are due in years only.
 * Nothing of the log is changed: an event is added that says how far ahead the clock was, and the fold counts with it.
 */
import type { Card } from "./card.ts";
import { type OsteonEvent, RATINGS, type RedateEvent } from "./event.ts";
import { countedReviews, foldCard } from "./fold.ts";
import { makeEventId } from "./ids.ts";
import type { Moment } from "./moment.ts";
import { comesBack } from "./outcome.ts";
import { returnedReviews } from "./returned.ts";
import type { Scheduler } from "./scheduler.ts";
import type { StudyDay } from "./study-day.ts";

/** Across the date line a traveller's calendar goes back by a day; that is no wrong clock. */
const TOLERANCE_DAYS = 1;

/** Whether a card was last reviewed on a day that is still to come. */
export const isStranded = ({ snapshot }: Pick<Card, "snapshot">, today: StudyDay): boolean =>
  snapshot.lastDay !== null && snapshot.lastDay > today + TOLERANCE_DAYS;

/**
 * The event that brings a stranded card back: its newest review counts as made today, those before it as long before
 * that as they were. Null when the card is not stranded.
 * @param log all events of the card, also under the ids that it had before
 * @param random at least 10 random bytes
 */
export function makeRedate(
  card: Card,
  log: readonly OsteonEvent[],
  scheduler: Scheduler,
  made: { readonly moment: Moment; readonly random: Uint8Array },
): RedateEvent | null {
  const { moment } = made;
  const reviews = countedReviews(log);
  const newest = reviews.at(-1);
  if (!newest || !isStranded(card, moment.today)) return null;
  const latest = Math.max(...reviews.map((review) => review.studyDay), card.snapshot.lastDay ?? 0);
  const atMs = Math.max(Math.floor(moment.nowMs), card.snapshot.lastEventAtMs + 1);
  const event: RedateEvent = {
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
  const returned = returnedReviews(log);
  const others = log.filter(({ id }) => id !== newest.id && returned.get(id)?.id !== newest.id);
  const before = foldCard([...others, event], scheduler);
  const outcome = scheduler.outcomes(card.id, before, moment)[RATINGS.indexOf(newest.rating)];
  if (!outcome) return null;
  return { ...event, next: comesBack(outcome.wait, Math.max(moment.today, before.lastDay ?? 0), moment) };
}
