/** From the first version of the database to the present one: nothing of the log is lost, whichever way it comes. */
import "fake-indexeddb/auto";
import type { IDBPDatabase } from "idb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { eventsAmong } from "../../../../src/core/log/decode.ts";
import { foldCard } from "../../../../src/core/log/fold.ts";
import { eventsOfVersion1 } from "../../../../src/core/log/version-1.ts";
import { inIdOrder } from "../../../../src/core/text-order.ts";
import { VERSION } from "../../../../src/store/database/schema.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { allEvents } from "../../../../src/store/log/log.ts";
import { MIGRATIONS } from "../../../../src/store/opening/migrations.ts";
import { allRows } from "../../../../src/store/opening/old-rows.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { readSettings } from "../../../../src/store/settings/settings.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import dump from "../../../fixtures/dumps/version-1.json" with { type: "json" };
import { deleteDatabase, foldsToItself, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { content, deck } from "../../../support/samples/cards.ts";

const STRANGE = { id: "a row that is no event", kind: "review" };
/** What a newer program of version 1 might have left: a kind and a field that nobody knows. */
const LATER = {
  ...dump.stores.events[0],
  id: `${dump.stores.events[0]?.id.slice(0, -1)}0`,
  kind: "later",
  more: { x: [1] },
};
const ROWS: readonly object[] = [...dump.stores.events, LATER];
const SETTINGS = Object.fromEntries(dump.stores.settings.map(({ key, value }) => [key, value]));

/** The database as version 1 of Osteon left it on somebody's disk. */
async function putDump(rows: readonly object[]): Promise<void> {
  const old = (await openDatabase({ migrations: MIGRATIONS.slice(0, 1) })) as unknown as IDBPDatabase;
  for (const row of rows) await old.put("events", row);
  for (const store of ["cards", "decks", "settings"] as const) {
    for (const row of dump.stores[store]) await old.put(store, row);
  }
  old.close();
}

const care = { before: async () => {}, after: async () => {} };
let db: Database;
beforeEach(async () => {
  await deleteDatabase();
  await putDump([...ROWS, STRANGE]);
  db = await openDatabase({ care });
});
afterEach(() => db.close());

const DECK = deck(
  dump.stores.cards.map(({ content: { fact, template, order } }) =>
    content(fact, order, { template, deck: "bone-hormones" as never }),
  ),
  "1",
  { id: "bone-hormones" as never },
);

test("there is one step for each version", () => {
  expect(MIGRATIONS).toHaveLength(VERSION);
});

describe("a database of version 1", () => {
  test("has every event, in the order in which they were made, and every setting", async () => {
    const events = await allEvents(db.transaction("events").store);
    expect(events.filter(({ kind }) => kind === "review")).toHaveLength(10);
    expect(events.toSorted(inIdOrder)).toEqual(eventsAmong(eventsOfVersion1(ROWS, SETTINGS)).sort(inIdOrder));
    expect((await readSettings(db)).newPerDay).toBe(5);
    await foldsToItself(db);
  });

  test("keeps a row that is no event, since somebody may yet make sense of it", async () => {
    expect(await db.getFromIndex("events", "id", STRANGE.id as never)).toMatchObject(STRANGE);
  });

  test("carries an event of a kind that nobody knows, with all its fields", async () => {
    expect(await db.getFromIndex("events", "id", LATER.id as never)).toMatchObject({ kind: "later", more: { x: [1] } });
  });

  test("has its cards as they were, once the deck is installed again", async () => {
    await installDeck(db, DECK, scheduler, NOW);
    for (const { id, snapshot } of dump.stores.cards) {
      const row = await db.get("states", `bone-hormones/${id}` as never);
      const { lastEventAtMs: _, ...expected } = snapshot;
      expect(row?.state).toMatchObject(expected);
    }
    await foldsToItself(db);
  });

  test("and a backup of it, brought up to date apart, are the same log: merging one into the other adds nothing", async () => {
    const backup = eventsAmong(eventsOfVersion1(ROWS, SETTINGS));
    expect((await merge(db, backup, scheduler)).added).toHaveLength(0);
    const state = (events: typeof backup) => foldCard(events, scheduler);
    const all = await allEvents(db.transaction("events").store);
    expect(state(all)).toEqual(state(backup));
  });

  test("is not migrated by whoever cannot look after its log", async () => {
    db.close();
    await deleteDatabase();
    await putDump(ROWS);
    await expect(openDatabase()).rejects.toThrow("databaseClosed");
    const old = (await openDatabase({ migrations: MIGRATIONS.slice(0, 1) })) as unknown as IDBPDatabase;
    expect((await wholeLog(old)).length).toBe(ROWS.length);
    old.close();
    db = await openDatabase({ care });
  });

  test("is let go of when what looks after it fails afterwards, so that another can open it", async () => {
    db.close();
    await deleteDatabase();
    await putDump(ROWS);
    let given: Database | undefined;
    const after = async (upgraded: Database): Promise<void> => {
      given = upgraded;
      throw new Error("boom");
    };
    await expect(openDatabase({ care: { ...care, after } })).rejects.toThrow("boom");
    expect(() => given?.transaction("events")).toThrow();
    db = await openDatabase();
  });
});

test("a new database begins where a migrated one ends", async () => {
  const storesOf = (one: Database) =>
    [...one.objectStoreNames].map((name) => {
      const { keyPath, autoIncrement, indexNames } = one.transaction(name).store;
      return { name, keyPath, autoIncrement, indexes: [...indexNames] };
    });
  const migrated = storesOf(db);
  db.close();
  await deleteDatabase();
  db = await openDatabase();
  expect(storesOf(db)).toEqual(migrated);
});

test("the old log is asked for in pieces, since Firefox hands over no more than 256 MB in one answer", async () => {
  db.close();
  await deleteDatabase();
  await putDump(ROWS);
  const asked = vi.spyOn(IDBObjectStore.prototype, "getAll");
  try {
    db = await openDatabase({ care });
    const stores: readonly unknown[] = asked.mock.contexts;
    const isOfEvents = (store: unknown): boolean => store instanceof IDBObjectStore && store.name === "events";
    const ofEvents = asked.mock.calls.filter((_, i) => isOfEvents(stores[i]));
    expect(ofEvents.length).toBeGreaterThan(0);
    for (const [, most] of ofEvents) expect(most).toBeLessThanOrEqual(20_000);
  } finally {
    asked.mockRestore();
  }
});

test.each([1, 3, 7, 100])("%i rows at a time are every row, once, in order", async (atOnce) => {
  db.close();
  await deleteDatabase();
  await putDump(ROWS);
  const old = (await openDatabase({ migrations: MIGRATIONS.slice(0, 1) })) as unknown as IDBPDatabase<unknown>;
  try {
    const read = await allRows(old.transaction("events", "readonly").store, atOnce);
    expect(read).toEqual((ROWS as readonly { readonly id: string }[]).toSorted(inIdOrder));
  } finally {
    old.close();
  }
});
