/** What the check compares it has read before: a grade waits for no comparing. */
import { expect, test } from "vitest";
import { checkCards } from "../../../../src/copies/check/check-cards.ts";
import { soundSegments } from "../../../../src/copies/check/sound-segments.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { packNext, segmentHeads } from "../../../../src/store/segments/segments.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { NOW, scheduler } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { MANY } from "../../../support/database/many-cards.ts";
import { watchTransactions } from "../../../support/database/open-transactions.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { memoryFiles } from "../../../support/places/memory-files.ts";
import { deck } from "../../../support/samples/cards.ts";

const CARDS = MANY.slice(0, 150);
let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(CARDS), scheduler, NOW);
  await merge(db, reviews(3000), scheduler);
});

/** The same, but each time that something of it is asked for is noted. */
const noting = <T extends object>(value: T, note: () => void): T =>
  new Proxy(value, {
    get(target, name) {
      note();
      return Reflect.get(target, name);
    },
  });

test("no transaction is open while cards are compared", async () => {
  await watchTransactions(async (open) => {
    const seen: number[] = [];
    const watched = noting(scheduler, () => seen.push(open()));
    const tools = {
      db,
      place: memoryFiles(),
      decks: { versions: async () => [], deck: async () => deck([]) },
      read: new Map(),
    };
    for (let after: Awaited<ReturnType<typeof checkCards.step>>["next"] = null; ; ) {
      const { next, checked } = await checkCards.step({ ...tools, scheduler: watched }, after);
      expect(checked.found.card).toBe(0);
      if (next === null) break;
      after = next;
    }
    expect(seen.length).toBeGreaterThan(CARDS.length);
    expect(new Set(seen)).toEqual(new Set([0]));
  });
});

test("nor while segments are compared with the log", async () => {
  while (await packNext(db));
  const heads = await segmentHeads(db);
  expect(heads).toHaveLength(3);
  await watchTransactions(async (open) => {
    const seen: number[] = [];
    const watched = heads.map((head) => noting(head, () => seen.push(open())));
    expect((await soundSegments(db, watched, 0)).events).toBeGreaterThan(0);
    // To read the bytes, what they are must be known while they are read.
    expect(seen.at(-1)).toBe(0);
    expect(Math.max(...seen)).toBeLessThanOrEqual(1);
  });
});
