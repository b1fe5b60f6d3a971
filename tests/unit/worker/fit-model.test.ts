import { describe, expect, test, vi } from "vitest";
import type { CardId } from "../../../src/core/ids.ts";
import { makeReset } from "../../../src/core/log/make-event.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { readWeights, writeWeights } from "../../../src/core/memory/weights.ts";
import { CATCH_UP, catchUpText, PAUSE } from "../../../src/core/plan/away.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { replacedSetting, saveSetting } from "../../../src/store/settings/save-setting.ts";
import { setPlan } from "../../../src/store/settings/set-plan.ts";
import { readSettings } from "../../../src/store/settings/settings.ts";
import { refoldStates } from "../../../src/store/states/refold-states.ts";
import { NEW_DAYS, readGivenDays } from "../../../src/store/writing/given-days.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { fitModel } from "../../../src/worker/fit-model.ts";
import { forecastWorkload } from "../../../src/worker/forecast-workload.ts";
import { readProfile } from "../../../src/worker/profile.ts";
import { takeBackRescheduling } from "../../../src/worker/put-days-back.ts";
import { readHistory } from "../../../src/worker/read-history.ts";
import { previewRescheduling, reschedule } from "../../../src/worker/reschedule.ts";
import { countRows } from "../../support/database/count-rows.ts";
import { DEVICE, foldsToItself, forward, get, grade, maker, scheduler } from "../../support/database/db-steps.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { content, deck } from "../../support/samples/cards.ts";
import { quickToForget, reviewEvents } from "../../support/samples/learner-log.ts";

const CARDS = 100;
const NAMES = Array.from({ length: CARDS }, (_, i) => `fact-${i}`);
const quietly = (): void => {};

let db: Database;
const ids: readonly CardId[] = NAMES.map(forward);

useDatabase(async (opened) => {
  db = opened;
  const nowMs = Date.now();
  await installDeck(db, deck(NAMES.map((name, i) => content(name, i))), scheduler, nowMs);
});

const study = (reviews: number) => merge(db, reviewEvents(quickToForget(CARDS, reviews), ids, DEVICE), scheduler);
const dues = async () => (await db.getAll("states")).map(({ id, state }) => [id, state.dueDay, state.dueAtMs]);

describe("weights that are fitted to a log", () => {
  test("are those of the learner, are worth it, and change no due date when they are adopted", async () => {
    await study(2400);
    const parts: number[] = [];
    const fit = await fitModel(db, ({ done, total }) => parts.push(done / total));
    expect(fit.fitted).toBe("all");
    expect(fit.worthIt).toBe(true);
    expect(fit.fittedTo + fit.judgedOn).toBe(fit.scored);
    expect(fit.table.map(({ predictor }) => predictor)).toContain("superMemo2");
    const loss = (name: string) => fit.table.find(({ predictor }) => predictor === name)?.logLoss ?? 0;
    expect(loss("fitted")).toBeLessThan(loss("default"));
    // Good at first: the learner's is a quarter of the default.
    expect(readWeights(fit.weights)?.[2]).toBeLessThan(1.5);
    expect([...parts].sort((a, b) => a - b)).toEqual(parts);

    const before = await dues();
    await saveSetting(db, "weights", fit.weights, () => maker(Date.now()));
    const adopted = schedulerFor(await readSettings(db));
    expect(await refoldStates(db, adopted, () => true)).toBe(true);
    expect(await dues()).toEqual(before);
    const states = await db.getAll("states");
    expect(new Set(states.map(({ model }) => model))).toEqual(new Set([adopted.model.id]));
    await expect(foldsToItself(db)).rejects.toThrow();
    await foldsToItself(db, adopted);

    // And back again, to the last bit.
    expect(await replacedSetting(db, "weights")).toBe("default");
    await saveSetting(db, "weights", "default", () => maker(Date.now() + 1));
    await refoldStates(db, schedulerFor(await readSettings(db)), () => true);
    await foldsToItself(db);
    expect(await dues()).toEqual(before);
    expect(await replacedSetting(db, "weights")).toBe(fit.weights);
  });

  test("are refolded in pieces, and a refold that was stopped is taken up again", async () => {
    await study(800);
    const weights = writeWeights(quickWeights());
    await saveSetting(db, "weights", weights, () => maker(Date.now()));
    const adopted = schedulerFor(await readSettings(db));
    // A clock on which the time of a step is always up: each turn works on one batch, as a slow machine's may.
    let minutes = 0;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => minutes++ * 60_000);
    expect(await refoldStates(db, adopted, () => false)).toBe(true);
    const remade = (await db.getAll("states")).filter(({ model }) => model === adopted.model.id).length;
    expect(remade).toBeGreaterThan(0);
    expect(remade).toBeLessThan(CARDS);
    let turns = 1;
    while (await refoldStates(db, adopted, () => false)) turns++;
    clock.mockRestore();
    expect(turns).toBeGreaterThan(2);
    await foldsToItself(db, adopted);
  });

  test("are the defaults where there is nothing to fit to", async () => {
    const fit = await fitModel(db, quietly);
    expect(fit).toMatchObject({ fitted: "none", worthIt: false, scored: 0, judgedOn: 0, table: [] });
  });

  test("are not worth it for a learner whom the defaults fit as they are in force", async () => {
    await study(2400);
    const { weights } = await fitModel(db, quietly);
    await saveSetting(db, "weights", weights, () => maker(Date.now()));
    expect((await fitModel(db, quietly)).worthIt).toBe(false);
  });
});

