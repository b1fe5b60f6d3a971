/**
 * The table of all cards as it was kept, in two rows: which cards there are, and where they stood at a place of the log. Each
 * says its hash; what is damaged or of another form is as if it were not there.
 */
import type { CardTable, TableCards } from "../../core/stats/card-table.ts";
import { readableAt } from "../database/attempt.ts";
import { madeAnewKey } from "../database/local.ts";
import { VERSION } from "../database/schema.ts";
import { read, write } from "../database/transaction.ts";
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

/** Null where none is kept, or none that can be used. */
export async function readKept(db: Database): Promise<StampedTable | null> {
  const local = read(db, ["local"]).objectStore("local");
  const rows = await Promise.all([CARDS, STATES].map((key) => readableAt<string, { value: unknown }>(local, key)));
  const [cards, states] = rows.map((row) => row?.value as Partial<Record<string, unknown>> | undefined);
  if (!cards || !states || states.form !== `${FORM} ${VERSION}`) return null;
  const [names, places, numbers] = [bytesOf(cards.names), bytesOf(cards.places), bytesOf(states.numbers)];
  const hashes = await Promise.all([names, places, numbers].map((bytes) => bytes && sha256(bytes)));
  if (!names || !places || !numbers || hashes.join() !== states.hashes) return null;
  return {
    table: {
      cards: decoded(names, new Int32Array(places.buffer)),
      states: new Float64Array(numbers.buffer),
    },
    stamp: { place: states.place as number, unlogged: states.unlogged as string },
  };
}

/** Keeps a table for the next page, unless what it shows has changed without an event. @returns its stamp; null where it was not kept */
export async function keep(db: Database, { table, stamp }: StampedTable): Promise<Stamp | null> {
  const { names, places } = encoded(table.cards);
  const numbers = new Uint8Array(table.states.buffer);
  const hashes = (await Promise.all([names, places, numbers].map(sha256))).join();
  return write(
    db,
    ["local"],
    async (transaction) => {
      const local = transaction.objectStore("local");
      const now = await lastUnlogged(transaction);
      if (now !== stamp.unlogged) return null;
      const unlogged = now ?? (await noteUnlogged(transaction));
      const states = { form: `${FORM} ${VERSION}`, hashes, place: stamp.place, unlogged, numbers };
      await local.put({ key: CARDS, value: { names, places } });
      await local.put({ key: STATES, value: states });
      return { ...stamp, unlogged };
    },
    "here",
    "relaxed",
  );
}

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
