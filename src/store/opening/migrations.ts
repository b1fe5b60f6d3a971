import type { IDBPDatabase, IDBPTransaction, StoreNames } from "idb";
import { grouped } from "../../core/grouped.ts";
import { makeDeviceId } from "../../core/ids.ts";
import { decodeEvent } from "../../core/log/decode.ts";
import { concernsCard } from "../../core/log/event.ts";
import { heldRegisters } from "../../core/log/register.ts";
import { eventsOfVersion1 } from "../../core/log/version-1.ts";
import { sumDays } from "../../core/stats/day-sums.ts";
import { deviceRow } from "../database/local.ts";
import { readableIn } from "../database/readable.ts";
import type { OsteonDB } from "../database/schema.ts";
import { allEvents } from "../log/log.ts";
import { registerRow } from "../log/registers.ts";
import { allRows } from "./old-rows.ts";

export type Upgrade = (
  db: IDBPDatabase<OsteonDB>,
  transaction: IDBPTransaction<OsteonDB, StoreNames<OsteonDB>[], "versionchange">,
) => void | Promise<void>;

/**
 * One step per version of the database, run in order from the version that is found. Append only: a step that was
 * ever released is never edited, since somebody's database stands at each of them.
 */
export const MIGRATIONS: readonly Upgrade[] = [
  // 1: cards with their texts, events by id, settings as rows.
  (db) => {
    const old = db as unknown as IDBPDatabase;
    const cards = old.createObjectStore("cards", { keyPath: "id" });
    cards.createIndex("queue", "queue");
    cards.createIndex("fact", "fact");
    cards.createIndex("deck", "deck");
    const events = old.createObjectStore("events", { keyPath: "id" });
    events.createIndex("card", "card");
    events.createIndex("studyDay", "studyDay");
    events.createIndex("subject", "subject");
    old.createObjectStore("decks", { keyPath: "id" });
    old.createObjectStore("settings", { keyPath: "key" });
  },
  // 2: the log in the order of arrival, everything else apart from it and made from it. Cards and decks come from the
  // extension's own files again, and are folded from the log when they are installed.
  async (db, transaction) => {
    const oldDb = db as unknown as IDBPDatabase;
    const old = transaction as unknown as IDBPTransaction<unknown, string[], "versionchange">;
    const rows = await allRows(old.objectStore("events"));
    const saved: { key: string; value: unknown }[] = await old.objectStore("settings").getAll();
    for (const name of ["cards", "events", "decks", "settings"]) oldDb.deleteObjectStore(name);

    const events = db.createObjectStore("events", { autoIncrement: true });
    events.createIndex("id", "id", { unique: true });
    events.createIndex("card", "card");
    // Only settings, switches and the like have a key, and only undos name another event: both indexes stay small.
    events.createIndex("key", "key");
    events.createIndex("undoes", "undoes");
    const states = db.createObjectStore("states", { keyPath: "id" });
    // By deck and chapter, so that what is switched off is passed over without being read.
    states.createIndex("queue", ["deck", "chapter", "queue", "id"]);
    states.createIndex("unlockedBy", "unlockedBy", { multiEntry: true });
    states.createIndex("knows", "knows");
    states.createIndex("phase", ["deck", "chapter", "phase"]);
    // Sparse: it holds the suspended cards alone.
    states.createIndex("suspended", ["deck", "suspended"]);
    states.createIndex("lastDay", "state.lastDay");
    states.createIndex("former", "formerIds", { multiEntry: true });
    db.createObjectStore("contents", { keyPath: "id" });
    db.createObjectStore("decks", { keyPath: "id" });
    db.createObjectStore("parts", { keyPath: ["deck", "part", "id"] });
    // By deck first: two decks may bring the same picture, and one of them be removed.
    db.createObjectStore("media", { keyPath: ["deck", "id"] }).createIndex("deck", "deck");
    const registers = db.createObjectStore("registers", { keyPath: "name" });
    const days = db.createObjectStore("days", { keyPath: ["day", "deck"] });
    db.createObjectStore("recount", { keyPath: ["day", "deck"] });
    db.createObjectStore("segments", { keyPath: "number" });
    db.createObjectStore("packed");
    const local = db.createObjectStore("local", { keyPath: "key" });

    await local.put(deviceRow(makeDeviceId(crypto.getRandomValues(new Uint8Array(10)))));
    const settings = Object.fromEntries(saved.map(({ key, value }) => [key, value]));
    for (const event of eventsOfVersion1(rows, settings)) {
      // A row that is no event stays as it is: somebody may yet make sense of it.
      const decoded = decodeEvent(event);
      await events.add(("event" in decoded ? decoded.event : event) as never);
    }
    const log = await allEvents(events);
    for (const event of heldRegisters(log).values()) await registers.put(registerRow(event));
    const logs = grouped(log.filter(concernsCard), ({ card }) => card);
    // No deck is here yet; where its cards stand counts from its installation on.
    for (const row of sumDays([...logs].map(([card, ofCard]) => ({ card, log: ofCard, inDeck: false }))))
      await days.put(row);
  },
  // 3: a row of the log may hold several events of one card, which is found under each of their ids.
  async (_db, transaction) => {
    const events = transaction.objectStore("events");
    for (const name of ["id", "undoes"] as const) events.deleteIndex(name);
    events.createIndex("id", "id", { unique: true, multiEntry: true });
    events.createIndex("undoes", "undoes", { multiEntry: true });
    const segments = transaction.objectStore("segments");
    const { keys, rows } = await readableIn(segments, null);
    for (const [i, number] of keys.entries()) {
      const segment = rows[i];
      // What it held stands in the log, and is packed anew.
      if (segment === undefined) {
        await segments.delete(number);
        await transaction.objectStore("packed").delete(number);
      } else await segments.put({ ...segment, rows: segment.events });
    }
  },
];
