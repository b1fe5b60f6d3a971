/** A clock that is behind: what was answered rightly lies ahead of it, as what a clock dated that ran ahead does. */
import { describe, expect, test } from "vitest";
import type { CardEntry } from "../../../../src/core/card.ts";
import { isOfKind } from "../../../../src/core/log/event.ts";
import { countedReviews } from "../../../../src/core/log/fold.ts";
import type { Maker } from "../../../../src/core/log/make-event.ts";
import { type CardAction, makeActionEvent } from "../../../../src/core/plan/card-action.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { append } from "../../../../src/store/writing/append.ts";
import {
  correctClock,
  countStranded,
  lastCorrection,
  takeCorrectionBack,
} from "../../../../src/store/writing/correct-clock.ts";
import {
  at,
  FIVE,
  foldsToItself,
  forward,
  get,
  grade,
  maker,
  NOW,
  scheduler,
  undo,
} from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { deck } from "../../../support/samples/cards.ts";

const A = forward("a");
let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW - 60 * DAY_MS);
  for (const { id } of FIVE)
    for (const days of [30, 27, 17, 2]) await grade(db, await get(db, id), 3, NOW - days * DAY_MS);
});

/** Where a card stands, without the time of what was done to it last: the correction of what was no answer changes that. */
const standing = async () => {
  const { lastEventAtMs: _, ...state } = (await get(db, A)).state;
  return state;
};
const dues = async () => (await db.getAll("states")).map(({ state }) => [state.dueDay, state.memory]);
const reviewsOfA = async () => countedReviews((await wholeLog(db)).filter(({ card }) => card === A));
const isRight = async () => {
  await foldsToItself(db);
  expect(await countStranded(db, at(NOW + 3_600_000))).toBe(0);
};

const BEHIND = [3, 5, 20, 400, 10_000];

describe.each(BEHIND)("by %i days", (days) => {
  const wrongMs = NOW - days * DAY_MS;
  const by = (): Maker => maker(wrongMs);
  const act = async (action: CardAction) =>
    append(db, await get(db, A), scheduler, by, (card: CardEntry) => makeActionEvent(card, action, by(), "popup"));

  test.each([
    { kind: "suspend" },
    { kind: "bury" },
    { kind: "reset" },
    { kind: "due", dueDay: at(NOW).today + 300 },
  ] as const)("what is done to a card and taken back leaves it as it was: $kind", async (action) => {
    const before = await standing();
    const done = await act(action);
    expect(await standing()).not.toEqual(before);
    await undo(db, wrongMs + 1000, done ? [done.event.id] : []);
    expect(await standing()).toEqual(before);
    await isRight();
  });

  test("an answer counts after those of before, which stay where they were, and leaves nothing once it is taken back", async () => {
    const [before, reviews] = [await standing(), await reviewsOfA()];
    const done = await grade(db, await get(db, A), 3, wrongMs);
    expect(await reviewsOfA()).toEqual([...reviews, done?.event]);
    const { lastDay, dueDay } = await standing();
    expect(lastDay).toBe(before.lastDay);
    // The card comes back by the clock of now, which may be right: never later than that promises.
    expect(dueDay).toBeGreaterThan(at(wrongMs).today);
    expect(dueDay).toBeLessThan(at(wrongMs).today + 400);
    await undo(db, wrongMs + 1000, done ? [done.event.id] : []);
    expect(await standing()).toEqual(before);
    await isRight();
  });

  test("answers before a reset stay where they were, and the card goes on from its next answer", async () => {
    const reset = await append(
      db,
      await get(db, A),
      scheduler,
      () => maker(NOW),
      (card) => makeActionEvent(card, { kind: "reset" }, maker(NOW)),
    );
    const reviews = await reviewsOfA();
    await act({ kind: "suspend" });
    const done = await grade(db, await get(db, A), 3, wrongMs);
    expect(await reviewsOfA()).toEqual([...reviews, done?.event]);
    expect(await standing()).toMatchObject({ reviews: 1, suspended: true });
    expect((await wholeLog(db)).map(({ id }) => id)).toContain(reset?.event.id);
    await foldsToItself(db);
  });

  test("once it is right, a card that was set aside and called back and answered goes on", async () => {
    await act({ kind: "suspend" });
    await act({ kind: "unsuspend" });
    const reviews = await reviewsOfA();
    const done = await grade(db, await get(db, A), 3, NOW);
    expect(done?.event).toMatchObject({ studyDay: at(NOW).today, atMs: NOW });
    expect(await reviewsOfA()).toEqual([...reviews, done?.event]);
    expect((await wholeLog(db)).filter((event) => isOfKind(event, "clock-correction"))).toEqual([]);
    await isRight();
  });
});

