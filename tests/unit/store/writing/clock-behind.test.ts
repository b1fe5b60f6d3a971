/** A clock that is behind: true answers lie ahead of it, as those of a clock that ran ahead do, and are moved as those are. */
import { beforeEach, describe, expect, test } from "vitest";
import type { CardEntry } from "../../../../src/core/card.ts";
import { isOfKind } from "../../../../src/core/log/event.ts";
import { countedReviews } from "../../../../src/core/log/fold.ts";
import type { Maker } from "../../../../src/core/log/make-event.ts";
import { type CardAction, makeActionEvent } from "../../../../src/core/plan/card-action.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { append } from "../../../../src/store/writing/append.ts";
import { applyAction, type LongWork, planAction } from "../../../../src/store/writing/card-actions.ts";
import { correctClock, countStranded, takeClockBack } from "../../../../src/store/writing/correct-clock.ts";
import { lastCorrections } from "../../../../src/store/writing/corrections-made.ts";
import { takeActionBack } from "../../../../src/store/writing/take-action-back.ts";
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
} from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { deck } from "../../../support/samples/cards.ts";

const A = forward("a");
const ALL = FIVE.map(({ id }) => id);
let db: Database;
useDatabase(async (opened) => {
  db = opened;
});
beforeEach(async () => {
  await installDeck(db, deck(FIVE), scheduler, NOW - 60 * DAY_MS);
  for (const id of ALL) for (const days of [30, 27, 17, 2]) await grade(db, await get(db, id), 3, NOW - days * DAY_MS);
});

const dues = async () => (await db.getAll("states")).map(({ state }) => [state.dueDay, state.lastDay, state.memory]);
const right = (): Maker => maker(NOW);
const shown = () => lastCorrections(db, at(NOW).today);
const takeBack = async (by: () => Maker, work: LongWork = {}) =>
  takeClockBack(db, (await shown()) ?? { keys: [] }, by, work);
const isRight = async () => {
  await foldsToItself(db);
  expect(await countStranded(db, at(NOW))).toBe(0);
  expect(await shown()).toBeNull();
  expect(await takeBack(right)).toBe(0);
};

describe.each([3, 5, 25, 400, 9_000])("by %i days", (days) => {
  const wrongMs = NOW - days * DAY_MS;
  const by = (): Maker => maker(wrongMs);
  const act = async (action: CardAction) =>
    append(db, await get(db, A), scheduler, by, (card: CardEntry) => makeActionEvent(card, action, by(), "popup"));

  test("dates that were corrected by it are as before once that is taken back", async () => {
    const before = await dues();
    expect(await countStranded(db, at(wrongMs))).toBe(5);
    expect(await correctClock(db, by)).toBe(5);
    expect(await shown()).toMatchObject({ cards: 5, atMs: wrongMs });
    expect(await dues()).not.toEqual(before);
    expect(await takeBack(right)).toBe(5);
    expect(await dues()).toEqual(before);
    await isRight();
  });

  test("so is a card that was corrected since something was done to it, and that stays done", async () => {
    const before = await dues();
    await act({ kind: "suspend" });
    expect(await takeBack(right)).toBe(days > 4 ? 1 : 0);
    expect(await dues()).toEqual(before);
    expect((await get(db, A)).state.suspended).toBe(true);
    await isRight();
  });

  test("what was answered since is kept, and the answers from before are on their own days again", async () => {
    const reviews = async () => countedReviews((await wholeLog(db)).filter(({ card }) => card === A));
    const before = await reviews();
    await correctClock(db, by);
    const done = await grade(db, await get(db, A), 3, wrongMs + DAY_MS);
    await takeBack(right);
    const after = await reviews();
    expect(after).toHaveLength(5);
    expect(after).toEqual(expect.arrayContaining([...before, done?.event]));
    expect((await get(db, A)).state.lastDay).toBe(at(NOW - 2 * DAY_MS).today);
    await isRight();
  });
});

const WRONG = NOW - 25 * DAY_MS;

test("those of one day are taken back as one, the newest day first", async () => {
  const before = await dues();
  await correctClock(db, () => maker(WRONG + 5 * DAY_MS), { most: 2, goOn: oneOf(1) });
  expect(await shown()).toMatchObject({ cards: 2 });
  await correctClock(db, () => maker(WRONG + 5 * DAY_MS + 1000));
  expect(await shown()).toMatchObject({ cards: 5, atMs: WRONG + 5 * DAY_MS + 1000 });
  const between = await dues();
  await correctClock(db, () => maker(WRONG));
  expect(await shown()).toMatchObject({ cards: 5, atMs: WRONG });
  expect(await takeBack(right)).toBe(5);
  expect(await dues()).toEqual(between);
  expect(await takeBack(right)).toBe(5);
  expect(await dues()).toEqual(before);
  await isRight();
});

