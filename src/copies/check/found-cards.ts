/** What the row of a card follows from, read in one transaction, so that the two can be compared. */
import type { CardContent } from "../../core/deck/deck.ts";
import { type CardId, deckOf } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { byCodeUnits } from "../../core/text-order.ts";
import { readableById } from "../../store/database/readable.ts";
import type { StateRow, StoreName } from "../../store/database/schema.ts";
import type { Reading } from "../../store/database/transaction.ts";
import { cardEvents, type EventsOf } from "../../store/log/log.ts";
import { EVENTS_EACH, type HeldInMemory, leastOf, nextLogs } from "../../store/log/next-logs.ts";
import { eventsOfNeighbours, rowsOfNeighbours } from "../../store/states/neighbours.ts";
import { lockedIn } from "../../store/states/put-states.ts";

/** What a transaction must hold for cards to be read in it. */
export const FOUND_STORES = ["states", "contents", "events", "decks", "local"] as const satisfies readonly StoreName[];

export interface CheckedCard {
  readonly id: CardId;
  readonly row: StateRow | undefined;
  readonly content: CardContent | undefined;
  readonly log: readonly Envelope[];
  /** Which of the ids that its content says it had are cards of their own. */
  readonly present: ReadonlySet<CardId>;
  /** Whether it waits for a fact, should it be new. */
  readonly locked: boolean;
}

interface Rows {
  readonly rows: ReadonlyMap<CardId, StateRow>;
  readonly contents: ReadonlyMap<CardId, CardContent>;
  readonly eventsOf: EventsOf;
}

/**
 * The next cards that have a row, a content or, of decks that are here, events.
 * @param held where the log need not be read
 */
export async function nextCards(
  transaction: Reading,
  after: CardId,
  most: number,
  held?: HeldInMemory,
): Promise<{ readonly cards: readonly CheckedCard[]; readonly last: CardId | null }> {
  const range = IDBKeyRange.lowerBound(after, true);
  const [states, contents, decks] = await Promise.all([
    readableById(transaction.objectStore("states"), range, most),
    readableById(transaction.objectStore("contents"), range, most),
    transaction.objectStore("decks").getAllKeys(),
  ]);
  const upTo = leastOf([states, contents].map(({ keys }) => (keys.length < most ? undefined : keys.at(-1))));
  // Past all events of a deck that is not here: "0" comes right after the slash.
  const isHere = (id: CardId): boolean => decks.includes(deckOf(id));
  const from = isHere(after) || deckOf(after) === "" ? after : (`${deckOf(after)}0` as CardId);
  const logs = await nextLogs(transaction, after, upTo, most * EVENTS_EACH, { from, held });
  // A card that has left its deck has no content, and its row may be lost; then only the log tells of it.
  const all = [...states.keys, ...contents.keys, ...logs.ids.filter(isHere)];
  const ids = [...new Set(all)].filter((id) => logs.end === null || id <= logs.end).sort(byCodeUnits);
  const found = { rows: byId(states), contents: byId(contents), eventsOf: logs.eventsOf };
  return { cards: await withAll(transaction, ids, found), last: logs.end };
}

const byId = <Row>({ keys, rows }: { readonly keys: readonly CardId[]; readonly rows: readonly (Row | undefined)[] }) =>
  new Map(
    keys.flatMap((key, i) => {
      const row = rows[i];
      return row === undefined ? [] : [[key, row] as const];
    }),
  );

/** @param ids in the order of the keys */
export async function readCards(transaction: Reading, ids: readonly CardId[]): Promise<readonly CheckedCard[]> {
  const [rows, contents, eventsOf] = await Promise.all([
    rowsOfNeighbours(transaction.objectStore("states"), ids),
    rowsOfNeighbours(transaction.objectStore("contents"), ids),
    eventsOfNeighbours(transaction, ids),
  ]);
  return withAll(transaction, ids, { rows, contents, eventsOf });
}

function withAll(transaction: Reading, ids: readonly CardId[], { rows, contents, eventsOf }: Rows) {
  const isLocked = lockedIn(transaction);
  return Promise.all(
    ids.map(async (id): Promise<CheckedCard> => {
      const [row, content] = [rows.get(id), contents.get(id)];
      const whole = content && isContent(content) ? content : undefined;
      const present = await cardsAmong(transaction, whole?.formerIds ?? []);
      const formerIds = whole
        ? whole.formerIds.filter((former) => !present.has(former))
        : isRow(row)
          ? row.formerIds
          : [];
      const unlockedBy = whole ? whole.unlockedBy : isRow(row) ? row.unlockedBy : [];
      const [log, locked] = await Promise.all([cardEvents(eventsOf, { id, formerIds }), isLocked({ unlockedBy })]);
      return { id, row, content: whole, present, log, locked };
    }),
  );
}

async function cardsAmong(transaction: Reading, ids: readonly CardId[]): Promise<ReadonlySet<CardId>> {
  const keys = await Promise.all(ids.map((id) => transaction.objectStore("contents").getKey(id)));
  return new Set(keys.filter((key) => key !== undefined));
}

const isContent = (content: CardContent): boolean =>
  Array.isArray(content.formerIds) && Array.isArray(content.unlockedBy) && typeof content.fact === "string";

/** What may stand in a damaged database is looked at before it is used. */
export const isRow = (row: StateRow | undefined): row is StateRow =>
  row !== undefined &&
  Array.isArray(row.formerIds) &&
  Array.isArray(row.unlockedBy) &&
  typeof row.state === "object" &&
  typeof row.fact === "string" &&
  typeof row.deck === "string" &&
  typeof row.chapter === "string" &&
  Number.isFinite(row.order) &&
  Number.isSafeInteger(row.revision) &&
  typeof row.model === "string";
