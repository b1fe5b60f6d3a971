/** What is read and written on the way to a card, by an undo, a merge or a switch does not grow with the deck. */
import { expect, test } from "vitest";
import type { CardContent } from "../../../src/core/deck/deck.ts";
import type { CardAction } from "../../../src/core/plan/card-action.ts";
import { buildQueue } from "../../../src/core/plan/queue.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { countEvents } from "../../../src/store/segments/count-events.ts";
import { packNext } from "../../../src/store/segments/segments.ts";
import { setSwitch } from "../../../src/store/settings/set-switch.ts";
import { readSuspended } from "../../../src/store/states/suspended.ts";
import { readLater, readPutOff } from "../../../src/store/today/beyond-today.ts";
import { isFitOffered } from "../../../src/store/today/fit-offer.ts";
import { readToday } from "../../../src/store/today/today.ts";
import { applyAction, planAction } from "../../../src/store/writing/card-actions.ts";
import { countStranded } from "../../../src/store/writing/correct-clock.ts";
import { takeActionBack } from "../../../src/store/writing/take-action-back.ts";
import { nextUndo } from "../../../src/store/writing/undo.ts";
import { countRows } from "../../support/database/count-rows.ts";
import {
  at,
  DEVICE,
  deleteDatabase,
  forward,
  get,
  grade,
  maker,
  NOW,
  OTHER_DEVICE,
  scheduler,
  undo,
} from "../../support/database/db-steps.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { content, deck, fact, TEST_DECK } from "../../support/samples/cards.ts";

/** Each fact waits for the one before it. */
const chain = (cards: number): CardContent[] =>
  Array.from({ length: cards }, (_, i) => content(`f${i}`, i, i === 0 ? {} : { unlockedBy: [fact(`f${i - 1}`)] }));
const plain = (cards: number): CardContent[] => Array.from({ length: cards }, (_, i) => content(`f${i}`, i));
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

/** Does something to the first so many cards of the deck, as one. */
async function act(kind: Exclude<CardAction["kind"], "due">, cards: number, nowMs = NOW, device = DEVICE) {
  const ids = Array.from({ length: cards }, (_, i) => forward(`f${i}`));
  const plan = await planAction(db, ids, { kind }, at(nowMs).today);
  return applyAction(db, plan, () => maker(nowMs, device));
}

const SIZES = [40, 150];

test("what Undo takes back is found past what was done to many cards, however many they were", async () => {
  const counts: number[][] = [];
  for (const size of SIZES) {
    db.close();
    await deleteDatabase();
    db = await openDatabase();
    await installDeck(db, deck(plain(size + 1)), scheduler, NOW);
    const answer = await grade(db, await get(db, forward(`f${size}`)), 4, NOW);
    const wanted = { made: [], device: DEVICE, studyDay: at(NOW).today };
    const found: number[] = [];
    const look = async () => {
      let id: string | undefined;
      const { read } = await countRows(async () => {
        id = (await nextUndo(db, wanted))?.id;
      });
      expect(id).toBe(answer?.event.id);
      found.push(read);
    };
    await look();
    // By another profile, whose events have come in without a word of where they stand; by this one; and taken back since.
    await act("suspend", size, NOW + 1000, OTHER_DEVICE);
    await db.delete("local", "job/card-actions");
    await look();
    await act("reset", size, NOW + 1500);
    await act("unsuspend", size, NOW + 2000);
    await act("bury", size, NOW + 2500);
    await look();
    await act("suspend", size, NOW + 3000);
    await takeActionBack(db, () => maker(NOW + 4000));
    await look();
    counts.push(found);
  }
  expect(counts[1]).toEqual(counts[0]);
  expect(Math.max(...counts.flat())).toBeLessThan(300);
});

test("an action in steps and its way back read no more than one at once, in whatever order the cards were chosen", async () => {
  const cards = plain(200);
  await installDeck(db, deck(cards), scheduler, NOW);
  for (const [i, { id }] of cards.entries()) await grade(db, await get(db, id), 4, NOW + i);
  const chosen = cards.map((_, i) => cards[(i * 77) % cards.length]?.id ?? forward("f0"));
  const found: { readonly done: number; readonly back: number }[] = [];
  for (const most of [200, 20]) {
    const plan = await planAction(db, chosen, { kind: "suspend" }, at(NOW).today);
    const done = await countRows(() => applyAction(db, plan, () => maker(NOW + 1000), { most }));
    const back = await countRows(() => takeActionBack(db, () => maker(NOW + 2000), { most }));
    found.push({ done: done.read, back: back.read });
  }
  const [atOnce, inSteps] = found;
  if (!atOnce || !inSteps) throw new Error("nothing was counted");
  expect(inSteps.done).toBeLessThan(1.2 * atOnce.done);
  // The second time each card has two events more.
  expect(inSteps.back).toBeLessThan(1.5 * atOnce.back);
});

test("cards that were put off are passed over without being read, today and once they are awake", async () => {
  const counts: number[][] = [];
  for (const size of [100, 400]) {
    db.close();
    await deleteDatabase();
    db = await openDatabase();
    await installDeck(db, deck(plain(size + 100)), scheduler, NOW);
    // Some of them are due today, the others new; those behind them are asked in their place.
    for (let i = 0; i < 40; i++) await grade(db, await get(db, forward(`f${i}`)), 4, NOW - 60 * DAY_MS);
    await today();
    const awake = (await countRows(() => today())).read;
    await act("bury", size);
    expect((await today()).newCards[0]?.id).toBe(forward(`f${size}`));
    const asleep = (await countRows(() => today())).read;
    const read = await today();
    const end = (await countRows(() => readPutOff(db, read))).read;
    expect((await today(NOW + DAY_MS)).newCards[0]?.id).toBe(forward("f40"));
    const next = (await countRows(() => today(NOW + DAY_MS))).read;
    expect(asleep).toBeLessThanOrEqual(awake);
    counts.push([asleep, end, next]);
  }
  expect(counts[1]).toEqual(counts[0]);
});
