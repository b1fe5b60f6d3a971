/**
 * A clock that ran ahead, by years perhaps, and was then put right, leaves cards behind that are due in years only.
 * Nothing of the log is changed: an event is added that says how far ahead the clock was, and the fold counts with it.
 */
import type { CardEntry } from "../card.ts";
import { makeEventId } from "../ids.ts";
import { isStranded } from "../memory/card-state.ts";
import { comesBack } from "../memory/outcome.ts";
import type { Scheduler } from "../memory/scheduler.ts";
import { duplicateImports } from "./duplicate-imports.ts";
import type { Envelope } from "./envelope.ts";
import { countedReviews, foldCard } from "./fold.ts";
import { RATINGS } from "./kinds/review.ts";
import type { ClockCorrectionEvent } from "./kinds.ts";
import type { Maker } from "./make-event.ts";

/**
 * The event that brings a stranded card back: its newest review counts as made today, those before it as long before
 * that as they were. Null when the card is not stranded.
 * @param log all events of the card, also under the ids that it had before
 */
export function makeClockCorrection(
  card: CardEntry,
  log: readonly Envelope[],
  scheduler: Scheduler,
  { device, now, random }: Maker,
): ClockCorrectionEvent | null {
  const reviews = countedReviews(log);
  const newest = reviews.at(-1);
  if (!newest || !isStranded(card.state, now.today)) return null;
  const latest = Math.max(newest.studyDay, card.state.lastDay ?? 0);
  const atMs = Math.floor(now.nowMs);
  const event: ClockCorrectionEvent = {
    kind: "clock-correction",
    id: makeEventId(atMs, random),
    device,
    card: card.id,
    atMs,
    offsetMinutes: now.offsetMinutes,
    studyDay: now.today,
    moved: reviews.filter(({ studyDay }) => studyDay > now.today).map(({ id }) => id),
    shiftDays: latest - now.today,
    newest: newest.id,
    next: newest.next,
  };
  // What the newest review would have led to, had the clock been right.
  const duplicates = duplicateImports(log);
  const others = log.filter(({ id }) => id !== newest.id && duplicates.get(id)?.id !== newest.id);
  const before = foldCard([...others, event], scheduler);
  const outcome = scheduler.outcomes(card.id, before, now)[RATINGS.indexOf(newest.rating)];
  if (!outcome) return null;
  return { ...event, next: comesBack(outcome.wait, Math.max(now.today, before.lastDay ?? 0), now) };
}
