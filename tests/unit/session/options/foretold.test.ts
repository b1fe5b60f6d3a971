/** What the options foretell, and what else they show, once something of it has changed. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CATCH_UP, catchUpText } from "../../../../src/core/plan/away.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { keepPosition } from "../../../../src/store/database/local.ts";
import { removeDeck } from "../../../../src/store/decks/decks.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { openDatabase } from "../../../../src/store/opening/open.ts";
import { saveSetting } from "../../../../src/store/settings/save-setting.ts";
import { setPlan } from "../../../../src/store/settings/set-plan.ts";
import { applyAction, planAction } from "../../../../src/store/writing/card-actions.ts";
import { NEW_DAYS, type NewDays } from "../../../../src/store/writing/given-days.ts";
import { deleteDatabase, forward, get, grade, maker, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { content, deck, TEST_DECK } from "../../../support/samples/cards.ts";
import { close, lastIsKnown, opened, WorkerOfNoEnd } from "../../../support/session/options-page.ts";
import { type PageStub, stubPage } from "../../../support/session/page-stub.ts";

vi.mock("../../../../src/platform/reminder.ts", () => ({
  reminders: { has: async () => false, ask: async () => false, giveBack: async () => {} },
}));
vi.mock("../../../../src/platform/record/files.ts", async () => {
  const { memoryFiles } = await import("../../../support/places/memory-files.ts");
  return { recordFiles: async () => memoryFiles() };
});
vi.mock("../../../../src/platform/bundled-decks.ts", () => ({ bundledDecks: {} }));
vi.mock("../../../../src/platform/downloads.ts", () => import("../../../support/session/no-downloads.ts"));
vi.mock("../../../../src/platform/own-manifest.ts", () => ({ extensionVersion: () => "1.2.3" }));

let page: PageStub;
beforeEach(() => {
  page = stubPage();
  WorkerOfNoEnd.begin();
  vi.spyOn(console, "error").mockImplementation(() => {});
});

afterEach(async () => {
  await deleteDatabase();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("say no more what due days would change once cards were brought forward, if only in part", async () => {
  vi.stubGlobal("Worker", WorkerOfNoEnd);
  WorkerOfNoEnd.answers.previewRescheduling = LOOK;
  const { view, open } = await opened();
  const { exam, model } = open.parts;
  model.onReschedule("preview");
  await vi.waitFor(() => expect(model.current().rescheduling).not.toBeNull(), { interval: 1 });
  exam.onBringForward("apply");
  await vi.waitFor(() => expect(WorkerOfNoEnd.asked.at(-1)).toBe("bringForward"), { interval: 1 });
  await keep(NEW_DAYS.beforeExam, { ...DAYS, begun: "giving" });
  exam.onStop();
  await vi.waitFor(() => expect(exam.current()).toMatchObject({ work: null, daysBegun: { cards: 9 } }));
  expect(model.current().rescheduling).toBeNull();
  await close(view);
});

const LOOK = { earlier: 3, later: 1, dueBefore: 5, dueAfter: 7, isWhole: true };
const GIVEN = { end: "whole", meanwhile: 0 };
const interval = { mean: 1, low: 1, high: 1 };
const way = { facts: interval, begun: interval, minutesPerDay: interval };
const numbers = { cards: 1, newCards: 0, absentDays: 0, pause: null, points: [], knownWithout: 1, best: null };

/** An exam and the workload are foretold. */
async function foretold() {
  vi.stubGlobal("Worker", WorkerOfNoEnd);
  const { view, open } = await opened();
  const { exam, model } = open.parts;
  await vi.waitFor(() => expect(exam.current().bounds).not.toBeNull(), { interval: 1 });
  const day = (exam.current().bounds?.first ?? 0) + 20;
  const cards = { total: 1, aside: 0, suspended: 0, late: 0, isNewLimited: true };
  WorkerOfNoEnd.answers.exam = { day, ...cards, planned: way, unplanned: way, forward: null };
  WorkerOfNoEnd.answers.workload = { days: 365, ...numbers };
  exam.onExam(day);
  model.onForecast(365);
  await vi.waitFor(() => expect([exam.current().forecast, model.current().workload]).not.toContain(null), {
    interval: 1,
  });
  return { view, ...open.parts };
}