test("dates that were put right by it are as before once that is taken back", async () => {
  const before = await dues();
  const wrongMs = NOW - 25 * DAY_MS;
  expect(await countStranded(db, at(wrongMs))).toBe(5);
  expect(await lastCorrection(db)).toBeNull();
  expect(await correctClock(db, scheduler, () => maker(wrongMs))).toBe(5);
  expect(await lastCorrection(db)).toMatchObject({ cards: 5, atMs: wrongMs });
  expect(await dues()).not.toEqual(before);
  const told: unknown[] = [];
  expect(
    await takeCorrectionBack(
      db,
      scheduler,
      () => maker(NOW),
      (progress) => told.push(progress),
    ),
  ).toBe(5);
  expect(told).toEqual([{ done: 0, total: 5 }]);
  expect(await dues()).toEqual(before);
  expect([await lastCorrection(db), await takeCorrectionBack(db, scheduler, () => maker(NOW))]).toEqual([null, 0]);
  await isRight();
});

test("an answer that was given on corrected dates is kept when they are taken back", async () => {
  const wrongMs = NOW - 25 * DAY_MS;
  await correctClock(db, scheduler, () => maker(wrongMs));
  await grade(db, await get(db, A), 3, wrongMs + DAY_MS);
  await takeCorrectionBack(db, scheduler, () => maker(NOW));
  expect(await reviewsOfA()).toHaveLength(5);
  expect((await get(db, A)).state.lastDay).toBe(at(NOW - 2 * DAY_MS).today);
  await isRight();
});

test("corrections are taken back one press after the other, the newest first", async () => {
  await correctClock(db, scheduler, () => maker(NOW - 20 * DAY_MS));
  const between = await dues();
  await correctClock(db, scheduler, () => maker(NOW - 25 * DAY_MS));
  expect(await dues()).not.toEqual(between);
  await takeCorrectionBack(db, scheduler, () => maker(NOW));
  expect(await dues()).toEqual(between);
  expect(await lastCorrection(db)).toMatchObject({ atMs: NOW - 20 * DAY_MS });
});

test("in a log that was made anew since, nothing else is taken back in their place", async () => {
  await correctClock(db, scheduler, () => maker(NOW - 25 * DAY_MS));
  const row = await db.get("local", "job/clock-corrections");
  const [kept] = (row?.value ?? []) as object[];
  await db.put("local", { key: "job/clock-corrections", value: ["?", {}, { ...kept, from: 1, to: 5 }] });
  const before = await wholeLog(db);
  expect(await takeCorrectionBack(db, scheduler, () => maker(NOW))).toBe(0);
  expect(await wholeLog(db)).toEqual(before);
});

test("what a clock ran ahead with on a card that was answered later is brought to that answer's day, and moves no answer", async () => {
  const aheadMs = NOW + 400 * DAY_MS;
  await grade(db, await get(db, A), 3, NOW + 30 * DAY_MS);
  const by = () => maker(aheadMs);
  await append(db, await get(db, A), scheduler, by, (card) => makeActionEvent(card, { kind: "suspend" }, by()));
  const [reviews, before] = [await reviewsOfA(), await standing()];
  const done = await grade(db, await get(db, A), 3, NOW);
  expect(await reviewsOfA()).toEqual([...reviews, done?.event]);
  expect(await standing()).toMatchObject({ lastDay: before.lastDay, suspended: true, reviews: reviews.length + 1 });
  // Once the user says that the clock ran ahead, all of it is of today.
  expect(await correctClock(db, scheduler, () => maker(NOW + 1000))).toBe(1);
  expect(await standing()).toMatchObject({ lastDay: at(NOW).today, suspended: true, reviews: reviews.length + 1 });
  await isRight();
});
