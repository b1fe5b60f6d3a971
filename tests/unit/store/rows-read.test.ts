/** What is read and written on the way to a card, by an undo, a merge or a switch does not grow with the deck. */
import { expect, test } from "vitest";
import type { CardContent } from "../../../src/core/deck/deck.ts";
import { buildQueue } from "../../../src/core/plan/queue.ts";
import { DAY_MS } from "../../../src/core/plan/study-day.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { countEvents, packNext } from "../../../src/store/segments/segments.ts";
import { setSwitch } from "../../../src/store/settings/set-switch.ts";
import { readSuspended } from "../../../src/store/states/suspended.ts";
import { readLater } from "../../../src/store/today/beyond-today.ts";
import { isFitOffered } from "../../../src/store/today/fit-offer.ts";
import { readToday } from "../../../src/store/today/today.ts";
import { countStranded } from "../../../src/store/writing/correct-clock.ts";
import { content, deck, fact, TEST_DECK } from "../../support/cards.ts";
import { countRows } from "../../support/count-rows.ts";
import { at, forward, get, grade, maker, NOW, scheduler, undo } from "../../support/db-steps.ts";
import { useDatabase } from "../../support/use-database.ts";

/** Each fact waits for the one before it. */
const chain = (cards: number): CardContent[] =>
  Array.from({ length: cards }, (_, i) => content(`f${i}`, i, i === 0 ? {} : { unlockedBy: [fact(`f${i - 1}`)] }));
/** Half of the cards in a chapter that is off, before all others in the order of the deck. */
const halves = (cards: number): CardContent[] =>
  Array.from({ length: cards }, (_, i) => content(`f${i}`, i, { chapter: i < cards / 2 ? "one" : "two" }));
const CHAPTERS = ["one", "two"].map((id) => ({ id, title: id, startsOff: id === "one", offeredWhen: null }));

let db: Database;
useDatabase((opened) => {
  db = opened;
});

const today = (nowMs = NOW) => readToday(db, nowMs, () => 60);

test("a deck in which each fact waits for the one before it costs a day no more than a few rows", async () => {
  await installDeck(db, deck(chain(2000)), scheduler, NOW);
  expect((await today()).newCards.map(({ id }) => id)).toEqual([forward("f0")]);
  expect((await countRows(() => today())).read).toBeLessThan(30);
  // An answer opens the next one, and its undo locks it again; neither touches the others.
  const answer = await countRows(async () => grade(db, await get(db, forward("f0")), 3));
  expect(buildQueue(await today(NOW + 1000)).cards.map(({ id }) => id)).toEqual([forward("f1")]);
  const back = await countRows(() => undo(db, NOW + 2000));
  expect(buildQueue(await today(NOW + 3000)).cards.map(({ id }) => id)).toEqual([forward("f0")]);
  for (const { read, written } of [answer, back]) expect(read + written).toBeLessThan(30);
});

test("cards of a chapter that is off are passed over without being read", async () => {
  await installDeck(db, deck(halves(600), "1", { chapters: CHAPTERS }), scheduler, NOW);
  const read = await today();
  expect(read.newCards[0]?.id).toBe(forward("f300"));
  expect((await countRows(() => today())).read).toBeLessThan(60);
});

test("a switch touches no card, and counts at once", async () => {
  await installDeck(db, deck(halves(600), "1", { chapters: CHAPTERS }), scheduler, NOW);
  const counts = await countRows(() => setSwitch(db, TEST_DECK, "one", true, () => maker()));
  expect(counts.read + counts.written).toBeLessThan(20);
  expect((await today()).newCards[0]?.id).toBe(forward("f0"));
  await setSwitch(db, TEST_DECK, null, false, () => maker(NOW + 1000));
  expect((await today()).newCards).toEqual([]);
});

test("what falls due later is found chapter by chapter, without the cards", async () => {
  await installDeck(db, deck(halves(60), "1", { chapters: CHAPTERS }), scheduler, NOW);
  for (let i = 30; i < 60; i++) await grade(db, await get(db, forward(`f${i}`)), 4, NOW + i);
  const first = Math.min(...(await db.getAll("states")).flatMap(({ state }) => state.dueDay ?? []));
  const fallDue = (await db.getAll("states")).filter(({ state }) => state.dueDay === first).length;
  const day = at(NOW).today;
  expect(await readLater(db, day)).toEqual({ day: first, cards: fallDue });
  expect((await countRows(() => readLater(db, day))).read).toBeLessThan(10);
  // Those that are due then are read in the order in which they fell due.
  const due = (await today(NOW + 400 * DAY_MS)).reviews.map(({ state }) => state.dueDay ?? 0);
  expect(due).toEqual(due.toSorted((a, b) => a - b));
});

test("what options and progress page ask at their opening reads neither all cards nor all events", async () => {
  await installDeck(db, deck(halves(600)), scheduler, NOW);
  for (let i = 0; i < 120; i++) await grade(db, await get(db, forward(`f${i}`)), 4, NOW + i);
  while (await packNext(db, 50));
  const asked = [
    () => isFitOffered(db),
    () => readSuspended(db, 100),
    () => countStranded(db, at(NOW)),
    () => countEvents(db),
  ];
  for (const ask of asked) expect((await countRows(ask)).read).toBeLessThan(60);
});