const DAYS = { stretches: [{ from: 1, to: 9 }], unreadable: [], given: 9, begun: null, putBack: 0 };
/** What a worker leaves that gives days. */
async function keep(way: NewDays, days: unknown): Promise<void> {
  const db = await openDatabase();
  await keepPosition(db, way, days);
  db.close();
}

test("say no more what an exam and the workload will be once days were given by the model", async () => {
  const { view, exam, model } = await foretold();
  Object.assign(WorkerOfNoEnd.answers, { reschedule: GIVEN, previewRescheduling: LOOK });
  await keep(NEW_DAYS.byModel, DAYS);
  model.onReschedule("apply");
  await vi.waitFor(() => expect(model.current()).toMatchObject({ work: null, workload: null }), { interval: 1 });
  expect(exam.current().forecast).toBeNull();
  expect(model.current().rescheduling).toEqual(LOOK);
  await close(view);
});

test("say no more what was foretold once a file was taken back", async () => {
  const { view, exam, model, backup } = await foretold();
  WorkerOfNoEnd.answers.takeBack = { takenBack: 3, unreadable: 0 };
  await lastIsKnown(page, { backup });
  backup.onTakeBack();
  await vi.waitFor(() => expect(backup.current().result).toMatchObject({ kind: "takenBack" }), { interval: 1 });
  expect([exam.current().forecast, model.current().workload]).toEqual([null, null]);
  await close(view);
});

test("read again all that they show once a check has mended something, and say no more what was foretold", async () => {
  const { view, exam, model, settings, decks, backup, health } = await foretold();
  const checked = { events: 1, cards: 1, mended: 0, left: 0, isWhole: true };
  WorkerOfNoEnd.answers.check = checked;
  await lastIsKnown(page, { backup });
  const db = await openDatabase();
  await saveSetting(db, "newPerDay", 7, () => maker(Date.now()));
  await installDeck(db, deck([content("a", 0)]), scheduler, NOW);
  db.close();
  const check = async (): Promise<void> => {
    health.onCheck();
    await vi.waitFor(() => expect(health.current()).toMatchObject({ work: null, result: { kind: expect.anything() } }));
  };
  const asked = (): number => WorkerOfNoEnd.asked.filter((kind) => kind === "lastRestore").length;
  const before = asked();
  // Where nothing was mended, nothing that is shown has changed.
  await check();
  page.rest();
  expect([exam.current().forecast, model.current().workload]).not.toContain(null);
  expect(asked()).toBe(before);
  WorkerOfNoEnd.answers.check = { ...checked, mended: 1 };
  await check();
  expect([exam.current().forecast, model.current().workload]).toEqual([null, null]);
  expect(settings.current().settings.newPerDay).toBe(7);
  expect(decks.current().decks).toHaveLength(1);
  page.rest();
  await vi.waitFor(() => expect(asked()).toBe(before + 1), { interval: 1 });
  await close(view);
});

test("say no more what the workload will be once cards were brought forward", async () => {
  const { view, exam, model } = await foretold();
  WorkerOfNoEnd.answers.bringForward = GIVEN;
  await keep(NEW_DAYS.beforeExam, DAYS);
  exam.onBringForward("apply");
  await vi.waitFor(() => expect(exam.current()).toMatchObject({ work: null, done: "forwarded" }), { interval: 1 });
  expect(exam.current().forecast).not.toBeNull();
  expect(model.current().workload).toBeNull();
  await close(view);
});

test.each([
  ["by the model", NEW_DAYS.byModel],
  ["before an exam", NEW_DAYS.beforeExam],
])("say no more what was foretold once another page has given days %s, or put them back", async (_, way) => {
  const { view, exam, model } = await foretold();
  WorkerOfNoEnd.answers.previewRescheduling = LOOK;
  const all = () => [exam.current().forecast, model.current().workload, model.current().rescheduling];
  for (const kept of [DAYS, { ...DAYS, begun: "puttingBack", putBack: 3 }, null]) {
    exam.onForecast();
    model.onForecast(365);
    await vi.waitFor(() => expect(model.current().work).toBeNull(), { interval: 1 });
    model.onReschedule("preview");
    await vi.waitFor(() => expect(all()).not.toContain(null), { interval: 1 });
    // What is heard of other changes lets it stand.
    page.announce();
    await model.reload();
    await exam.reload();
    expect(all()).not.toContain(null);
    await keep(way, kept);
    page.announce();
    await vi.waitFor(() => expect(all()).toEqual([null, null, null]), { interval: 1 });
  }
  await close(view);
});

