/** What is read of facts so that two about the same two things do not come on one day. */
import { expect, test } from "vitest";
import type { Fact } from "../../../../src/core/deck/deck.ts";
import { type EntityId, entityId } from "../../../../src/core/ids.ts";
import { buildQueue } from "../../../../src/core/plan/queue.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { readToday } from "../../../../src/store/today/today.ts";
import { countRows } from "../../../support/database/count-rows.ts";
import { forward, get, grade, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { content, deck, factOf, TEST_DECK } from "../../../support/samples/cards.ts";

let db: Database;
useDatabase((opened) => {
  db = opened;
});

const today = (nowMs = NOW, of = db) => readToday(of, nowMs, () => 60);
const named = (name: string): EntityId => entityId(TEST_DECK, name);

/** @param pairOf the two things of a fact */
async function install(cards: number, pairOf: (at: number) => readonly [string, string]): Promise<void> {
  const names = Array.from({ length: cards }, (_, i) => `f${i}`);
  const facts = names.map((name, i): Fact => {
    const [subject, object] = pairOf(i).map(named);
    if (!subject || !object) throw new Error("a fact needs two things");
    return factOf(name, { triple: { subject, relation: "raises", object } });
  });
  const all = deck(
    names.map((name, i) => content(name, i)),
    "1",
    { facts },
  );
  await installDeck(db, all, scheduler, NOW);
}

const queue = async (nowMs = NOW) => buildQueue(await today(nowMs)).cards.map(({ id }) => id);

test("the pair of what was answered waits behind what else there is, in either direction", async () => {
  await install(8, (i) => (i === 0 ? ["x", "y"] : i === 1 ? ["y", "x"] : [`s${i}`, "o"]));
  expect(await queue()).toEqual(["f0", "f2", "f3"].map(forward));
  await grade(db, await get(db, forward("f0")), 4);
  expect(await queue(NOW + 1000)).toEqual(["f2", "f3"].map(forward));
});

test("where all that was read first are of one pair, more is read until the day is full", async () => {
  await install(120, (i) => (i < 90 ? ["x", "y"] : [`s${i}`, "o"]));
  expect(await queue()).toEqual(["f0", "f90", "f91"].map(forward));
});

test("a deck of nothing else still asks, and reads no more than it may", async () => {
  await install(1000, () => ["x", "y"]);
  expect(await queue()).toEqual(["f0", "f1", "f2"].map(forward));
  expect((await countRows(() => today())).read).toBeLessThan(2000);
});

test("costs a day a row for each of its facts once, however large the deck is", async () => {
  await install(2000, (i) => [`s${i}`, "o"]);
  const other = await openDatabase();
  const first = await countRows(() => today(NOW, other));
  expect(first.read).toBeLessThan(50);
  const again = await countRows(() => today(NOW + 1000, other));
  expect(first.read - again.read).toBeGreaterThan(10);
  expect(again.read).toBeLessThan(25);
  other.close();
});
