/** What exports and statistics are made from: read in pieces, and of one moment all the same. */
import { afterEach, expect, test, vi } from "vitest";
import { foldCard } from "../../../src/core/log/fold.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { readForImport } from "../../../src/worker/profile.ts";
import { readStudyData } from "../../../src/worker/study-data.ts";
import { FIVE, forward, get, grade, NOW, scheduler } from "../../support/database/db-steps.ts";
import { reviews } from "../../support/database/long-log.ts";
import { rowsReadOf } from "../../support/database/rows-of-store.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { deck, factOf } from "../../support/samples/cards.ts";

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
  await merge(db, reviews(11_000), scheduler);
});
afterEach(() => vi.restoreAllMocks());

test("each card stands where the log that was read says, whatever is graded meanwhile", async () => {
  let graded = 0;
  for (let turns = 0; turns < 12; turns++) {
    const reading = readStudyData(db);
    for (let i = 0; i < turns; i++) await new Promise(setImmediate);
    if (await grade(db, await get(db, forward("a")), 3, NOW + turns * 1000)) graded += 1;
    const { cards, events } = await reading;
    const card = cards.find(({ id }) => id === forward("a"));
    const log = events.filter((event) => event.card === forward("a"));
    expect(card?.state).toEqual(foldCard(log, scheduler));
  }
  expect(graded).toBe(12);
});

test("a grade waits for a part of the log, never for all of it", async () => {
  const read: number[] = [];
  const { getAll } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, "getAll").mockImplementation(function (this: IDBObjectStore, ...given) {
    const request = getAll.apply(this, given);
    if (this.name === "events") request.addEventListener("success", () => read.push(request.result.length));
    return request;
  });
  expect((await readStudyData(db)).events).toHaveLength(11_000);
  expect(Math.max(...read)).toBe(1000);
});

test("no more than a thousand cards are asked for at once, since a grade waits for the answer that is being made", async () => {
  const asked = vi.spyOn(IDBObjectStore.prototype, "getAll");
  await readStudyData(db);
  await readForImport(db);
  const stores: readonly unknown[] = asked.mock.contexts;
  const isOfCards = (store: unknown): boolean =>
    store instanceof IDBObjectStore && ["states", "contents"].includes(store.name);
  const ofCards = asked.mock.calls.filter((_, i) => isOfCards(stores[i]));
  expect(ofCards).toHaveLength(4);
  for (const [, most] of ofCards) expect(most).toBeLessThanOrEqual(1000);
});

test("of a deck's lists only those are read that a file tells of", async () => {
  const facts = ["a", "b", "c"].map((name) => factOf(name));
  await installDeck(db, deck(FIVE, "2", { facts }), scheduler, NOW);
  let decks: Awaited<ReturnType<typeof readStudyData>>["decks"] = [];
  const read = await rowsReadOf("parts", async () => {
    ({ decks } = await readStudyData(db));
  });
  expect(decks[0]?.entities).toEqual(deck([]).entities);
  expect(read).toBe(1);
});
