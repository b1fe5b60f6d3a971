/**
 * A clock that ran ahead, by years perhaps, and was then put right, leaves cards behind that are due in years only.
 * Nothing of the log is changed: an event is added that says how far ahead the clock was, and the fold counts with it.
 */
import type { CardEntry } from "../card.ts";
import { makeEventId } from "../ids.ts";
import { isOutOfReach, isStranded } from "../memory/card-state.ts";
import { comesBack, type NextDue } from "../memory/outcome.ts";
import type { Scheduler } from "../memory/scheduler.ts";
import type { Now } from "../time/now.ts";
import { canBeMoved } from "./corrected-days.ts";
import { duplicateImports } from "./duplicate-imports.ts";
import type { Envelope } from "./envelope.ts";
import { isOfKind } from "./event.ts";
import { countedEvents, foldCard } from "./fold.ts";
import { MOST_MOVED } from "./kinds/clock-correction.ts";
import { RATINGS } from "./kinds/review.ts";
import type { ClockCorrectionEvent, ReviewEvent } from "./kinds.ts";
import type { Maker } from "./make-event.ts";

/**
 * The event that brings back a card that is stranded, or whose newest event lies out of reach: its newest review counts as
 * made today, what came before it as long before that as it did. Null when there is nothing to bring back.
 * @param log all events of the card, also under the ids that it had before
 */
export function makeClockCorrection(
  card: CardEntry,
  log: readonly Envelope[],
  scheduler: Scheduler,
  { device, now, random }: Maker,
): ClockCorrectionEvent | null {
  if (!isStranded(card.state, now) && !isOutOfReach(card.state, now)) return null;
  const counted = countedEvents(log);
  // A reset was made by the same clock; left where it is, it would take away what came after it.
  const ahead = counted.filter((one) => canBeMoved(one) && one.studyDay > now.today && one.atMs > now.nowMs);
  const latest = ahead.reduce((day, { studyDay }) => Math.max(day, studyDay), now.today);
  const shiftDays = latest - now.today;
  // Those that would come to lie before the beginning have their turn when these are nearer.
  const moved = ahead.filter(({ studyDay }) => studyDay - shiftDays >= -1).slice(-MOST_MOVED);
  const last = moved.at(-1);
  if (!last) return null;
  const newest = counted.filter((one) => isOfKind(one, "review")).at(-1);
  const atMs = Math.floor(now.nowMs);
  const event: ClockCorrectionEvent = {
    kind: "clock-correction",
    id: makeEventId(atMs, random),
    device,
    card: card.id,
    atMs,
    offsetMinutes: now.offsetMinutes,
    studyDay: now.today,
    moved: moved.map(({ id }) => id),
    shiftDays,
    newest: newest?.id ?? last.id,
    next: newest?.next ?? { dueDay: now.today, dueAtMs: null },
  };
  if (!newest || !event.moved.includes(newest.id)) return event;
  const next = nextAsOfNow(card, [...log, event], newest, scheduler, now);
  return next && { ...event, next };
}

/** What the newest review would have led to, had the clock been right. @param log with the correction */
function nextAsOfNow(
  { id }: CardEntry,
  log: readonly Envelope[],
  newest: ReviewEvent,
  scheduler: Scheduler,
  now: Now,
): NextDue | null {
  const duplicates = duplicateImports(log);
  const others = log.filter((one) => one.id !== newest.id && duplicates.get(one.id)?.id !== newest.id);
  const before = foldCard(others, scheduler);
  const outcome = scheduler.outcomes(id, before, now)[RATINGS.indexOf(newest.rating)];
  return outcome ? comesBack(outcome.wait, Math.max(now.today, before.lastDay ?? 0), now) : null;
}

/** No log needs more turns: each brings back what lies within as many days as there were until today. */
const MOST_TURNS = 50;

/**
 * The corrections that a card needs, so that what a wrong clock or a foreign file dated far ahead, of whatever kind, comes
 * before what is made now and not after it. Mostly one.
 * @param log all events of the card, also under the ids that it had before
 * @param maker gives new random bytes at each call
 */
export function bringWithinReach<C extends CardEntry>(
  card: C,
  log: readonly Envelope[],
  scheduler: Scheduler,
  maker: () => Maker,
): { readonly card: C; readonly corrections: readonly ClockCorrectionEvent[] } {
  const corrections: ClockCorrectionEvent[] = [];
  let state = card.state;
  while (corrections.length < MOST_TURNS) {
    const event = makeClockCorrection({ ...card, state }, [...log, ...corrections], scheduler, maker());
    if (!event) break;
    corrections.push(event);
    state = foldCard([...log, ...corrections], scheduler);
  }
  return { card: { ...card, state }, corrections };
}
