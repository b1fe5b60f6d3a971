/** What the report says of a deck. */
import { expect, test } from "vitest";
import { sumsBetween } from "../../../../src/core/stats/day-table.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import type { Clock } from "../../../../src/platform/clock.ts";
import { readSheets, type Sheet } from "../../../../src/session/progress/read-sheets.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { setSwitch } from "../../../../src/store/settings/set-switch.ts";
import { at, forward, get, grade, maker, NOW, random, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { content, deck, TEST_DECK } from "../../../support/samples/cards.ts";

const CHAPTERS = ["one", "two"].map((id) => ({ id, title: `Chapter ${id}`, startsOff: false, offeredWhen: null }));
const CARDS = ["a", "b", "c", "d"].map((name, i) => content(name, i, { chapter: i < 2 ? "one" : "two" }));
const clockAt = (nowMs: number): Clock => ({ nowMs: () => nowMs, offsetAt: () => 60, randomBytes: random });

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(CARDS, "1", { chapters: CHAPTERS }), scheduler, NOW);
});

async function sheetAt(nowMs: number): Promise<Sheet> {
  const { sheets } = await readSheets(db, clockAt(nowMs), async () => []);
  const [sheet] = sheets;
  if (!sheet) throw new Error("there is no sheet");
  return sheet;
}

test("a chapter that is off is named, and of its facts those are counted that were begun, as on the ring", async () => {
  for (const name of ["a", "c"]) await grade(db, await get(db, forward(name)), 4, NOW);
  expect((await sheetAt(NOW)).deck.known).toMatchObject({ facts: 4, new: 2 });
  await setSwitch(db, TEST_DECK, "two", false, () => maker());
  const { deck: facts, off, table } = await sheetAt(NOW);
  expect(facts.known).toMatchObject({ facts: 3, new: 1 });
  expect(facts.chapters.map(({ title, facts: { length } }) => [title, length])).toEqual([
    ["Chapter one", 2],
    ["Chapter two", 1],
  ]);
  expect(off).toEqual(["Chapter two"]);
  // What was done with the deck stays done.
  expect(sumsBetween(table, at(NOW).today, at(NOW).today).answers).toBe(2);
});

test("what fades is listed, the worst first, and nothing of what is off", async () => {
  for (const name of ["a", "b", "c"]) await grade(db, await get(db, forward(name)), name === "a" ? 4 : 3, NOW);
  const later = NOW + 200 * DAY_MS;
  const worstFirst = (await sheetAt(later)).fading;
  expect(worstFirst.map(({ question }) => question)).toEqual(["What is a?"]);
  await grade(db, await get(db, forward("b")), 4, NOW + DAY_MS);
  const both = (await sheetAt(later)).fading;
  expect(both).toHaveLength(2);
  expect(both[0]?.recall).toBeLessThan(both[1]?.recall ?? 0);
  await setSwitch(db, TEST_DECK, "one", false, () => maker());
  expect((await sheetAt(later)).fading).toEqual([]);
});

test("a deck that is off has no sheet unless it was begun", async () => {
  await setSwitch(db, TEST_DECK, null, false, () => maker());
  expect((await readSheets(db, clockAt(NOW), async () => [])).sheets).toEqual([]);
  await grade(db, await get(db, forward("a")), 4, NOW);
  expect((await sheetAt(NOW)).deck.known).toMatchObject({ facts: 1, new: 0 });
});
