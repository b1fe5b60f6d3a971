import type { CardId, EventId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { foldCard } from "../../core/log/fold.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import { byCodeUnits } from "../../core/text-order.ts";
import { readableAt, readableUnder } from "../database/readable.ts";
import type { StateRow, StoreName } from "../database/schema.ts";
import type { ReadingStore, Writing } from "../database/transaction.ts";
import { noteUnlogged } from "../database/unlogged.ts";
import { type Counted, countedUnderAny, entriesOf } from "../days/counted-cards.ts";
import { ChangingDays, DAY_STORES } from "../days/days.ts";
import { beginForLossIn, beginRecountIn } from "../days/recount-position.ts";
import { cardEvents, type EventsOf, memoisedEvents } from "../log/log.ts";
import { nextLogs } from "../log/next-logs.ts";
import { type KnownStates, neighbouringStates } from "./neighbours.ts";
import { putStates } from "./put-states.ts";
import { revisionAnew, stateRow, withState } from "./state-row.ts";

/** A card's row, worked out anew from its log. Writes nothing. */
export async function refolded(eventsOf: EventsOf, row: StateRow, scheduler: Scheduler): Promise<StateRow> {
  return withState(row, foldCard(await cardEvents(eventsOf, row), scheduler), scheduler.model.id);
}

/** As `refolded`, for a card that has no row yet, or none any more. */
export async function foldedAnew(eventsOf: EventsOf, row: StateRow, scheduler: Scheduler): Promise<StateRow> {
  const events = await cardEvents(eventsOf, row);
  return stateRow({ ...row, state: foldCard(events, scheduler), revision: revisionAnew(events) }, scheduler.model.id);
}

/** The part of a transaction in which states are found. */
export type StatesById = Pick<ReadingStore<"states">, "get" | "index">;

/** Cards that are brought along at once: their logs are in memory together. */
const CARDS_AT_ONCE = 1000;
/** The same where the log has to be asked for them. */
const ASKED_AT_ONCE = 100;
/** So few are asked for one by one. */
const FEW = 8;
/** Between the first card and the last so many rows for each one that is asked for are read: three requests take as long. */
const BETWEEN = 10;

/** @param before what could be read of the log of a card without what was added to it, or mended in it */
export type OnLogs = (before: readonly Envelope[], after: readonly Envelope[]) => void;

/** What a transaction must hold for cards to be brought along in it. */
export const CARD_STORES = ["states", "events", ...DAY_STORES] as const satisfies readonly StoreName[];

/**
 * Brings along all that follows from events of cards which the log holds since this transaction: the state of every card
 * that has their ids or had them before, worked out anew, and the sums of the days.
 * @param events.mended those that took the places of spoilt rows. Nobody can tell whether they were counted before their
 * rows were spoilt: the sums are left as they are, and counted anew soon. So they are where something of a card cannot be read:
 * what is beside that was counted as what it is with it
 * @param events.logOf where the log need not be asked
 * @param events.onLogs told of each card what its log was before and is now, where anything was added to it
 * @param onBrought told now and then of how many more ids the cards were brought along
 * @returns ids that no card has, as of cards that are in no deck that is here, or in none any more
 */
export async function bringAlong(
  transaction: Writing,
  {
    added,
    mended = [],
    logOf,
    onLogs,
  }: {
    readonly added: readonly Envelope[];
    readonly mended?: readonly Envelope[];
    readonly logOf?: EventsOf | undefined;
    readonly onLogs?: OnLogs | undefined;
  },
  scheduler: Scheduler,
  onBrought: (ids: number) => void = () => {},
): Promise<readonly CardId[]> {
  const isAdded = new Set(added.map(({ id }) => id));
  // Of many events it takes memory, and mostly nobody asks.
  const cameNow = onLogs ? new Set([...isAdded, ...mended.map(({ id }) => id)]) : isAdded;
  const left = [...new Set([...added, ...mended].flatMap(({ card }) => (card === undefined ? [] : [card])))];
  // Neighbours are read together.
  left.sort(byCodeUnits);
  const refoldedIds = new Set<CardId>();
  const counted = new Set<CardId>();
  const unknown: CardId[] = [];
  const days = new ChangingDays(transaction);
  let isAnyLost = false;
  const onLost = (): void => {
    isAnyLost = true;
  };
  while (left.length > 0) {
    const ids = left.splice(0, logOf ? CARDS_AT_ONCE : ASKED_AT_ONCE);
    const [eventsOf, known] = await Promise.all([
      logOf ?? logsOf(transaction, ids, onLost),
      ids.length > FEW ? neighbouringStates(transaction, ids, logOf ? undefined : BETWEEN * ids.length) : null,
    ]);
    const under = await countedUnderAny(transaction, ids, known?.rows);
    const cards = under.filter(({ card }) => !counted.has(card));
    for (const { card } of cards) counted.add(card);
    const before: EventsOf = async (id) => (await eventsOf(id)).filter((event) => !isAdded.has(event.id));
    if (onLogs) await tellLogs(onLogs, cards, eventsOf, cameNow);
    // Other stores: an undo, which somebody waits for, waits for the longer of the two and not for both.
    const [strange] = await Promise.all([
      refoldCards(transaction, ids, { eventsOf, known }, scheduler, refoldedIds),
      bringDaysAlong(days, cards, { before, after: eventsOf, isLast: left.length === 0 }),
    ]);
    unknown.push(...strange);
    onBrought(ids.length);
  }
  if (mended.length > 0) await beginRecountIn(transaction);
  else if (isAnyLost) await beginForLossIn(transaction);
  if (mended.length === 0) return unknown;
  // They stand where the spoilt ones stood, and not at the end of the log.
  await noteUnlogged(transaction);
  return unknown;
}

async function bringDaysAlong(
  days: ChangingDays,
  cards: readonly Counted[],
  { before, after, isLast }: { readonly before: EventsOf; readonly after: EventsOf; readonly isLast: boolean },
): Promise<void> {
  const [then, now] = await Promise.all([entriesOf(cards, before), entriesOf(cards, after)]);
  await days.add(then, now);
  if (isLast) await days.write();
}

async function tellLogs(
  onLogs: OnLogs,
  cards: readonly Counted[],
  eventsOf: EventsOf,
  cameNow: ReadonlySet<EventId>,
): Promise<void> {
  for (const { ids } of cards) {
    const log = (await Promise.all(ids.map(eventsOf))).flat();
    onLogs(
      log.filter(({ id }) => !cameNow.has(id)),
      log,
    );
  }
}

/** The logs of some cards. @param ids in the order of the keys @param onLost told where some of them cannot be read */
async function logsOf(transaction: Writing, ids: readonly CardId[], onLost: () => void): Promise<EventsOf> {
  const [first, last] = [ids[0], ids.at(-1)];
  if (ids.length <= FEW || first === undefined || last === undefined)
    return memoisedEvents(transaction.objectStore("events"), onLost);
  const before = "" as CardId;
  return (await nextLogs(transaction, before, last, BETWEEN * ids.length, { from: first, onLost })).eventsOf;
}

/** @param done cards that were met before @returns ids that no card has */
async function refoldCards(
  transaction: Writing,
  ids: readonly CardId[],
  { eventsOf, known }: { readonly eventsOf: EventsOf; readonly known: KnownStates | null },
  scheduler: Scheduler,
  done: Set<CardId>,
): Promise<CardId[]> {
  const states = transaction.objectStore("states");
  const found = await Promise.all(ids.map((id) => (known ? knownOf(known, id) : rowsOf(states, id))));
  const rows = new Map(found.flat().flatMap((row) => (done.has(row.id) ? [] : [[row.id, row] as const])));
  for (const id of rows.keys()) done.add(id);
  const changes = await Promise.all(
    [...rows.values()].map(async (before) => ({ before, row: await refolded(eventsOf, before, scheduler) })),
  );
  await putStates(
    transaction,
    changes.filter(({ before, row }) => row.revision !== before.revision || row.model !== before.model),
  );
  return ids.filter((id, i) => !found[i]?.some((row) => row.id === id));
}

/** One that cannot be read is left for the check, which makes it anew. */
const rowsOf = async (states: StatesById, id: CardId): Promise<readonly StateRow[]> => {
  const [row, others] = await Promise.all([readableAt(states, id), readableUnder(states.index("former"), id)]);
  return row ? [row, ...others] : others;
};

function knownOf({ rows, former }: KnownStates, id: CardId): readonly StateRow[] {
  const [row, others = []] = [rows.get(id), former.get(id)];
  return row ? [row, ...others] : others;
}

/** The card that an id stands for today, also where the card's id has changed since; undefined also where it cannot be read. */
export async function stateOf(states: StatesById, id: CardId): Promise<StateRow | undefined> {
  const row = await readableAt(states, id);
  if (row && !row.retired) return row;
  const [later] = await readableUnder(states.index("former"), id);
  return later ?? row;
}
