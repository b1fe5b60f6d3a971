/** The logs of the next cards, card by card in the order of their ids: of long care, which comes past every card. */
import { grouped } from "../../core/grouped.ts";
import type { CardId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { concernsCard } from "../../core/log/event.ts";
import { byCodeUnits } from "../../core/text-order.ts";
import { type EventRow, eventsIn } from "../database/event-rows.ts";
import { readableAlong } from "../database/readable.ts";
import type { Reading } from "../database/transaction.ts";
import { type EventsOf, isAnyLost, memoisedEvents } from "./log.ts";

export interface NextLogs {
  /** The ids that have events, up to `end`. */
  readonly ids: readonly CardId[];
  /** Up to here all is known; null where nothing comes behind. */
  readonly end: CardId | null;
  /** Mostly known already, else read when it is asked for. */
  readonly eventsOf: EventsOf;
}

/** What each card's events are, without asking for them. */
export interface KnownLogs {
  /** The ids that have events, in the order of the keys. */
  readonly ids: readonly CardId[];
  readonly of: (id: CardId) => readonly Envelope[];
  /** How many that are. */
  readonly countOf: (id: CardId) => number;
}

/** A log that is held in memory, for whoever comes past every card more than once. */
export interface HeldInMemory {
  /**
   * @param transaction holds the stores `events` and `local`
   * @returns the log as this transaction sees it; null where that is not known, and has to be read
   */
  readonly asSeenIn: (transaction: Reading) => Promise<KnownLogs | null>;
}

/** So many events are asked for with each card; where cards have more, fewer cards come with one answer. */
export const EVENTS_EACH = 12;

/** The least of the last ids of several stores, none of which says what comes behind: so far all of them are known. */
export const leastOf = (ends: readonly (CardId | undefined)[]): CardId | null =>
  ends.filter((end) => end !== undefined).sort(byCodeUnits)[0] ?? null;

/**
 * Reads them at once. Where there are more rows than wanted it ends before `upTo`, behind one card at least.
 * @param after not itself
 * @param upTo null for all that come
 * @param most rows of one answer
 * @param from no log of a card before this id is read, unless it is asked for
 * @param held where the log need not be read
 * @param onLost told where some of one that is asked for cannot be read
 */
export async function nextLogs(
  transaction: Reading,
  after: CardId,
  upTo: CardId | null,
  most: number,
  {
    from = after,
    held,
    onLost,
  }: { readonly from?: CardId; readonly held?: HeldInMemory | undefined; readonly onLost?: () => void } = {},
): Promise<NextLogs> {
  const known = await held?.asSeenIn(transaction);
  if (known) return nextKnown(known, { from, isOpen: from === after, upTo, most });
  const log = transaction.objectStore("events");
  const one = memoisedEvents(log, onLost);
  if (upTo !== null && from > upTo) return { ids: [], end: upTo, eventsOf: one };
  const isOpen = from === after;
  const range = upTo === null ? IDBKeyRange.lowerBound(from, isOpen) : IDBKeyRange.bound(from, upTo, isOpen);
  const { rows, unreadable } = await readableAlong(log.index("card"), range, most);
  const cards = rows.flatMap(({ card }) => (card === undefined ? [] : [card]));
  const ids = [...new Set([...cards, ...unreadable.map(({ key }) => key)])].sort(byCodeUnits);
  // Of the last card there may be more than was read.
  const cut = rows.length + unreadable.length < most ? undefined : ids.at(-1);
  const whole = cut === undefined || ids.length === 1 ? ids : ids.slice(0, -1);
  const end = cut === undefined ? upTo : (whole.at(-1) ?? upTo);
  const events = eventsIn(rows);
  const lost = onLost ? new Set([...unreadable.map(({ key }) => key), ...lostAmong(rows, events)]) : null;
  const byCard = grouped(events.filter(concernsCard), ({ card }) => card);
  const isKnown = (id: CardId): boolean => range.includes(id) && (end === null || id <= end) && id !== cut;
  const eventsOf: EventsOf = (id) => {
    if (!isKnown(id)) return one(id);
    // Others between the first and the last of those that are asked for concern nobody.
    if (lost?.has(id)) onLost?.();
    return Promise.resolve(byCard.get(id) ?? []);
  };
  return { ids: whole, end, eventsOf };
}

/** The ids of which a row holds what is no event. @param events all that is among the rows */
const lostAmong = (rows: readonly EventRow[], events: readonly Envelope[]): readonly (CardId | undefined)[] =>
  isAnyLost(rows, events) ? rows.filter((row) => isAnyLost([row], eventsIn([row]))).map(({ card }) => card) : [];

interface Stretch {
  readonly from: CardId;
  /** Whether `from` itself stands outside. */
  readonly isOpen: boolean;
  readonly upTo: CardId | null;
  readonly most: number;
}

/** The same of what is known. */
function nextKnown(known: KnownLogs, { from, isOpen, upTo, most }: Stretch): NextLogs {
  const eventsOf: EventsOf = (id) => Promise.resolve(known.of(id));
  const ids: CardId[] = [];
  let events = 0;
  for (let place = firstBehind(known.ids, from, isOpen); ; place++) {
    const id = known.ids[place];
    if (id === undefined || (upTo !== null && id > upTo)) return { ids, end: upTo, eventsOf };
    events += known.countOf(id);
    if (events > most && ids.length > 0) return { ids, end: ids.at(-1) ?? null, eventsOf };
    ids.push(id);
  }
}

/** Where ids in the order of the keys go on behind one of them. */
function firstBehind(ids: readonly CardId[], from: CardId, isOpen: boolean): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const id = ids[middle] ?? from;
    if (id < from || (isOpen && id === from)) low = middle + 1;
    else high = middle;
  }
  return low;
}
