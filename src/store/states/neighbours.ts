/** Cards, or facts, whose ids follow each other in the order of the keys, read together: a request takes longer than ten rows. */
import { grouped } from "../../core/grouped.ts";
import type { CardId } from "../../core/ids.ts";
import { concernsCard } from "../../core/log/event.ts";
import { eventsIn } from "../database/event-rows.ts";
import { readableAlong, readableById } from "../database/readable.ts";
import type { StateRow } from "../database/schema.ts";
import type { Reading } from "../database/transaction.ts";
import { type EventsOf, memoisedEvents } from "../log/log.ts";

/** Rows of one answer. Where some neighbours have more together, each card is read by itself. */
const MOST_ROWS = 2_000;

const between = (ids: readonly string[]): IDBKeyRange | null => {
  const [first, last] = [ids[0], ids.at(-1)];
  return first === undefined || last === undefined ? null : IDBKeyRange.bound(first, last);
};

/**
 * The events of some cards, read at once; those of any other id are read when they are asked for.
 * @param ids in the order of the keys
 * @param most others, for tests
 */
export async function eventsOfNeighbours(
  transaction: Reading,
  ids: readonly CardId[],
  most = MOST_ROWS,
): Promise<EventsOf> {
  const log = transaction.objectStore("events");
  const range = between(ids);
  const one = memoisedEvents(log);
  if (!range) return one;
  const { rows, unreadable } = await readableAlong(log.index("card"), range, most);
  if (rows.length + unreadable.length >= most) return one;
  const byCard = grouped(eventsIn(rows).filter(concernsCard), ({ card }) => card);
  const asked = new Set(ids);
  return (id) => (asked.has(id) ? Promise.resolve(byCard.get(id) ?? []) : one(id));
}

/**
 * The rows of some cards in a store, read at once, by their ids; one that is not there, or cannot be read, is left out.
 * @param ids in the order of the keys
 */
export async function rowsOfNeighbours<Row extends { readonly id: CardId }>(
  store: ById<Row>,
  ids: readonly CardId[],
): Promise<ReadonlyMap<CardId, Row>> {
  return (await rowsOfFewBetween(store, ids, Number.POSITIVE_INFINITY)) ?? new Map();
}

interface ById<Row> {
  readonly get: (key: CardId) => Promise<Row | undefined>;
  readonly getAll: (range: IDBKeyRange | null, most?: number) => Promise<Row[]>;
  readonly getAllKeys: (range: IDBKeyRange | null, most?: number) => Promise<CardId[]>;
}

/** @returns null where there are as many rows as `most` between the first id and the last */
async function rowsOfFewBetween<Row extends { readonly id: CardId }>(
  store: ById<Row>,
  ids: readonly CardId[],
  most: number,
): Promise<ReadonlyMap<CardId, Row> | null> {
  const range = between(ids);
  if (!range) return new Map();
  const { keys, rows } = await readableById(store, range, Number.isFinite(most) ? most : undefined);
  if (keys.length >= most) return null;
  return new Map(
    keys.flatMap((key, i) => {
      const row = rows[i];
      return row === undefined ? [] : [[key, row] as const];
    }),
  );
}

/**
 * The rows that an index of several entries has under each of some ids, read at once. Rows that cannot be read are left out.
 * @param ids in the order of the keys
 * @param idsOf under which ids a row stands in the index
 * @param most rows between the first id and the last
 * @returns null where there are as many, so that each id is better asked for by itself
 */
export async function rowsUnderNeighbours<Id extends string, Key, Row extends { readonly id: CardId }>(
  index: Parameters<typeof readableAlong<Id, Key, Row>>[0],
  ids: readonly Id[],
  idsOf: (row: Row) => readonly Id[],
  most = Number.POSITIVE_INFINITY,
): Promise<ReadonlyMap<Id, readonly Row[]> | null> {
  const range = between(ids);
  if (!range) return new Map();
  const { rows, unreadable } = await readableAlong(index, range, most);
  if (rows.length + unreadable.length >= most) return null;
  // A row stands in the range once for each of its ids there.
  const once = [...new Map(rows.map((row) => [row.id, row])).values()];
  const asked = new Set(ids);
  const under = once.flatMap((row) => [...new Set(idsOf(row))].map((id) => ({ id, row })));
  const groups = grouped(
    under.filter(({ id }) => asked.has(id)),
    ({ id }) => id,
  );
  return new Map([...groups].map(([id, all]) => [id, all.map(({ row }) => row)]));
}

/** States that were read already: those of some ids, and those of cards that had one of them before. */
export interface KnownStates {
  readonly rows: ReadonlyMap<CardId, StateRow>;
  readonly former: ReadonlyMap<CardId, readonly StateRow[]>;
}

/**
 * @param ids in the order of the keys
 * @param most as of `rowsUnderNeighbours`, of either
 */
export async function neighbouringStates(
  transaction: Reading,
  ids: readonly CardId[],
  most = Number.POSITIVE_INFINITY,
): Promise<KnownStates | null> {
  const states = transaction.objectStore("states");
  const [rows, former] = await Promise.all([
    rowsOfFewBetween(states, ids, most),
    rowsUnderNeighbours(states.index("former"), ids, ({ formerIds }) => formerIds, most),
  ]);
  return rows && former && { rows, former };
}
