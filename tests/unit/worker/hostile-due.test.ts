/** False days for cards, by a foreign file: giving all cards the days of the model in force puts them right. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { makeEventId } from "../../../src/core/ids.ts";
import { LATEST_DAY, LATEST_MS } from "../../../src/core/log/envelope-fields.ts";
import type { DueEvent, ReviewEvent } from "../../../src/core/log/kinds.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { takeBackRescheduling } from "../../../src/worker/put-days-back.ts";
import { previewRescheduling, reschedule } from "../../../src/worker/reschedule.ts";
import {
  OTHER_DEVICE as device,
  FIVE,
  foldsToItself,
  forward,
  get,
  grade,
  NOW,
  random,
  scheduler,
} from "../../support/database/db-steps.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { deck } from "../../support/samples/cards.ts";

const quietly = (): void => {};
const A = forward("a");
let db: Database;
let last: ReviewEvent;

useDatabase(async (opened) => {
  db = opened;
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
  await installDeck(db, deck(FIVE), scheduler, NOW);
  for (const name of ["a", "a", "b"]) {
    const done = await grade(db, await get(db, forward(name)), 4, NOW - 9 * DAY_MS);
    if (done && name === "a") last = done.event;
  }
});
afterEach(() => vi.useRealTimers());

const stamp = (atMs: number) => {
  const studyDay = Math.floor(atMs / DAY_MS);
  return { id: makeEventId(atMs, random()), device, atMs, offsetMinutes: 0, studyDay, card: A };
};
const dueOf = async () => (await get(db, A)).state.dueDay;

describe.each([
  ["in the past", NOW - DAY_MS],
  ["some days ahead", NOW + 3 * DAY_MS],
  ["weeks ahead", NOW + 40 * DAY_MS],
  ["as far ahead as can be", LATEST_MS],
])("days in centuries, dated %s", (_, atMs) => {
  test("are put right for good, and that can be taken back", async () => {
    const before = await dueOf();
    const far: DueEvent = { kind: "due", ...stamp(atMs), dueDay: LATEST_DAY };
    await merge(db, [far], scheduler);
    expect(await dueOf()).toBe(LATEST_DAY);
    const moves = async () => {
      const { earlier, later } = await previewRescheduling(db, quietly);
      return [earlier, later];
    };
    expect(await moves()).toEqual([1, 0]);
    await reschedule(db, quietly);
    expect(await dueOf()).toBe(before);
    await foldsToItself(db);
    expect(await moves()).toEqual([0, 0]);
    await reschedule(db, quietly);
    await takeBackRescheduling(db, quietly);
    expect(await dueOf()).toBe(LATEST_DAY);
    await foldsToItself(db);
  });

  test("taken back, what was answered since keeps its promise", async () => {
    const far: DueEvent = { kind: "due", ...stamp(atMs), dueDay: LATEST_DAY };
    await merge(db, [far], scheduler);
    await reschedule(db, quietly);
    await grade(db, await get(db, A), 3, NOW + 1000);
    const promised = await dueOf();
    await takeBackRescheduling(db, quietly);
    expect(await dueOf()).toBe(promised);
    await foldsToItself(db);
  });

  test("of many on one card are put right as well", async () => {
    const days = Array.from({ length: 20 }, (_, i): DueEvent => ({ kind: "due", ...stamp(atMs - i), dueDay: 50_000 }));
    await merge(db, days, scheduler);
    await reschedule(db, quietly);
    expect(await dueOf()).toBeLessThan(30_000);
    await foldsToItself(db);
  });
});

test("a review on the last day there is keeps no other card from its day", async () => {
  const next = { dueDay: LATEST_DAY, dueAtMs: null };
  const b: DueEvent = { kind: "due", ...stamp(NOW - DAY_MS), card: forward("b"), dueDay: LATEST_DAY };
  await merge(db, [{ ...last, ...stamp(LATEST_MS), next } as ReviewEvent, b], scheduler);
  await reschedule(db, quietly);
  expect((await get(db, forward("b"))).state.dueDay).toBeLessThan(30_000);
});
