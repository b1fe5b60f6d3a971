/** What the check compares it has read before: a grade waits for no comparing. */
import { expect, test } from "vitest";
import { checkCards } from "../../../../src/copies/check/check-cards.ts";
import { checkDecks } from "../../../../src/copies/check/check-decks.ts";
import type { Position } from "../../../../src/copies/check/part.ts";
import { soundSegments } from "../../../../src/copies/check/sound-segments.ts";
import type { Deck } from "../../../../src/core/deck/deck.ts";
import { entityId } from "../../../../src/core/ids.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { segmentHeads } from "../../../../src/store/segments/segment-heads.ts";
import { packNext } from "../../../../src/store/segments/segments.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { NOW, scheduler } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { MANY } from "../../../support/database/many-cards.ts";
import { watchTransactions } from "../../../support/database/open-transactions.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { READS, rowsIn, watchRequests } from "../../../support/database/watch-requests.ts";
import { memoryFiles } from "../../../support/places/memory-files.ts";
import { deck, TEST_DECK } from "../../../support/samples/cards.ts";

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

/** Compares a deck that is as it was installed, step by step. */
async function compareDeck(source: Deck) {
  const decks = { versions: async () => [source], deck: async () => source };
  const tools = { db, place: memoryFiles(), decks, scheduler, read: new Map() };
  let looked = 0;
  for (let after: Position = null; ; ) {
    const step = await checkDecks.step(tools, after);
    expect(step.checked.found.content).toBe(0);
    looked += step.looked;
    if (step.next === null) return { looked, left: tools.read.size };
    after = step.next;
  }
}

test("nor while a deck is, of which nothing is left in memory then", async () => {
  await watchTransactions(async (open) => {
    const seen: number[] = [];
    const watch = <T extends object>(one: T): T => noting(one, () => seen.push(open()));
    const right = deck(CARDS);
    const compared = await compareDeck({
      ...right,
      cards: right.cards.map(watch),
      entities: right.entities.map(watch),
    });
    expect(compared).toEqual({ looked: CARDS.length, left: 0 });
    expect(seen.length).toBeGreaterThan(CARDS.length);
    expect(new Set(seen)).toEqual(new Set([0]));
  });
});

test("the lists of a deck are read in pieces, none of which is left out or read twice", async () => {
  const [one] = deck([]).entities;
  if (!one) throw new Error("no entity");
  const entities = Array.from({ length: 1500 }, (_, i) => ({ ...one, id: entityId(TEST_DECK, `e${i}`) }));
  const long = deck(CARDS, "2", { entities });
  await installDeck(db, long, scheduler, NOW);
  const answers: number[] = [];
  const count = (_: string, { name }: IDBObjectStore, result: unknown): void => {
    if (name === "parts") answers.push(rowsIn(result));
  };
  await watchRequests(READS, count, () => compareDeck(long));
  expect(Math.max(...answers)).toBeLessThanOrEqual(500);
  expect(answers.reduce((sum, rows) => sum + rows, 0)).toBe(entities.length);
  // One is missing, one is wrong, and one is too many.
  const [first, second] = await db.getAll("parts", null, 2);
  if (first?.part !== "entities" || !second) throw new Error("no entity");
  await db.put("parts", { ...first, item: { ...first.item, name: "something else" } });
  await db.delete("parts", [second.deck, second.part, second.id]);
  await db.put("parts", { ...first, id: "more" });
  const decks = { versions: async () => [long], deck: async () => long };
  const tools = { db, place: memoryFiles(), decks, scheduler, read: new Map() };
  const { checked } = await checkDecks.step(tools, null);
  expect([checked.found.content, checked.mended.content]).toEqual([3, 3]);
  await compareDeck(long);
});