test("foretell an exam and the workload anew once a pause is set, more new cards come, or another page plans portions", async () => {
  const { view, exam, model, plans } = await foretold();
  const day = exam.current().exam ?? 0;
  const portions = async (): Promise<void> => {
    const db = await openDatabase();
    await setPlan(db, CATCH_UP, catchUpText({ perDay: 30, untilDay: day - 9 }), () => maker(Date.now()));
    db.close();
    page.announce();
  };
  const both = () => [exam.current().forecast, model.current().workload];
  for (const change of [() => plans.onPause(day - 5), () => plans.onMoreNew(3), portions]) {
    exam.onForecast();
    model.onForecast(365);
    await vi.waitFor(() => expect(both()).not.toContain(null), { interval: 1 });
    await change();
    await vi.waitFor(() => expect(both()).toEqual([null, null]), { interval: 1 });
  }
  await vi.waitFor(() => expect(exam.current().pausedUntil).toBe(day - 5), { interval: 1 });
  await close(view);
});

test("foretell anew once a deck is switched, is there no more, or cards are suspended elsewhere", async () => {
  const one = await openDatabase();
  await installDeck(one, deck([content("a", 0)]), scheduler, NOW, "own");
  const { view, exam, model, decks, suspended } = await foretold();
  const both = () => [exam.current().forecast, model.current().workload];
  const elsewhere = async (): Promise<void> => {
    const by = () => maker(Date.now());
    await applyAction(one, await planAction(one, [forward("a")], { kind: "suspend" }, by().now.today), by);
    page.announce();
    await vi.waitFor(() => expect(suspended.current().cards).toHaveLength(1), { interval: 1 });
  };
  const gone = async (): Promise<void> => {
    await removeDeck(one, TEST_DECK);
    page.announce();
  };
  for (const change of [() => decks.onPressDeck(TEST_DECK), elsewhere, gone]) {
    exam.onForecast();
    model.onForecast(365);
    await vi.waitFor(() => expect(both()).not.toContain(null), { interval: 1 });
    await change();
    await vi.waitFor(() => expect(both()).toEqual([null, null]), { interval: 1 });
  }
  await vi.waitFor(() => expect(suspended.current().cards).toEqual([]), { interval: 1 });
  one.close();
  await close(view);
});

test("say what portions have to clear once cards have other days", async () => {
  const here = await openDatabase();
  await installDeck(here, deck([content("a", 0)]), scheduler, NOW, "own");
  await grade(here, await get(here, forward("a")), 4, Date.now() - 60 * DAY_MS);
  const { view, exam, model, plans } = await foretold();
  const day = exam.current().exam ?? 0;
  await setPlan(here, CATCH_UP, catchUpText({ perDay: 30, untilDay: day - 9 }), () => maker(Date.now()));
  await plans.reload();
  plans.onThinkOfPortions();
  await vi.waitFor(() => expect(plans.current().backlog).toMatchObject({ due: 1 }), { interval: 1 });
  // As a worker leaves them that gives days.
  const row = await get(here, forward("a"));
  await here.put("states", { ...row, state: { ...row.state, dueDay: day } });
  await keep(NEW_DAYS.byModel, DAYS);
  Object.assign(WorkerOfNoEnd.answers, { reschedule: GIVEN, previewRescheduling: LOOK });
  model.onReschedule("apply");
  await vi.waitFor(() => expect(plans.current().backlog).toMatchObject({ due: 0 }), { interval: 1 });
  here.close();
  await close(view);
});

test("say what portions may be once the reviews of a day are other ones", async () => {
  const { view, open } = await opened();
  const { settings, plans } = open.parts;
  settings.change("reviewsPerDay", 33);
  await vi.waitFor(() => expect(plans.current().mostPerDay).toBe(33), { interval: 1 });
  await close(view);
});

test("foretell nothing by limits of before, and the workload whatever retention is desired", async () => {
  const { view, exam, model, settings } = await foretold();
  settings.change("desiredRetention", 0.85);
  await vi.waitFor(() => expect(exam.current().forecast).toBeNull(), { interval: 1 });
  expect(model.current().workload).not.toBeNull();
  settings.change("newPerDay", 7);
  await vi.waitFor(() => expect(model.current().workload).toBeNull(), { interval: 1 });
  await close(view);
});
