/**
 * The table of all cards as it was kept, in two rows: which cards there are, and where they stood at a place of the log. Each
 * says its hash; what is damaged or of another form is as if it were not there.
 */
import type { CardTable, TableCards } from "../../core/stats/card-table.ts";
import { readableAt } from "../database/attempt.ts";
import { madeAnewKey } from "../database/local.ts";
import { VERSION } from "../database/schema.ts";
import { read, type Writing, write } from "../database/transaction.ts";
import type { Database } from "../opening/open.ts";
import { sha256 } from "../segments/pack.ts";
import { lastUnlogged, noteUnlogged } from "../states/unlogged.ts";

/** To be raised with the form of either row, or with what its numbers mean. */
const FORM = 1;
const CARDS = madeAnewKey("card-table/cards");
const STATES = madeAnewKey("card-table/states");

/** When a table was right: up to a place of the log, and since a change that stands in no log. */
export interface Stamp {
  readonly place: number;
  readonly unlogged: string | null;
}

export interface StampedTable {
  readonly table: CardTable;
  readonly stamp: Stamp;
}

/** What is kept: its cards need not be written again for other states. */
export interface KeptTable extends StampedTable {
  readonly cardsHash: string;
}

/** Null where none is kept, or none that can be used. */
export async function readKept(db: Database): Promise<KeptTable | null> {
  const local = read(db, ["local"]).objectStore("local");
  const rows = await Promise.all([CARDS, STATES].map((key) => readableAt<string, { value: unknown }>(local, key)));
  const [cards, states] = rows.map((row) => row?.value as Partial<Record<string, unknown>> | undefined);
  const [names, places, numbers] = [bytesOf(cards?.names), bytesOf(cards?.places), bytesOf(states?.numbers)];
  if (!names || !places || !numbers) return null;
  const cardsHash = await hashOf(names, places);
  const stamp = { place: states?.place, unlogged: states?.unlogged };
  if ((await hashOf(headOf(stamp, cardsHash), numbers)) !== states?.hash) return null;
  const table = {
    cards: decoded(names, new Int32Array(places.buffer)),
    states: new Float64Array(numbers.buffer),
  };
  return { table, stamp: stamp as Stamp, cardsHash };
}

/**
 * Keeps a table for the next page, unless what it shows has changed without an event.
 * @param before what was kept last
 * @returns what is kept now; null where that was not done
 */
export async function keep(
  db: Database,
  { table, stamp }: StampedTable,
  before: KeptTable | null,
): Promise<KeptTable | null> {
  if ((await lastUnlogged(read(db, ["local"]))) !== stamp.unlogged) return null;
  const cards = before?.table.cards === table.cards ? null : encoded(table.cards);
  const cardsHash = cards ? await hashOf(cards.names, cards.places) : (before?.cardsHash ?? "");
  const numbers = new Uint8Array(table.states.buffer);
  const unlogged = stamp.unlogged ?? (await write(db, ["local"], noteFirst));
  if (unlogged === null) return null;
  const kept = { place: stamp.place, unlogged };
  const states = { ...kept, hash: await hashOf(headOf(kept, cardsHash), numbers), numbers };
  return write(
    db,
    ["local"],
    async (transaction) => {
      const local = transaction.objectStore("local");
      if ((await lastUnlogged(transaction)) !== unlogged) return null;
      if (cards) await local.put({ key: CARDS, value: cards });
      await local.put({ key: STATES, value: states });
      return { table, stamp: kept, cardsHash };
    },
    "here",
    "relaxed",
  );
}

/**
 * A database in which there was no such change has no mark yet: without one, a table could belong to another database.
 * @returns null where there has been one since
 */
const noteFirst = async (transaction: Writing): Promise<string | null> =>
  (await lastUnlogged(transaction)) === null ? noteUnlogged(transaction) : null;

/** Takes away what is kept, if anything is. */
export async function forgetKept(db: Database): Promise<void> {
  const keys = await db.getAllKeys("local", IDBKeyRange.bound(CARDS, STATES));
  if (keys.length === 0) return;
  await write(db, ["local"], async (transaction) => {
    for (const key of [CARDS, STATES]) await transaction.objectStore("local").delete(key);
  });
}

/** All that is said of the numbers. */
const headOf = (stamp: { readonly place: unknown; readonly unlogged: unknown }, cardsHash: string) =>
  new TextEncoder().encode(JSON.stringify([FORM, VERSION, stamp.place, stamp.unlogged, cardsHash]));

const hashOf = async (...parts: readonly Uint8Array<ArrayBuffer>[]): Promise<string> =>
  (await Promise.all(parts.map(sha256))).join();

/** Their names as text, and all their numbers one behind the other. */
function encoded({ ids, facts, chapters, starts, chapterOf, byId }: TableCards) {
  const numbers = new Int32Array(starts.length + chapterOf.length + byId.length);
  numbers.set(starts);
  numbers.set(chapterOf, starts.length);
  numbers.set(byId, starts.length + chapterOf.length);
  const names = new TextEncoder().encode(JSON.stringify({ ids, facts, chapters }));
  return { names: new Uint8Array(names), places: new Uint8Array(numbers.buffer) };
}

/** The hash says that they are just what was encoded. */
function decoded(names: Uint8Array, numbers: Int32Array<ArrayBuffer>): TableCards {
  const { ids, facts, chapters } = JSON.parse(new TextDecoder().decode(names));
  const starts = facts.length + 1;
  return {
    ...{ ids, facts, chapters },
    starts: numbers.subarray(0, starts),
    chapterOf: numbers.subarray(starts, starts + ids.length),
    byId: numbers.subarray(starts + ids.length),
  };
}

/** Null for all else. */
function bytesOf(value: unknown): Uint8Array<ArrayBuffer> | null {
  if (Object.prototype.toString.call(value) !== "[object Uint8Array]") return null;
  const bytes = value as Uint8Array<ArrayBuffer>;
  return bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}
