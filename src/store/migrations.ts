import type { IDBPDatabase, IDBPTransaction, StoreNames } from "idb";
import type { OsteonDB } from "./schema.ts";

export type Upgrade = (
  db: IDBPDatabase<OsteonDB>,
  transaction: IDBPTransaction<OsteonDB, StoreNames<OsteonDB>[], "versionchange">,
) => void | Promise<void>;

/**
 * One step per version of the database, run in order from the version that is found. Append only: a step that was
 * ever released is never edited, since somebody's database stands at each of them.
 */
export const MIGRATIONS: readonly Upgrade[] = [
  // 1: the first release.
  (db) => {
    const cards = db.createObjectStore("cards", { keyPath: "id" });
    cards.createIndex("queue", "queue");
    cards.createIndex("fact", "fact");
    cards.createIndex("deck", "deck");
    const events = db.createObjectStore("events", { keyPath: "id" });
    events.createIndex("card", "card");
    events.createIndex("studyDay", "studyDay");
    // Only `seen` events have a subject, so this index stays as small as the glossary.
    events.createIndex("subject", "subject");
    db.createObjectStore("decks", { keyPath: "id" });
    db.createObjectStore("settings", { keyPath: "key" });
  },
];
