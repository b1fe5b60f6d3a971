import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { t } from "../../../../src/platform/i18n.ts";
import { keepText, readKeptText } from "../../../../src/platform/kept-text.ts";
import { logFailure } from "../../../../src/platform/log-failure.ts";
import { type OptionsParts, type OptionsView, startOptions } from "../../../../src/session/options/open.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { openDatabase } from "../../../../src/store/opening/open.ts";
import { readSettings } from "../../../../src/store/settings/settings.ts";
import { deleteDatabase, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { forceClose } from "../../../support/database/force-close.ts";
import { content, deck, TEST_DECK } from "../../../support/samples/cards.ts";
import {
  close,
  connection,
  lastIsKnown,
  opened,
  reached,
  WorkerOfNoEnd,
} from "../../../support/session/options-page.ts";
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
      if (String(asked[0]) === "decks,states") {
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
    await lastIsKnown(page, open.parts);
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
    await lastIsKnown(page, open.parts);
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
