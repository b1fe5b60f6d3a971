/** Who reads the day again and again lets no grade wait for the facts of its cards, however many were answered. */
import { expect, test } from "vitest";
import type { StoreName } from "../../../../src/store/database/schema.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import type { KnownFacts } from "../../../../src/store/today/pairs.ts";
import { readToday } from "../../../../src/store/today/today.ts";
import { countRequests } from "../../../support/database/count-requests.ts";
import { forward, get, grade, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { READS, watchRequests } from "../../../support/database/watch-requests.ts";
import { content, deck } from "../../../support/samples/cards.ts";

const CARDS = 200;

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  const cards = Array.from({ length: CARDS }, (_, i) => content(`f${i}`, i));
  await installDeck(db, deck(cards, "1"), scheduler, NOW);
});

let graded = 0;
async function gradeCards(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    graded += 1;
    await grade(db, await get(db, forward(`f${i}`)), 4, NOW + graded);
  }
}

const today = (from: Database, facts?: KnownFacts) => readToday(from, NOW + 60_000, () => 60, facts);

/** Reads the day by a connection of its own. @returns how often a fact was asked for, and what was asked where a grade would wait */
async function look(facts?: KnownFacts): Promise<{ facts: number; inTheWay: number }> {
  const own = await openDatabase();
  const found = { facts: 0, inTheWay: 0 };
  const count = (_: string, { name, transaction }: IDBObjectStore): void => {
    if ((name as StoreName) === "parts") found.facts += 1;
    if (transaction.objectStoreNames.contains("states")) found.inTheWay += 1;
  };
  await watchRequests(READS, count, () => today(own, facts));
  own.close();
  return found;
}

test("what is known of them is kept from one connection to the next", async () => {
  const facts: KnownFacts = new Map();
  await gradeCards(30);
  const first = await look(facts);
  expect(first.facts).toBeGreaterThan(30);
  const second = await look(facts);
  expect(second.facts).toBe(0);
  await gradeCards(60);
  const later = await look(facts);
  // Those that have come up since, since others are done.
  expect(later.facts).toBeLessThanOrEqual(60);
  expect((await look(facts)).inTheWay).toBe(second.inTheWay);
});

test("where many are not known a grade waits for none of them, and the day is the same", async () => {
  const asked: number[] = [];
  for (const more of [30, 60]) {
    await gradeCards(more);
    const facts: KnownFacts = new Map();
    const cold = await look(facts);
    // The day twice, and nothing beside it.
    expect(cold.inTheWay).toBe(2 * (await look(facts)).inTheWay);
    asked.push(cold.inTheWay);
    expect(cold.inTheWay).toBeLessThan((await look()).inTheWay);
    const asText = async (known?: KnownFacts): Promise<string> => {
      const { pairs, ...day } = await today(db, known);
      return JSON.stringify({ ...day, pairs: [...(pairs ?? [])] });
    };
    expect(await asText(facts)).toBe(await asText());
  }
  expect(asked[1]).toBe(asked[0]);
});

test("facts of another version of their deck are read anew, also where it has the same name", async () => {
  const facts: KnownFacts = new Map();
  await gradeCards(30);
  const { facts: all } = await look(facts);
  const cards = Array.from({ length: CARDS }, (_, i) => content(`f${i}`, i));
  await installDeck(db, deck(cards, "2"), scheduler, NOW);
  expect((await look(facts)).facts).toBe(all);
  await installDeck(db, deck(cards, "1"), scheduler, NOW + 1);
  expect((await look(facts)).facts).toBe(all);
  expect((await countRequests(() => today(db, facts))).of.parts ?? 0).toBe(0);
});
