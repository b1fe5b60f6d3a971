/** Cards are counted anew while nobody waits; what is written before they are added makes what was read worthless. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { mendCards } from "../../../../src/copies/check/check-cards.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { beginRecount, finishRecount, recountSome } from "../../../../src/store/days/recount.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { foldsToItself, forward, get, grade, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { content, deck } from "../../../support/samples/cards.ts";

let db: Database;
useDatabase((opened) => {
  db = opened;
});
afterEach(() => vi.restoreAllMocks());

const contents = (count: number) => Array.from({ length: count }, (_, i) => content(`f${i}`, i));

async function studied(count: number): Promise<void> {
  await installDeck(db, deck(contents(count), "1"), scheduler, NOW);
  for (const name of ["f0", "f1", "f2"]) await grade(db, await get(db, forward(name)), 3);
}

/** Begins something that writes right behind the first transaction that reads cards to be counted. */
function behindTheReading(write: () => Promise<unknown>): { readonly written: () => Promise<unknown> } {
  let writing: Promise<unknown> | null = null;
  const { transaction } = IDBDatabase.prototype;
  vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, stores, ...given) {
    const made = transaction.call(this, stores, ...given);
    if (writing === null && given[0] === "readonly" && [...stores].includes("recount")) {
      writing = Promise.resolve();
      writing = write();
    }
    return made;
  });
  return { written: async () => writing };
}

describe.each([
  ["of a few cards, which one transaction reads", 5],
  ["of more cards than one transaction reads", 60],
])("between reading and adding %s", (_, count) => {
  test.each([
    ["a grade", async () => grade(db, await get(db, forward("f1")), 3, NOW + 1000)],
    [
      "a version of the deck without a card",
      () => installDeck(db, deck(contents(count).slice(1), "2"), scheduler, NOW + 1000),
    ],
  ])("%s is counted once", async (_what, write) => {
    await studied(count);
    await beginRecount(db);
    const { written } = behindTheReading(write);
    while (await recountSome(db));
    expect(await written()).toBeTruthy();
    expect(await finishRecount(db, () => true)).toBe(false);
    await foldsToItself(db);
  });
});

test("a card that is mended was counted where it did not stand: all are counted again", async () => {
  await studied(5);
  const row = await get(db, forward("f0"));
  await db.put("states", { ...row, retired: true });
  await beginRecount(db);
  await recountSome(db, { atOnce: 2 });
  expect(await mendCards(db, [row.id], scheduler)).toEqual({ right: 1, written: 1 });
  expect(await finishRecount(db, () => true)).toBe(false);
  await foldsToItself(db);
});

describe("where it had only begun", () => {
  const counted = async (write: () => Promise<unknown>): Promise<void> => {
    await finishRecount(db, () => true);
    // As for something that was mended before.
    await beginRecount(db);
    const { written } = behindTheReading(write);
    await recountSome(db);
    expect(await written()).toBeTruthy();
    await finishRecount(db, () => true);
    await foldsToItself(db);
  };

  test("a row that is mended between reading and adding is counted", async () => {
    await studied(5);
    const event = (await db.get("events", 2)) as Envelope;
    await db.put("events", { ...event, rating: "none" } as never, 2);
    await beginRecount(db);
    await counted(() => merge(db, [event], scheduler));
  });

  test("a card that is mended between the two is counted as it stands", async () => {
    await studied(5);
    const row = await get(db, forward("f0"));
    await db.put("states", { ...row, retired: true });
    await beginRecount(db);
    await counted(() => mendCards(db, [row.id], scheduler));
  });
});
