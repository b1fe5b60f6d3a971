import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CATCH_UP, catchUpText } from "../../../../src/core/plan/away.ts";
import type { Request } from "../../../../src/jobs/messages.ts";
import { t } from "../../../../src/platform/i18n.ts";
import { keepText, readKeptText } from "../../../../src/platform/kept-text.ts";
import { logFailure } from "../../../../src/platform/log-failure.ts";
import type { Live } from "../../../../src/session/common/live.ts";
import { type OptionsParts, type OptionsView, startOptions } from "../../../../src/session/options/open.ts";
import { keepPosition } from "../../../../src/store/database/local.ts";
import { removeDeck } from "../../../../src/store/decks/decks.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { DATABASE_NAME, openDatabase } from "../../../../src/store/opening/open.ts";
import { saveSetting } from "../../../../src/store/settings/save-setting.ts";
import { setPlan } from "../../../../src/store/settings/set-plan.ts";
import { readSettings } from "../../../../src/store/settings/settings.ts";
import { applyAction, planAction } from "../../../../src/store/writing/card-actions.ts";
import { NEW_DAYS, type NewDays } from "../../../../src/store/writing/given-days.ts";
import { deleteDatabase, forward, maker, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { forceClose } from "../../../support/database/force-close.ts";
import { lastFile } from "../../../support/files/last-file.ts";
import { content, deck, TEST_DECK } from "../../../support/samples/cards.ts";
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
  WorkerOfNoEnd.asked.length = 0;
  WorkerOfNoEnd.answers = { lastRestore: LAST };
  vi.spyOn(console, "error").mockImplementation(() => {});
});

afterEach(async () => {
  await deleteDatabase();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Waits until the options show a view of this kind. */
const reached = (view: Live<OptionsView>, kind: OptionsView["kind"]): Promise<void> =>
  vi.waitFor(() => expect(view.current().kind).toBe(kind), { interval: 1 });

/** A connection to a database of this version. @param gives whether it makes way when somebody wants another version */
const connection = (version: number, gives: boolean): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE_NAME, version);
    request.onupgradeneeded = ({ oldVersion }) => oldVersion === 0 && request.result.createObjectStore("events");
    request.onsuccess = () => {
      if (gives) request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });

/** Options that are open. */
async function opened() {
  const view = startOptions();
  expect(view.current()).toEqual({ kind: "opening" });
  await reached(view, "open");
  const open = view.current();
  if (open.kind !== "open") throw new Error(open.kind);
  return { view, open };
}

const LAST = lastFile();
const lastIsKnown = ({ backup }: Pick<OptionsParts, "backup">): Promise<void> =>
  vi.waitFor(
    () => {
      page.rest();
      expect(backup.current().lastRestore).toEqual(LAST);
    },
    { interval: 1 },
  );

/** Says what `answers` has, and comes to no end with anything else. */
class WorkerOfNoEnd {
  static readonly asked: string[] = [];
  static answers: Partial<Record<Request["kind"], unknown>> = {};
  onmessage: ((event: { data: unknown }) => void) | null = null;
  terminate(): void {}
  postMessage({ kind }: Request): void {
    WorkerOfNoEnd.asked.push(kind);
    const result = WorkerOfNoEnd.answers[kind];
    if (result !== undefined) queueMicrotask(() => this.onmessage?.({ data: { kind: "done", result } }));
  }
}

const close = async (view: Live<OptionsView>): Promise<void> => {
  await reached(view, "open");
  // The next version makes the page give its connection up.
  (await connection(99, true)).close();
};

