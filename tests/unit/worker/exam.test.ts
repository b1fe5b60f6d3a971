/** An exam as the options page asks the worker for it: what is to be expected, and cards that are brought forward. */
import { beforeEach, expect, test, vi } from "vitest";
import type { CardId, DeckId } from "../../../src/core/ids.ts";
import { EXAM } from "../../../src/core/memory/exam.ts";
import { CATCH_UP, catchUpText, PAUSE } from "../../../src/core/plan/away.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { setPlan } from "../../../src/store/settings/set-plan.ts";
import { setSwitch } from "../../../src/store/settings/set-switch.ts";
import { applyAction, planAction } from "../../../src/store/writing/card-actions.ts";
import { NEW_DAYS, readGivenDays } from "../../../src/store/writing/given-days.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { examForecast } from "../../../src/worker/exam.ts";
import { BEFORE_EXAM } from "../../../src/worker/look-at-days.ts";
import { takeBackRescheduling } from "../../../src/worker/put-days-back.ts";
import { reschedule } from "../../../src/worker/reschedule.ts";
import {
  at,
  DEVICE,
  foldsToItself,
  forward,
  get,
  grade,
  maker,
  NOW,
  scheduler,
} from "../../support/database/db-steps.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { content, deck, TEST_DECK } from "../../support/samples/cards.ts";
import { quickToForget, reviewEvents } from "../../support/samples/learner-log.ts";

const NAMES = Array.from({ length: 60 }, (_, i) => `fact-${i}`);
const quietly = (): void => {};
let db: Database;

// In the hour in which the study day of the tests has begun and this machine's has not, they would not mean the same today.
beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
  return () => vi.useRealTimers();
});
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(NAMES.map((name, i) => content(name, i))), scheduler, Date.now());
  await merge(db, reviewEvents(quickToForget(50, 800), NAMES.map(forward), DEVICE), scheduler);
});

const setExam = (day: number | null) => setPlan(db, EXAM, day, () => maker(Date.now()));
const dues = async () => (await db.getAll("states")).map(({ id, state }) => [id, state.dueDay] as const);

test("the forecast says what is likely known and what it takes; where no exam is ahead, nothing", async () => {
  expect(await examForecast(db, quietly)).toBeNull();
  const { today } = at(Date.now());
  await setExam(today + 30);
  const steps: number[] = [];
  const forecast = await examForecast(db, ({ done }) => steps.push(done));
  expect(forecast).toMatchObject({ day: today + 30, total: 60 });
  const { planned, unplanned } = forecast ?? {};
  expect(planned?.begun.mean).toBeGreaterThan(50);
  expect(planned?.begun.mean).toBeLessThanOrEqual(60);
  expect(planned?.facts.mean).toBeLessThan(planned?.begun.mean ?? 0);
  expect(planned?.facts.mean).toBeGreaterThan((unplanned?.facts.mean ?? 60) + 1);
  expect(planned?.minutesPerDay.mean).toBeGreaterThan(0);
});

test("days after a deck was finished do not count against how many new cards are begun of the next one", async () => {
  const { today } = at(Date.now());
  const next = "next" as DeckId;
  const cards = Array.from({ length: 400 }, (_, i) => content(`more-${i}`, i, { deck: next }));
  await installDeck(db, deck(cards, "1", { id: next }), scheduler, Date.now());
  await setExam(today + 30);
  const states = await db.getAll("states");
  const left = states.filter(({ id, state }) => id.startsWith(TEST_DECK) && state.memory === null).map(({ id }) => id);
  const plan = await planAction(db, left, { kind: "suspend" }, today);
  await applyAction(db, plan, () => maker(Date.now()));
  const forecast = await examForecast(db, quietly);
  const begun = states.filter(({ state }) => state.memory !== null).length;
  expect([forecast?.total, forecast?.isNewLimited]).toEqual([400 + begun, true]);
  expect((forecast?.planned.begun.mean ?? 0) - begun).toBeGreaterThan(70);
});

