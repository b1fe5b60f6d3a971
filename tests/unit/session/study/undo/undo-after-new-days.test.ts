/** Undo of an answer after which the card was given another day: it is due again when it was before. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EXAM } from "../../../../../src/core/memory/exam.ts";
import { DEFAULT_WEIGHTS } from "../../../../../src/core/memory/model.ts";
import { schedulerFor } from "../../../../../src/core/memory/scheduler.ts";
import { writeWeights } from "../../../../../src/core/memory/weights.ts";
import { DAY_MS } from "../../../../../src/core/time/study-day.ts";
import { saveSetting } from "../../../../../src/store/settings/save-setting.ts";
import { setPlan } from "../../../../../src/store/settings/set-plan.ts";
import { readSettings } from "../../../../../src/store/settings/settings.ts";
import { refoldStates } from "../../../../../src/store/states/refold-states.ts";
import { BEFORE_EXAM } from "../../../../../src/worker/look-at-days.ts";
import { takeBackRescheduling } from "../../../../../src/worker/put-days-back.ts";
import { reschedule } from "../../../../../src/worker/reschedule.ts";
import { breakRows, UNREADABLE } from "../../../../support/database/break-rows.ts";
import { foldsToItself, forward, get, grade, maker } from "../../../../support/database/db-steps.ts";
import { content, deck } from "../../../../support/samples/cards.ts";
import { shown, useSessions } from "../../../../support/session/sessions.ts";

const bench = useSessions();
const A = forward("a");
const quietly = (): void => {};
const stateOfA = async () => (await get(bench.db, A)).state;

beforeEach(async () => {
  vi.useFakeTimers({ now: bench.nowMs, toFake: ["Date"] });
  await bench.install(deck([content("a", 0), content("b", 1)]));
  await grade(bench.db, await get(bench.db, A), 4, bench.nowMs - 60 * DAY_MS);
});
afterEach(() => {
  vi.useRealTimers();
});

const later = (): void => {
  bench.nowMs += 60_000;
  vi.setSystemTime(bench.nowMs);
};

const newDays = {
  "brought forward before an exam": async (today: number) => {
    await setPlan(bench.db, EXAM, today + 30, () => maker(bench.nowMs));
    await reschedule(bench.db, quietly, BEFORE_EXAM);
  },
  "rescheduled by other weights": async () => {
    const weights = writeWeights(DEFAULT_WEIGHTS.map((one, i) => (i < 4 ? one / 3 : one)));
    await saveSetting(bench.db, "weights", weights, () => maker(bench.nowMs));
    await refoldStates(bench.db, schedulerFor(await readSettings(bench.db)), () => true);
    await reschedule(bench.db, quietly);
  },
};

test.each(Object.entries(newDays))("a card that was %s", async (_, giveDays) => {
  const before = await stateOfA();
  const study = await bench.begun();
  expect(shown(study)).toBe(A);
  await bench.answer(study, 4);
  const promised = (await stateOfA()).dueDay;
  later();
  const today = study.state().today?.now.today ?? 0;
  await giveDays(today);
  expect((await stateOfA()).dueDay).not.toBe(promised);
  later();
  await study.refresh();
  await study.undo();
  expect(await stateOfA()).toMatchObject({ reviews: 1, dueDay: before.dueDay, lastDay: before.lastDay });
  expect(shown(study)).toBe(A);
  await foldsToItself(bench.db, schedulerFor(await readSettings(bench.db)));
  const ids = (await bench.log()).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  // What is taken back already is not taken back twice, and nothing comes back with it.
  await takeBackRescheduling(bench.db, quietly, BEFORE_EXAM);
  expect((await stateOfA()).dueDay).toBe(before.dueDay);
});

test("a day that was given before the answer stays", async () => {
  const study = await bench.begun();
  await bench.answer(study, 4);
  later();
  await newDays["brought forward before an exam"](study.state().today?.now.today ?? 0);
  const given = (await stateOfA()).dueDay ?? 0;
  bench.nowMs += (given + 1) * DAY_MS - bench.nowMs;
  vi.setSystemTime(bench.nowMs);
  const again = await bench.begun();
  expect(await bench.answer(again, 3)).toBe(A);
  await again.undo();
  expect(await stateOfA()).toMatchObject({ reviews: 2, dueDay: given });
});

test("an answer whose card cannot be read is taken back all the same", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const study = await bench.begun();
  await bench.answer(study, 3);
  await bench.db.put("states", { ...(await get(bench.db, A)), ...UNREADABLE });
  breakRows();
  await study.undo();
  expect((await bench.log()).map(({ kind }) => kind)).toEqual(["review", "review", "undo"]);
});
