/** Several devices, each with a database of its own, and the one folder that some program carries between them. */
import { IDBFactory } from "fake-indexeddb";
import type { Vault } from "../../../src/copies/shared/encrypted.ts";
import { type Exchanged, exchange } from "../../../src/copies/shared/exchange.ts";
import type { Place } from "../../../src/core/log/place.ts";
import { readDevice } from "../../../src/store/database/local.ts";
import { readDeck } from "../../../src/store/decks/decks.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { FIVE, get, grade, NOW, scheduler } from "../database/db-steps.ts";
import { wholeLog } from "../database/whole-log.ts";
import { deck } from "../samples/cards.ts";
import { type MemoryFiles, memoryFiles } from "./memory-files.ts";

export interface TestDevice {
  readonly db: Database;
  /** The folder as this device sees it: files that have not arrived yet are not in it. */
  readonly place: Place;
  /** Names that have not arrived. */
  readonly late: Set<string>;
}

/** @param folder what is shared */
export async function makeDevice(folder: MemoryFiles): Promise<TestDevice> {
  globalThis.indexedDB = new IDBFactory();
  const db = await openDatabase();
  await installDeck(db, deck(FIVE), scheduler, NOW);
  const late = new Set<string>();
  const place: Place = {
    ...folder,
    list: async () => (await folder.list()).filter((name) => !late.has(name)),
    read: async (name) => (late.has(name) ? null : folder.read(name)),
    write: async (name, content) => {
      // What it writes itself it has.
      late.delete(name);
      await folder.write(name, content);
    },
  };
  return { db, place, late };
}

export const sharedFolder = (): MemoryFiles => memoryFiles("shared");

export const exchangeOn = (
  { db }: Pick<TestDevice, "db">,
  place: Place,
  nowMs = NOW,
  name = "",
  vault: Vault | null = null,
): Promise<Exchanged> => exchange(db, place, { name, nowMs, vault, segmentEvents: 4 });

/** Answers one of the five cards. */
export async function answerOn({ db }: Pick<TestDevice, "db">, which: number, nowMs: number): Promise<void> {
  const card = FIVE[which % FIVE.length];
  if (!card) throw new Error("no card");
  const device = await readDevice(db.transaction("local").store);
  await grade(db, await get(db, card.id), 3, nowMs, device);
}

/** Everything that follows from a device's log, whatever order it arrived in. */
export async function standing({ db }: Pick<TestDevice, "db">): Promise<unknown> {
  const events = (await wholeLog(db)).map(({ id }) => id).sort();
  // A card that left its deck before it was ever answered is nothing, but for a device that had the deck.
  const rows = (await db.getAll("states")).filter(({ retired, state }) => !retired || state.lastEventAtMs > 0);
  const states = rows.map(({ id, state, queue }) => ({ id, state, queue }));
  const [days, registers] = [await db.getAll("days"), await db.getAll("registers")];
  const own = (await db.getAll("decks")).filter(({ origin }) => origin === "own");
  const decks = await Promise.all(own.map(({ id }) => readDeck(db, id)));
  return { events, states, days, registers, decks };
}