test("what is stopped leaves the rest as it was, and goes on from there", async () => {
  const before = await dues();
  const told: unknown[] = [];
  expect(
    await correctClock(db, () => maker(WRONG), { most: 2, goOn: oneOf(2), onStep: (...at) => told.push(at) }),
  ).toBe(4);
  expect(told).toEqual([
    [2, 5],
    [4, 5],
  ]);
  expect(await countStranded(db, at(WRONG))).toBe(1);
  expect(await correctClock(db, () => maker(WRONG))).toBe(1);
  expect(await takeBack(right, { goOn: oneOf(1) })).toBe(1);
  await foldsToItself(db);
  expect(await shown()).toMatchObject({ cards: 4 });
  expect(await takeBack(right)).toBe(4);
  expect(await dues()).toEqual(before);
  await isRight();
});

/** @returns true so many times */
function oneOf(times: number): () => boolean {
  let left = times;
  return () => left-- > 0;
}

test("a correction that Undo took back with its action is not told of any more", async () => {
  const before = await dues();
  const by = () => maker(WRONG);
  await applyAction(db, await planAction(db, ALL, { kind: "suspend" }, at(WRONG).today), by);
  const kept = await shown();
  expect(kept).toMatchObject({ cards: 5 });
  await takeActionBack(db, by);
  const log = await wholeLog(db);
  expect(await takeClockBack(db, kept ?? { keys: [] }, right)).toBe(0);
  expect(await wholeLog(db)).toEqual(log);
  expect(await dues()).toEqual(before);
  await isRight();
});

test("of two pages that take them back at once, one does", async () => {
  const before = await dues();
  await correctClock(db, () => maker(WRONG));
  const done = await Promise.all([takeBack(right), takeBack(right)]);
  expect(done.toSorted()).toEqual([0, 5]);
  expect(await dues()).toEqual(before);
  expect((await wholeLog(db)).filter((event) => isOfKind(event, "undo"))).toHaveLength(5);
  await isRight();
});

test.each([
  ["an event that is none", (kept: object) => ({ ...kept, made: [{ id: "x", card: A }] })],
  ["nothing that makes sense", () => ["?"]],
])("of what is kept with %s nothing is taken back", async (_, change) => {
  await correctClock(db, () => maker(WRONG));
  const [before, log] = [await dues(), await wholeLog(db)];
  const kept = (await db.getAll("local")).filter(({ key }) => key.startsWith("clock-corrections/"));
  expect(kept).toHaveLength(1);
  for (const { key, value } of kept) await db.put("local", { key, value: change(value as object) });
  expect(await takeClockBack(db, { keys: kept.map(({ key }) => key) }, right)).toBe(0);
  expect([await dues(), await wholeLog(db)]).toEqual([before, log]);
});

test("where a clock ran ahead, its correction is not offered back while what it dated would lie ahead", async () => {
  await grade(db, await get(db, A), 3, NOW + 400 * DAY_MS);
  expect(await correctClock(db, right)).toBe(1);
  expect(await shown()).toBeNull();
  expect(await lastCorrections(db, at(NOW + 399 * DAY_MS).today)).toBeNull();
  expect(await lastCorrections(db, at(NOW + 400 * DAY_MS).today)).toMatchObject({ cards: 1 });
});

test("what was corrected since the page was drawn stays", async () => {
  await correctClock(db, () => maker(WRONG));
  const told = (await shown()) ?? { keys: [] };
  await grade(db, await get(db, A), 3, NOW + 400 * DAY_MS);
  await correctClock(db, right);
  const [, state] = [await shown(), (await get(db, A)).state];
  expect(await takeClockBack(db, told, right)).toBe(5);
  expect((await get(db, A)).state.lastDay).toBe(state.lastDay);
  expect(await countStranded(db, at(NOW))).toBe(0);
  await foldsToItself(db);
});

test("one that cannot be read has its turn once it is mended", async () => {
  const before = await dues();
  await correctClock(db, () => maker(WRONG));
  const [key] = (await shown())?.keys ?? [];
  const place = (await db.getAllKeys("events")).at(-1) ?? 0;
  const row = await db.get("events", place);
  await db.put("events", { ...row, shiftDays: "?" } as never, place);
  expect(await takeBack(right)).toBe(4);
  if (row) await db.put("events", row, place);
  expect(await shown()).toMatchObject({ cards: 1, keys: [key] });
  expect(await takeBack(right)).toBe(1);
  expect(await dues()).toEqual(before);
  await isRight();
});