describe("the options", () => {
  test("open with the settings and the decks that are there", async () => {
    const db = await openDatabase();
    await installDeck(db, deck([content("a", 0)]), scheduler, NOW);
    db.close();
    const { view, open } = await opened();
    expect(open.parts.decks.current().decks).toMatchObject([{ id: "test-deck", own: false, on: true }]);
    expect(open.parts.settings.current().errors).toEqual({});
    await close(view);
  });

  test("say what to do while another tab holds an older version open, instead of staying blank", async () => {
    const other = await connection(1, false);
    const drawn: OptionsView[] = [];
    const view = startOptions();
    view.subscribe(() => drawn.push(view.current()));
    const waits = { kind: "trouble", message: t("trouble_otherTabs"), loadAgain: null };
    await vi.waitFor(() => expect(drawn.at(-1)).toEqual(waits), { interval: 1 });
    const before = drawn.length;
    other.close();
    await vi.waitFor(() => expect(drawn.length).toBeGreaterThan(before), { interval: 1 });
  });

  test("cannot be opened by an older Osteon, and then nothing is offered to mend", async () => {
    (await connection(99, true)).close();
    const view = startOptions();
    await reached(view, "trouble");
    expect(view.current()).toEqual({ kind: "trouble", message: t("trouble_databaseNewer"), loadAgain: null });
  });

  test("are opened again where the browser closed the connection, and then say so with a way on", async () => {
    const view = startOptions();
    await reached(view, "open");
    const opened = vi.spyOn(indexedDB, "open");
    const first = view.current();
    await forceClose();
    // One to close it, one to open it again.
    await vi.waitFor(() => expect(opened).toHaveBeenCalledTimes(2), { interval: 1 });
    expect(view.current()).toBe(first);
    await forceClose();
    await reached(view, "trouble");
    expect(view.current()).toMatchObject({ message: t("trouble_connectionLost"), loadAgain: expect.any(Function) });
  });

  test("whose first opening loses its connection are opened anew, and are drawn over by nothing that it comes to later", async () => {
    const looking = await openDatabase();
    let say = (): void => {};
    const isAsked = vi.fn();
    vi.spyOn(navigator.storage, "estimate").mockImplementationOnce(() => {
      isAsked();
      return new Promise((resolve) => {
        say = () => resolve({ quota: 1e9, usage: 0 });
      });
    });
    const transaction = IDBDatabase.prototype.transaction;
    const reading = vi.spyOn(IDBDatabase.prototype, "transaction");
    reading.mockImplementation(function (this: IDBDatabase, ...asked) {
      if (String(asked[0]) === "decks,registers,states") {
        reading.mockRestore();
        logFailure("closing", forceClose(looking));
      }
      return transaction.apply(this, asked);
    });
    const listens = vi.fn<(type: string) => void>();
    vi.stubGlobal("addEventListener", listens);
    const view = startOptions();
    await reached(view, "open");
    await vi.waitFor(() => expect(isAsked).toHaveBeenCalled(), { interval: 1 });
    const open = view.current();
    const drawn: OptionsView[] = [];
    view.subscribe(() => drawn.push(view.current()));
    say();
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(drawn).toEqual([]);
    expect(view.current()).toBe(open);
    // One page, and not two in one.
    expect(listens.mock.calls.filter(([type]) => type === "pagehide")).toHaveLength(1);
    looking.close();
    await close(view);
  });

  test.each([0, 1, 2, 4, 8])(
    "save a setting and keep what the page holds where that falls into the moment (%i turns)",
    async (turns) => {
      const looking = await openDatabase();
      await installDeck(looking, deck([content("a", 0)]), scheduler, NOW);
      const { view, open } = await opened();
      const { settings, decks } = open.parts;
      settings.change("newPerDay", 7);
      for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
      await forceClose(looking);
      await vi.waitFor(() => expect(settings.current()).toMatchObject({ settings: { newPerDay: 7 }, errors: {} }));
      expect(view.current()).toBe(open);
      expect(await readSettings(looking)).toMatchObject({ newPerDay: 7 });
      // And the other parts go on by the connection that took its place.
      decks.onPressDeck(TEST_DECK);
      await vi.waitFor(() =>
        expect(decks.current()).toMatchObject({ decks: [{ on: false }], busy: false, error: null }),
      );
      looking.close();
      await close(view);
    },
  );

  test("announce what a worker wrote that was stopped before it could, and forget the card that is kept", async () => {
    vi.stubGlobal("Worker", WorkerOfNoEnd);
    const announced = vi.spyOn(BroadcastChannel.prototype, "postMessage");
    const { view, open } = await opened();
    const { backup } = open.parts;
    await lastIsKnown(open.parts);
    keepText("a card");
    announced.mockClear();
    backup.onTakeBack();
    await vi.waitFor(() => expect(WorkerOfNoEnd.asked.at(-1)).toBe("takeBack"), { interval: 1 });
    expect(announced).not.toHaveBeenCalled();
    backup.onStop();
    await vi.waitFor(() => expect(backup.current().work).toBeNull(), { interval: 1 });
    expect(announced).toHaveBeenCalledWith("changed");
    expect(readKeptText()).toBeNull();
    await close(view);
  });

  test.each([
    ["gives days", ({ model }: OptionsParts) => model.onReschedule("apply")],
    ["puts days back", ({ exam }: OptionsParts) => exam.onBringForward("takeBack")],
    ["takes a file back", ({ backup }: OptionsParts) => backup.onTakeBack()],
    ["checks everything", ({ health }: OptionsParts) => health.onCheck()],
  ])("end a worker that %s with their page, and tell the others of what it wrote", async (_, work) => {
    vi.stubGlobal("Worker", WorkerOfNoEnd);
    const announced = vi.spyOn(BroadcastChannel.prototype, "postMessage");
    const listens = vi.fn<(type: string, listen: () => void) => void>();
    vi.stubGlobal("addEventListener", listens);
    const { view, open } = await opened();
    const hide = (): void => {
      for (const [type, listen] of listens.mock.calls) if (type === "pagehide") listen();
    };
    await lastIsKnown(open.parts);
    // What only reads has written nothing.
    open.parts.model.onFit();
    await vi.waitFor(() => expect(WorkerOfNoEnd.asked.at(-1)).toBe("fit"), { interval: 1 });
    hide();
    expect(announced).not.toHaveBeenCalled();
    open.parts.model.onStop();
    await vi.waitFor(() => expect(open.parts.model.current().work).toBeNull(), { interval: 1 });

    keepText("a card");
    const asked = WorkerOfNoEnd.asked.length;
    const sent = vi.spyOn(WorkerOfNoEnd.prototype, "postMessage");
    const terminated = vi.spyOn(WorkerOfNoEnd.prototype, "terminate");
    work(open.parts);
    await vi.waitFor(() => expect(WorkerOfNoEnd.asked.length).toBeGreaterThan(asked), { interval: 1 });
    announced.mockImplementation(() => expect(terminated).toHaveBeenCalled());
    hide();
    // It, and not only another one that had nothing to do.
    expect(terminated.mock.contexts).toContain(sent.mock.contexts.at(-1));
    expect(announced).toHaveBeenCalledWith("changed");
    expect(readKeptText()).toBeNull();
    await close(view);
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
    await lastIsKnown({ backup });
    backup.onTakeBack();
    await vi.waitFor(() => expect(backup.current().result).toMatchObject({ kind: "takenBack" }), { interval: 1 });
    expect([exam.current().forecast, model.current().workload]).toEqual([null, null]);
    await close(view);
  });

  test("read again all that they show once a check has mended something, and say no more what was foretold", async () => {
    const { view, exam, model, settings, decks, backup, health } = await foretold();
    const checked = { events: 1, cards: 1, mended: 0, left: 0, isWhole: true };
    WorkerOfNoEnd.answers.check = checked;
    await lastIsKnown({ backup });
    const db = await openDatabase();
    await saveSetting(db, "newPerDay", 7, () => maker(Date.now()));
    await installDeck(db, deck([content("a", 0)]), scheduler, NOW);
    db.close();
    const check = async (): Promise<void> => {
      health.onCheck();
      await vi.waitFor(() =>
        expect(health.current()).toMatchObject({ work: null, result: { kind: expect.anything() } }),
      );
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

  test("ask what can be taken back when another page has written, once they are seen", async () => {
    vi.stubGlobal("Worker", WorkerOfNoEnd);
    let look = (): void => {};
    vi.stubGlobal("addEventListener", (type: string, listen: () => void) => {
      if (type === "visibilitychange") look = listen;
    });
    const view = startOptions();
    await reached(view, "open");
    const isAsked = (times: number): Promise<void> =>
      vi.waitFor(() => {
        page.rest();
        expect(WorkerOfNoEnd.asked).toEqual(new Array(times).fill("lastRestore"));
      });
    await isAsked(1);
    page.announce();
    await isAsked(2);
    vi.stubGlobal("document", { ...document, visibilityState: "hidden" });
    page.announce();
    await isAsked(2);
    vi.stubGlobal("document", { ...document, visibilityState: "visible" });
    look();
    await isAsked(3);
    await close(view);
    // The change that came while nobody looked asked for nothing by itself.
    expect(WorkerOfNoEnd.asked).toHaveLength(3);
  });

  test("offer a way back where the database cannot be read", async () => {
    vi.spyOn(indexedDB, "open").mockImplementation(() => {
      throw new DOMException("Internal error opening backing store", "UnknownError");
    });
    const view = startOptions();
    await reached(view, "damaged");
    expect(view.current()).toMatchObject({ kind: "damaged", message: t("rebuildTrouble") });
    vi.restoreAllMocks();
  });
});
