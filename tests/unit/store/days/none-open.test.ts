/** What a recount counts it has read before: a grade waits for no counting. */
import { expect, test, vi } from "vitest";
import { dayEntries } from "../../../../src/core/stats/day-entry.ts";
import {
  areDaysDoubtful,
  beginRecount,
  finishRecount,
  isRecounting,
  recountSome,
} from "../../../../src/store/days/recount.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { foldsToItself, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { MANY } from "../../../support/database/many-cards.ts";
import { watchTransactions } from "../../../support/database/open-transactions.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { deck } from "../../../support/samples/cards.ts";

vi.mock("../../../../src/core/stats/day-entry.ts", async (original) => {
  const real = await original<typeof import("../../../../src/core/stats/day-entry.ts")>();
  return { ...real, dayEntries: vi.fn(real.dayEntries) };
});

const CARDS = MANY.slice(0, 150);
let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(CARDS), scheduler, NOW);
  await merge(db, reviews(3000), scheduler);
});

test("who asks whether one is under way waits for nobody who writes sums", async () => {
  const { store, done } = db.transaction("days", "readwrite");
  let isTold = false;
  const asking = Promise.all([isRecounting(db), areDaysDoubtful(db)]).then(() => {
    isTold = true;
  });
  for (let request = 0; request < 200 && !isTold; request++) await store.count();
  expect(isTold).toBe(true);
  await Promise.all([asking, done]);
});

test("no transaction is open while cards are counted", async () => {
  await beginRecount(db);
  await watchTransactions(async (open) => {
    const counting = vi.mocked(dayEntries);
    const real = counting.getMockImplementation();
    const seen: number[] = [];
    counting.mockImplementation((...given) => {
      seen.push(open());
      return real?.(...given) ?? [];
    });
    while (await recountSome(db));
    expect(seen.length).toBeGreaterThanOrEqual(CARDS.length);
    expect(new Set(seen)).toEqual(new Set([0]));
  });
  expect(await finishRecount(db, () => true)).toBe(false);
  await foldsToItself(db);
});
