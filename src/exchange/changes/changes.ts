/** What events would change here, before they are written. */
import { grouped } from "../../core/grouped.ts";
import type { CardId, DeckId, EventId } from "../../core/ids.ts";
import { duplicateImports, isImported } from "../../core/log/duplicate-imports.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { concernsCard, isOfKind, isRegister, kindOf } from "../../core/log/event.ts";
import { applyEvent, countedEvents, foldCounted } from "../../core/log/fold.ts";
import type { ReviewEvent } from "../../core/log/kinds.ts";
import { heldRegisters } from "../../core/log/register.ts";
import { type CardState, NEW_CARD_STATE } from "../../core/memory/card-state.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import { canonicalJson } from "../canonical.ts";
import type { CardOf } from "./counting.ts";
import { existingOf, touches } from "./existing.ts";
import type { FileChanges } from "./file-changes.ts";
import { type DeckOfSwitches, planChanges, settingChanges, switchChanges } from "./register-changes.ts";

/** What is here: the log, and what its events mean. */
export interface LogHere {
  readonly events: readonly Envelope[];
  readonly cardOf: CardOf;
  readonly decks: ReadonlyMap<DeckId, DeckOfSwitches>;
  /** The decks that come with the events, new ones and other versions. */
  readonly coming?: readonly DeckOfSwitches[];
  readonly scheduler: Scheduler;
  readonly nowMs: number;
}

/**
 * @param fromFile events that may be here already
 * @param made events that are made here to bring the file in
 */
export function changesBy(here: LogHere, fromFile: readonly Envelope[], made: readonly Envelope[] = []): FileChanges {
  const { events, cardOf, decks, scheduler, nowMs } = here;
  const existing = existingOf(here);
  const foreign = events.length === 0 ? fromFile : fromFile.filter(({ id }) => !existing.has(id));
  const newEvents = [...foreign, ...made];
  const newByCard = grouped(newEvents.filter(concernsCard), ({ card }) => cardOf(card));
  const hereByCard = logsOf(events, newByCard, cardOf);
  const total = { startCounting: 0, stopCounting: 0, beforeReset: 0, moveDay: 0, cards: 0 };
  let touchesExisting = foreign.some((event) => touches(event, existing));
  for (const [card, log] of newByCard) {
    const change = cardChange(hereByCard.get(card) ?? [], log, scheduler, nowMs);
    total.startCounting += change.startCounting;
    total.stopCounting += change.stopCounting;
    total.beforeReset += change.beforeReset;
    total.moveDay += change.moveDay;
    total.cards += change.isChanged ? 1 : 0;
    touchesExisting ||= change.touchesExisting;
  }
  const held = heldRegisters(forRegisters(events));
  const after = heldRegisters(forRegisters([...events, ...newEvents]));
  const switches = switchChanges(held, after, decks, here.coming);
  return {
    ...total,
    inFuture: foreign.filter(({ atMs }) => atMs > nowMs).length,
    settings: settingChanges(held, after),
    plans: planChanges(held, after, nowMs),
    switches,
    touchesExisting: touchesExisting || switches.length > 0,
  };
}

/** The logs of those cards alone to which something is added. */
function logsOf(events: readonly Envelope[], wanted: ReadonlyMap<CardId, unknown>, cardOf: CardOf) {
  return grouped(
    events.filter(concernsCard).filter(({ card }) => wanted.has(cardOf(card))),
    ({ card }) => cardOf(card),
  );
}

const forRegisters = (events: readonly Envelope[]): Envelope[] =>
  events.filter((event) => isRegister(event) || isOfKind(event, "undo"));

interface CardChange {
  readonly startCounting: number;
  readonly stopCounting: number;
  readonly beforeReset: number;
  readonly moveDay: number;
  readonly isChanged: boolean;
  readonly touchesExisting: boolean;
}