test("a pause counts as days without study, in the forecast and where cards are brought forward", async () => {
  const { today } = at(Date.now());
  for (const name of NAMES.slice(40)) await grade(db, await get(db, forward(name)), 4, Date.now());
  const exam = today + 6;
  await setExam(exam);
  const usual = await examForecast(db, quietly);
  await setPlan(db, PAUSE, today + 4, () => maker(Date.now()));
  const paused = await examForecast(db, quietly);
  expect(paused?.planned.facts.mean).toBeLessThan(usual?.planned.facts.mean ?? 0);

  const before = new Map(await dues());
  await reschedule(db, quietly, BEFORE_EXAM);
  const moved = (await dues()).flatMap(([id, due]) => (due === before.get(id) ? [] : [due]));
  expect(moved).toHaveLength(paused?.late ?? 0);
  expect(moved.length).toBeGreaterThan(0);
  expect(moved.filter((due) => due === null || due < today + 4 || due >= exam)).toEqual([]);
  await takeBackRescheduling(db, quietly, BEFORE_EXAM);

  await setPlan(db, PAUSE, exam, () => maker(Date.now()));
  const none = await examForecast(db, quietly);
  expect(none).toMatchObject({ late: 0, forward: null, planned: { minutesPerDay: { mean: 0, high: 0 } } });
  expect(none?.unplanned).toEqual(none?.planned);
});

test("what was done of today's limits is not asked for once more", async () => {
  const { today } = at(Date.now());
  await setExam(today + 1);
  const due = (await db.getAll("states")).filter(({ state }) => state.memory !== null && (state.dueDay ?? 0) <= today);
  expect(due.length).toBeGreaterThan(6);
  await setPlan(db, CATCH_UP, catchUpText({ perDay: 3, untilDay: today + 1 }), () => maker(Date.now()));
  expect((await examForecast(db, quietly))?.planned.minutesPerDay.mean).toBeGreaterThan(0);
  for (const row of due.slice(0, 3)) await grade(db, row, 4, Date.now());
  expect((await examForecast(db, quietly))?.planned.minutesPerDay.mean).toBe(0);
});

test("facts that were begun and are asked no more are counted beside the others, which leave them out", async () => {
  const { today } = at(Date.now());
  await setExam(today + 30);
  const whole = await examForecast(db, quietly);
  const begun = (await db.getAll("states")).filter(({ state }) => state.memory !== null).map(({ id }) => id);
  const suspend = async (ids: readonly CardId[]): Promise<void> => {
    const plan = await planAction(db, ids, { kind: "suspend" }, today);
    await applyAction(db, plan, () => maker(Date.now()));
  };
  await suspend(begun.slice(0, 5));
  expect(whole).toMatchObject({ aside: 0, suspended: 0 });
  expect(await examForecast(db, quietly)).toMatchObject({ total: 55, aside: 5, suspended: 5 });
  await suspend((await db.getAll("states")).map(({ id }) => id));
  expect(await examForecast(db, quietly)).toMatchObject({ total: 0, aside: begun.length, suspended: 60, late: 0 });
  await setSwitch(db, TEST_DECK, null, false, () => maker(Date.now()));
  expect(await examForecast(db, quietly)).toMatchObject({ total: 0, aside: begun.length, suspended: 0 });
});

test("bringing forward moves no card until it is asked for, then those that come too late, and can be taken back", async () => {
  const { today } = at(Date.now());
  for (const name of NAMES.slice(50)) await grade(db, await get(db, forward(name)), 4, Date.now());
  const before = await dues();
  const exam = today + 4;
  await setExam(exam);
  expect(await dues()).toEqual(before);
  const late = before.filter(([, due]) => due !== null && due >= exam).length;
  expect(late).toBeGreaterThan(0);
  const expected = await examForecast(db, quietly);
  expect(expected).toMatchObject({ late });
  expect(expected?.forward?.facts.mean).toBeGreaterThan(expected?.planned.facts.mean ?? 0);

  expect(await reschedule(db, quietly, BEFORE_EXAM)).toEqual({ end: "whole", meanwhile: 0 });
  expect(await readGivenDays(db, NEW_DAYS.beforeExam)).toMatchObject({ given: late });
  expect((await dues()).filter(([, due]) => due !== null && due >= exam)).toEqual([]);
  await foldsToItself(db);
  expect(await examForecast(db, quietly)).toMatchObject({ late: 0, forward: null });

  await takeBackRescheduling(db, quietly, BEFORE_EXAM);
  expect(await dues()).toEqual(before);
  await setExam(null);
  expect(await examForecast(db, quietly)).toBeNull();
});