test("what came before a card's reset is not fitted to", async () => {
  await study(400);
  const all = (await readHistory(db)).columns.ratings.length;
  const row = (await db.getAll("states")).find(({ state }) => state.reviews > 3);
  if (!row) throw new Error("no card was studied");
  await merge(db, [makeReset(row, maker(Date.now()))], scheduler);
  expect((await readHistory(db)).columns.ratings.length).toBe(all - row.state.reviews);
});

test("the forecast says what more retention costs, for the cards that are here", async () => {
  await study(800);
  const seen: number[] = [];
  const forecast = await forecastWorkload(db, 60, ({ done, total }) => seen.push(done / total));
  expect(forecast).toMatchObject({ days: 60, absentDays: 0 });
  expect(forecast.cards + forecast.newCards).toBe(CARDS);
  const minutes = forecast.points.map(({ minutesPerDay }) => minutesPerDay.mean);
  expect(minutes.at(-1)).toBeGreaterThan(minutes[0] ?? 0);
  for (const { known } of forecast.points) expect(known.mean).toBeGreaterThan(forecast.knownWithout);
  expect(seen.every((part) => part > 0 && part <= 1)).toBe(true);
});

describe("a forecast reckons with what is planned", () => {
  const costs = async (days: number) => {
    const { points, pause } = await forecastWorkload(db, days, quietly);
    const point = points.find(({ desiredRetention }) => desiredRetention === 0.9);
    return { pause, answers: point?.reviewsPerDay.mean ?? Number.NaN };
  };
  const { today } = maker(Date.now()).now;

  test("with a pause: nothing is asked while it holds", async () => {
    await study(800);
    const usual = await costs(30);
    expect(usual.pause).toBeNull();
    await setPlan(db, PAUSE, today + 20, () => maker(Date.now()));
    const paused = await costs(30);
    expect(paused.pause).toEqual({ untilDay: today + 20, isThrough: false });
    expect(paused.answers * 10).toBeLessThan(usual.answers * 30);
    expect(await costs(15)).toMatchObject({ pause: { isThrough: true }, answers: 0 });
  });

  test("with the part of today's portion that was done", async () => {
    await study(800);
    const rows = await db.getAll("states");
    const due = rows.filter(({ state }) => state.memory !== null && (state.dueDay ?? 0) <= today);
    expect(due.length).toBeGreaterThan(8);
    await setPlan(db, CATCH_UP, catchUpText({ perDay: 4, untilDay: today + 1 }), () => maker(Date.now()));
    // A day and no more is foretold: on most runs it is one that is studied.
    expect((await costs(1)).answers).toBeGreaterThan(1);
    for (const row of due.slice(0, 4)) await grade(db, row, 4, Date.now());
    expect((await costs(1)).answers).toBe(0);
  });
});

function quickWeights(): number[] {
  return scheduler.model.weights.map((weight, i) => (i < 4 ? weight / 3 : weight));
}

describe("rescheduling", () => {
  const day = async () => new Map((await db.getAll("states")).map(({ id, state }) => [id, state.dueDay]));

  test("moves what it announced, once, and puts everything back", async () => {
    await study(1200);
    await saveSetting(db, "weights", writeWeights(quickWeights()), () => maker(Date.now()));
    await refoldStates(db, schedulerFor(await readSettings(db)), () => true);
    const before = await day();
    const would = await previewRescheduling(db, quietly);
    expect(would.earlier).toBeGreaterThan(0);
    // The states say all that it asks; the log is not read.
    expect((await countRows(() => previewRescheduling(db, quietly))).read).toBeLessThan(2 * CARDS);
    expect(await day()).toEqual(before);

    await reschedule(db, quietly);
    const after = await day();
    const moved = [...after].filter(([id, due]) => due !== before.get(id));
    expect(moved).toHaveLength(would.earlier + would.later);
    const today = (await readProfile(db)).now.today;
    for (const [, due] of moved) expect(due).toBeGreaterThanOrEqual(today);
    expect([...after.values()].filter((due) => due !== null && due <= today)).toHaveLength(would.dueAfter);
    expect(await previewRescheduling(db, quietly)).toMatchObject({ earlier: 0, later: 0 });
    expect(await readGivenDays(db, NEW_DAYS.byModel)).not.toBeNull();
    await foldsToItself(db, schedulerFor(await readSettings(db)));

    await takeBackRescheduling(db, quietly);
    expect(await day()).toEqual(before);
    expect(await readGivenDays(db, NEW_DAYS.byModel)).toBeNull();
    await foldsToItself(db, schedulerFor(await readSettings(db)));
  });

  test("leaves a card that was answered since where that answer put it", async () => {
    await study(1200);
    await saveSetting(db, "desiredRetention", 0.8, () => maker(Date.now()));
    await reschedule(db, quietly);
    const moved = (await db.getAll("states")).find(({ state }) => state.phase === "review" && state.dueAtMs === null);
    if (!moved) throw new Error("no card in review");
    await grade(db, moved, 3, Date.now());
    const answered = await get(db, moved.id);
    await takeBackRescheduling(db, quietly);
    expect((await get(db, moved.id)).state.dueDay).toBe(answered.state.dueDay);
  });

  test("changes nothing where the model is the one that promised", async () => {
    const states = await db.getAll("states");
    const startMs = Date.now() - 20 * DAY_MS;
    for (const [i, { id }] of states.slice(0, 30).entries()) await grade(db, await get(db, id), 4, startMs + i * 1000);
    expect(await previewRescheduling(db, quietly)).toMatchObject({ earlier: 0, later: 0 });
    expect(await readGivenDays(db, NEW_DAYS.byModel)).toBeNull();
  });
});