function cardChange(
  before: readonly Envelope[],
  added: readonly Envelope[],
  scheduler: Scheduler,
  nowMs: number,
): CardChange {
  if (before.length === 0 && isOfReviews(added)) return allAreNew(added.length);
  const log = [...before, ...added];
  const [countedThen, countedNow] = [countedEvents(before), countedEvents(log)];
  const [then, now] = [standing(countedThen, scheduler), standing(countedNow, scheduler)];
  const twice = duplicateImports(log);
  const presentOf = (id: EventId): ReviewEvent | undefined => now.get(id) ?? now.get(twice.get(id)?.id ?? id);
  const stay = [...then.values()].map((event) => ({ event, after: presentOf(event.id) }));
  const goes = stay.filter(({ after }) => after === undefined);
  // A reset leaves them out of the state, and nowhere else.
  const isCounted = countingAmong(countedNow, twice);
  const beforeReset = goes.filter(({ event }) => isCounted(event)).length;
  const stopCounting = countStopping(countedThen, isCounted);
  const moveDay = stay.filter(({ event, after }) => after && after.studyDay !== event.studyDay).length;
  const kept = new Set(stay.flatMap(({ after }) => after?.id ?? []));
  const starting = [...now.values()].filter(({ id }) => !kept.has(id));
  // Other reviews make another state; only where there are none the states have to be worked out.
  const isChanged =
    starting.length + goes.length + moveDay > 0 ||
    !isSame(foldCounted(countedThen, scheduler), foldCounted(countedNow, scheduler));
  const follows = onlyFollow(then, starting, added.length) && added.every(({ atMs }) => atMs <= nowMs);
  const touchesExisting = then.size > 0 && isChanged && !follows;
  return { startCounting: starting.length, stopCounting, beforeReset, moveDay, isChanged, touchesExisting };
}

/** Whether an event counts, by whichever of its ids. @param twice see `duplicateImports` */
function countingAmong(counted: readonly Envelope[], twice: ReadonlyMap<EventId, Envelope>) {
  const ids = new Set(counted.map(({ id }) => id));
  return ({ id }: Envelope): boolean => ids.has(twice.get(id)?.id ?? id);
}

const countStopping = (then: readonly Envelope[], isCounted: (event: Envelope) => boolean): number =>
  then.filter((event) => isOfKind(event, "review") && !isCounted(event)).length;

/** How many reviews of a card count in its log as it was, and no longer since more was added: `stopCounting` of `FileChanges`. */
export const stopCountingIn = (before: readonly Envelope[], log: readonly Envelope[]): number =>
  countStopping(countedEvents(before), countingAmong(countedEvents(log), duplicateImports(log)));

/** Whether every event is a review that counts, whatever the others are: so it is for nearly every card that comes to an empty log. */
function isOfReviews(events: readonly Envelope[]): boolean {
  const [first] = events;
  // A review of another program may be one that was made here, and two imports of one moment are one.
  const where = first !== undefined && isImported(first);
  let [last, lastMs] = ["", -1];
  return events.every((event) => {
    // Ids that rise are different ones.
    const isLater = event.id > last && (!where || event.atMs > lastMs);
    [last, lastMs] = [event.id, event.atMs];
    return isLater && isOfKind(event, "review") && isImported(event) === where;
  });
}

/** Of a card that has no events yet, and gets reviews alone. */
const allAreNew = (reviews: number): CardChange => ({
  ...{ startCounting: reviews, stopCounting: 0, beforeReset: 0, moveDay: 0 },
  ...{ isChanged: reviews > 0, touchesExisting: false },
});

/** Ten years, in days. A longer promise takes a card out of sight; honest ones are rare. */
const LONG_WAIT_DAYS = 3653;

/** Whether all that is added are reviews that count, each later than all that count here, and none with a wait of many years. */
function onlyFollow(then: ReadonlyMap<EventId, ReviewEvent>, starting: readonly ReviewEvent[], added: number): boolean {
  const lastMs = [...then.values()].at(-1)?.atMs ?? 0;
  return (
    starting.length === added &&
    starting.every(({ atMs, studyDay, next }) => atMs > lastMs && next.dueDay - studyDay <= LONG_WAIT_DAYS)
  );
}

/**
 * The reviews that a card's state rests on, in their order, on the days on which they count. Which these are is read off
 * the fold, whose state says how many it counts, and not off the kinds of events: so it holds for kinds that are added.
 * @param counted what counts of its log
 */
function standing(counted: readonly Envelope[], scheduler: Scheduler): ReadonlyMap<EventId, ReviewEvent> {
  let reviews: ReviewEvent[] = [];
  let state = NEW_CARD_STATE;
  // Where reviews alone change the state, all of them count, and it need not be worked out.
  const isPlain = counted.every((event) => isOfKind(event, "review") || !kindOf(event)?.apply);
  for (const event of counted) {
    if (isOfKind(event, "review")) reviews.push(event);
    if (isPlain) continue;
    state = applyEvent(state, event, scheduler);
    if (state.reviews < reviews.length) reviews = state.reviews === 0 ? [] : reviews.slice(-state.reviews);
  }
  return new Map(reviews.map((event) => [event.id, event]));
}

/** Whether two states say the same of the card's schedule; when the newest event was made says nothing of it. */
const isSame = (a: CardState, b: CardState): boolean =>
  canonicalJson({ ...a, lastEventAtMs: 0 }) === canonicalJson({ ...b, lastEventAtMs: 0 });
