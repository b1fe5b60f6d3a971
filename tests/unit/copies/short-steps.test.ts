/** However slow a machine, the steps of long care hold up a grade by a few cards' worth, and come to the same end. */
import { afterEach, expect, test, vi } from "vitest";
import { checkAll } from "../../../src/copies/check/check.ts";
import { NEW_CARD_STATE } from "../../../src/core/memory/card-state.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { writeWeights } from "../../../src/core/memory/weights.ts";
import { finishRecount } from "../../../src/store/days/recount.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { readSettings } from "../../../src/store/settings/settings.ts";
import { refoldStates } from "../../../src/store/states/refold-states.ts";
import { foldsToItself, forward, get, grade, maker, NOW, scheduler } from "../../support/database/db-steps.ts";
import { mostOfOneTransaction } from "../../support/database/rows-by-transaction.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { NO_DECKS } from "../../support/places/no-decks.ts";
import { content, deck } from "../../support/samples/cards.ts";

const CARDS = 120;
const GRADED = 60;

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  const names = Array.from({ length: CARDS }, (_, i) => `f${i}`);
  await installDeck(db, deck(names.map((name, i) => content(name, i))), scheduler, NOW);
  for (const name of names.slice(0, GRADED)) await grade(db, await get(db, forward(name)), 3);
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => {
    now += 1000;
    return now;
  });
});
afterEach(() => vi.restoreAllMocks());

test("the check mends what is wrong at the end of a step as well as in its middle", async () => {
  for (const place of [0, 9, 10, 37, GRADED - 1]) {
    const row = await get(db, forward(`f${place}`));
    await db.put("states", { ...row, state: NEW_CARD_STATE });
  }
  const tools = { db, place: null, decks: NO_DECKS, scheduler, read: new Map() };
  const { checked, most } = await watched(() => checkAll(tools));
  expect([checked.found.card, checked.mended.card, checked.cards]).toEqual([5, 5, CARDS]);
  await foldsToItself(db);
  // Keys of the next cards, and of a few of them row, content and events.
  expect(most).toBeLessThan(250);
});

test("states of another model are all worked out anew", async () => {
  await saveSetting(db, "weights", writeWeights(scheduler.model.weights.map((w) => w * 1.01)), () => maker());
  const other = schedulerFor(await readSettings(db));
  const { checked: changed } = await watched(() => refoldStates(db, other, () => true));
  expect(changed).toBe(true);
  await foldsToItself(db, other);
  expect(new Set((await db.getAll("states")).map(({ model }) => model))).toEqual(new Set([other.model.id]));
});

test("a recount finds nothing where all is right", async () => {
  await db.put("local", { key: "recount", value: { counted: "", isDone: false } });
  const { checked: wrong } = await watched(() => finishRecount(db, () => true));
  expect(wrong).toBe(false);
  expect(await db.count("recount")).toBe(0);
});

async function watched<T>(work: () => Promise<T>): Promise<{ readonly checked: T; readonly most: number }> {
  const results: T[] = [];
  const most = await mostOfOneTransaction(async () => results.push(await work()));
  const [checked] = results;
  if (checked === undefined) throw new Error("the work did not end");
  return { checked, most };
}
