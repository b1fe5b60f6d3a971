/**
 * The table of all cards as it was kept, in two rows: which cards there are, and where they stood at a place of the log. Each
 * says its hash; what is damaged or of another form is as if it were not there.
 */
import type { CardId, FactId } from "../../core/ids.ts";
import type { CardTable, Names, TableCards } from "../../core/stats/card-table.ts";
import { columnsOver } from "../../core/stats/state-columns.ts";
import { madeAnewKey } from "../database/local.ts";
import { readableAt } from "../database/readable.ts";
import { VERSION } from "../database/schema.ts";
import { read, type Writing, write } from "../database/transaction.ts";
import { lastUnlogged, noteUnlogged } from "../database/unlogged.ts";
import type { Stamp } from "../log/stamp.ts";
import type { Database } from "../opening/open.ts";
import { sha256 } from "../segments/pack.ts";

/** To be raised with the form of either row, or with what its numbers mean. */
const FORM = 2;
const CARDS = madeAnewKey("card-table/cards");
const STATES = madeAnewKey("card-table/states");

export interface StampedTable {
  readonly table: CardTable;
  /** When it was right. */
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
  const [head, names, places] = [bytesOf(cards?.head), bytesOf(cards?.names), bytesOf(cards?.places)];
  const numbers = bytesOf(states?.numbers);
  if (!head || !names || !places || !numbers) return null;
  const [cardsHash, numbersHash] = await Promise.all([hashOfCards({ head, names, places }), sha256(numbers)]);
  const stamp = { place: states?.place, made: states?.made, unlogged: states?.unlogged };
  if ((await hashOfStates(stamp, cardsHash, numbersHash)) !== states?.hash) return null;
  const of = decoded({ head, names, places });
  const table = { cards: of, states: columnsOver(numbers.buffer, of.ids.length) };
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
  const isKept = before?.table.cards === table.cards;
  const cards = isKept ? null : encoded(table.cards);
  if (!isKept && !cards) return null;
  const cardsHash = cards ? await hashOfCards(cards) : (before?.cardsHash ?? "");
  const numbers = new Uint8Array(table.states.buffer);
  const unlogged = stamp.unlogged ?? (await write(db, ["local"], noteFirst));
  if (unlogged === null) return null;
  const kept = { ...stamp, unlogged };
  const states = { ...kept, hash: await hashOfStates(kept, cardsHash, await sha256(numbers)), numbers };
  return write(
    db,
    ["local"],
    async (transaction) => {
      const local = transaction.objectStore("local");
      if ((await lastUnlogged(transaction)) !== unlogged) return null;
      if (cards) await local.put({ key: CARDS, value: cards });
      // A check has thrown it away since: half of it is of no use.
      else if ((await local.getKey(CARDS)) === undefined) return null;
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

const bytesOfText = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));

const hashOfCards = async ({ head, names, places }: EncodedCards): Promise<string> =>
  (await Promise.all([head, names, places].map(sha256))).join();

/** Of the numbers and all that is said of them. */
const hashOfStates = (
  stamp: Readonly<Record<keyof Stamp, unknown>>,
  cardsHash: string,
  numbersHash: string,
): Promise<string> =>
  sha256(bytesOfText(JSON.stringify([FORM, VERSION, stamp.place, stamp.made, stamp.unlogged, cardsHash, numbersHash])));

interface EncodedCards {
  /** How many cards and facts there are, and the names of the chapters. */
  readonly head: Uint8Array<ArrayBuffer>;
  /** The ids of all cards as one text. */
  readonly names: Uint8Array<ArrayBuffer>;
  /** All numbers one behind the other; the last say where each id ends, and how long that of each fact is. */
  readonly places: Uint8Array<ArrayBuffer>;
}

const listOf = <Id extends string>(names: Names<Id>): Id[] =>
  Array.from({ length: names.length }, (_, place) => names.at(place) as Id);

function encoded({ ids, facts, chapters, starts, chapterOf, byId }: TableCards): EncodedCards | null {
  const [all, ofFacts] = [listOf(ids), listOf(facts)];
  // The id of a card begins with that of its fact. Of one that does not nothing is kept.
  if (!ofFacts.every((fact, place) => all[starts[place] ?? 0]?.startsWith(fact))) return null;
  const ends = new Int32Array(all.length);
  let end = 0;
  for (const [i, { length }] of all.entries()) {
    end += length;
    ends[i] = end;
  }
  const numbers = [starts, chapterOf, byId, ends, Int32Array.from(ofFacts, ({ length }) => length)];
  const places = new Int32Array(numbers.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const one of numbers) {
    places.set(one, at);
    at += one.length;
  }
  const text = all.join("");
  const names = bytesOfText(text);
  // Half of a pair of code units is a text, though none that bytes can say.
  if (new TextDecoder().decode(names) !== text) return null;
  return {
    head: bytesOfText(JSON.stringify({ cards: ids.length, facts: facts.length, chapters })),
    names,
    places: new Uint8Array(places.buffer),
  };
}

/** The hash says that they are just what was encoded. */
function decoded({ head, names, places }: EncodedCards): TableCards {
  const { cards, facts, chapters } = JSON.parse(new TextDecoder().decode(head));
  const numbers = new Int32Array(places.buffer);
  const afterStarts = facts + 1;
  const starts = numbers.subarray(0, afterStarts);
  const chapterOf = numbers.subarray(afterStarts, afterStarts + cards);
  const byId = numbers.subarray(afterStarts + cards, afterStarts + 2 * cards);
  const ends = numbers.subarray(afterStarts + 2 * cards, afterStarts + 3 * cards);
  const lengths = numbers.subarray(afterStarts + 3 * cards);
  let text: string | null = null;
  const idAt = (place: number): CardId => {
    text ??= new TextDecoder().decode(names);
    return text.slice(ends[place - 1] ?? 0, ends[place]) as CardId;
  };
  const factAt = (fact: number): FactId => idAt(starts[fact] ?? 0).slice(0, lengths[fact]) as string as FactId;
  return {
    ids: { length: cards, at: idAt },
    facts: { length: facts, at: factAt },
    ...{ chapters, starts, chapterOf, byId },
  };
}

/** Null for all else. */
function bytesOf(value: unknown): Uint8Array<ArrayBuffer> | null {
  if (Object.prototype.toString.call(value) !== "[object Uint8Array]") return null;
  const bytes = value as Uint8Array<ArrayBuffer>;
  return bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}
