import { beforeEach, describe, expect, type MockInstance, test, vi } from "vitest";
import { keepNotice, readNotice } from "../../../../src/copies/place/notice.ts";
import { openGuarded } from "../../../../src/copies/record/open-guarded.ts";
import { DEFAULT_WEIGHTS, modelFor } from "../../../../src/core/memory/model.ts";
import { writeWeights } from "../../../../src/core/memory/weights.ts";
import { t } from "../../../../src/platform/i18n.ts";
import { type LiveSession, startSession } from "../../../../src/session/study/live-session.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { DATABASE_NAME, type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { readLogExport } from "../../../../src/store/segments/log-export.ts";
import { saveSetting } from "../../../../src/store/settings/save-setting.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { deleteDatabase, FIVE, forward, get, grade, maker, scheduler } from "../../../support/database/db-steps.ts";
import { forceClose } from "../../../support/database/force-close.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import type { PageStub } from "../../../support/session/page-stub.ts";
import { front, until, useStudyPage } from "../../../support/session/study-page.ts";

let files: MemoryFiles;
let page: PageStub;
let db: Database;

vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => files }));
const versions = vi.hoisted(() => vi.fn(async (): Promise<{ id: string; version: string }[]> => []));
const bundled = vi.hoisted(() => vi.fn());
vi.mock("../../../../src/platform/bundled-decks.ts", () => ({ bundledDecks: { versions, deck: bundled } }));
vi.mock("../../../../src/platform/queue-signs.ts", () => ({ tellQueue: async () => {} }));

useStudyPage((opened) => {
  ({ db, files, page } = opened);
});

async function start(): Promise<LiveSession> {
  const live = startSession("popup");
  await live.ready;
  return live;
}

const view = (live: LiveSession) => live.current().view;
/** Shows the answer of the card in front. */
async function turn(live: LiveSession): Promise<void> {
  const asked = view(live);
  if (asked.kind === "card") await live.current().actions.reveal(asked.content.id);
  await until(() => {
    const shown = view(live);
    return shown.kind === "card" && shown.revealed;
  });
}

/** Turns and grades the card in front, and waits until the page has gone on. */
async function answer(live: LiveSession): Promise<void> {
  await turn(live);
  live.current().actions.grade(4);
  await until(() => !live.current().busy);
}

/** Lets the comparison with the second record run, and whatever it says arrive. */
async function compared(): Promise<void> {
  const before = page.persist.mock.calls.length;
  page.rest();
  await until(() => page.persist.mock.calls.length > before);
  // What follows it needs no more than promises, and all of those come before this.
  await new Promise((resolve) => setTimeout(resolve));
}

describe("a connection that has given way to a newer version", () => {
  /** Resolves when the newer version has what it wanted: by then the page has been told. */
  async function upgrade(): Promise<void> {
    db.close();
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(DATABASE_NAME, 99);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
  }

  test("is told until the page is loaded again, whatever else goes on", async () => {
    await installDeck(db, deck(FIVE), scheduler, Date.now());
    const live = await start();
    await turn(live);
    await upgrade();
    const told = { kind: "trouble", message: t("trouble_databaseClosed"), way: "loadAgain" };
    expect(view(live)).toEqual(told);
    const drawn: unknown[] = [];
    live.subscribe(() => drawn.push(view(live)));
    const { begin, grade, setAside } = live.current().actions;
    for (const act of [begin, () => grade(3), () => setAside("bury")]) {
      const before = drawn.length;
      act();
      await until(() => drawn.length > before && !live.current().busy);
    }
    for (const one of drawn) expect(one).toEqual(told);
  });

  test("is told as that where the page was still opening", async () => {
    // There is no deck yet, and while it is looked for the connection goes.
    versions.mockImplementationOnce(async () => {
      await upgrade();
      return [];
    });
    expect(view(await start())).toMatchObject({ kind: "trouble", message: t("trouble_databaseClosed") });
  });
});

describe("a connection that the browser has closed", () => {
  test("is opened again once, and the card in front stays turned and is graded", async () => {
    await installDeck(db, deck(FIVE), scheduler, Date.now());
    const live = await start();
    await turn(live);
    await forceClose(db);
    await until(() => openings() === 2);
    expect(view(live)).toMatchObject({ kind: "card", revealed: true });
    live.current().actions.grade(4);
    await until(() => front(live) === "b");
    expect((await get(db, forward("a"))).state.reviews).toBe(1);

    await forceClose(db);
    await until(() => front(live) === "trouble");
    expect(view(live)).toEqual({ kind: "trouble", message: t("trouble_connectionLost"), way: "loadAgain" });
    expect(t("trouble_connectionLost")).not.toMatch(/disk/);
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 8, 12])(
    "has a grade that was being written done again, and never doubled (%i turns later)",
    async (turns) => {
      await installDeck(db, deck(FIVE), scheduler, Date.now());
      const live = await start();
      await turn(live);
      live.current().actions.grade(4);
      for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
      await forceClose(db);
      await until(() => !live.current().busy);
      expect(front(live)).toBe("b");
      expect((await get(db, forward("a"))).state.reviews).toBe(1);
      expect((await wholeLog(db)).length).toBe(1);
    },
  );

  test.each([0, 1, 2, 3, 5, 8])("never takes back more than was asked for (%i turns after an undo)", async (turns) => {
    await installDeck(db, deck(FIVE), scheduler, Date.now());
    const live = await start();
    for (const next of ["b", "c"]) {
      await answer(live);
      await until(() => front(live) === next);
    }
    live.current().actions.undo();
    for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
    await forceClose(db);
    await until(() => !live.current().busy && openings() === 2);
    if (front(live) === "trouble") {
      // Nothing was lost but the undo.
      expect(view(live)).toMatchObject({ message: t("trouble_notSaved") });
      live.current().actions.acknowledge();
      await until(() => front(live) !== "trouble");
    }
    const undone = 1 - (await get(db, forward("b"))).state.reviews;
    expect(front(live)).toBe(undone === 1 ? "b" : "c");
    expect((await get(db, forward("a"))).state.reviews).toBe(1);
    expect((await wholeLog(db)).length).toBe(2 + undone);
  });

  test("while the page opens still leads to the first card, or to a sentence with a way on", async () => {
    versions.mockImplementationOnce(async () => {
      await forceClose(db);
      return [];
    });
    const live = await start();
    await until(() => front(live) === "trouble");
    expect(view(live)).toMatchObject({ kind: "trouble", way: "loadAgain" });
  });

  test("is told to be the disk's fault only where that is full", async () => {
    await installDeck(db, deck(FIVE), scheduler, Date.now());
    const live = await start();
    vi.spyOn(navigator.storage, "estimate").mockResolvedValue({ quota: 5000, usage: 4000 });
    await forceClose(db);
    await until(async () => (await forceClose(db)) > 0);
    await until(() => front(live) === "trouble");
    expect(view(live)).toEqual({ kind: "trouble", message: t("trouble_diskFull"), way: "loadAgain" });
  });

  const openings = (): number => opened.mock.calls.length;
  let opened: MockInstance<typeof indexedDB.open>;
  beforeEach(() => {
    opened = vi.spyOn(indexedDB, "open");
  });
});

describe("a database of version 1", () => {
  let other: IDBDatabase;
  beforeEach(async () => {
    db.close();
    await deleteDatabase();
    other = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(DATABASE_NAME, 1);
      request.onupgradeneeded = () => {
        for (const name of ["cards", "events", "decks", "settings"]) request.result.createObjectStore(name);
      };
      request.onsuccess = () => resolve(request.result);
    });
  });

  test("that other tabs hold open: the page says so at once, and goes on when they are closed", async () => {
    const live = await start();
    const waits = { kind: "trouble", message: t("trouble_otherTabs"), way: null };
    await vi.waitFor(() => expect(view(live)).toEqual(waits), { interval: 1 });
    other.close();
    await until(() => front(live) !== "trouble");
    // Leaves nothing open behind it.
    db = await openDatabase();
  });

  test("that another page is bringing up to date: the page says so, and goes on when that is done", async () => {
    other.close();
    let release = (): void => {};
    const held = files.lock("exclusive", () => new Promise<void>((end) => (release = end)));
    const live = await start();
    expect(view(live)).toEqual({ kind: "trouble", message: t("trouble_upgrading"), way: null });
    release();
    await held;
    await until(() => front(live) !== "trouble");
    db = await openDatabase();
  });

  test("that cannot be brought up to date: the page says that, and not that it goes on by itself", async () => {
    other.close();
    let fail = (): void => {};
    const written = new Promise<never>((_, reject) => (fail = () => reject(new Error("no room"))));
    vi.spyOn(files, "write").mockReturnValue(written);
    const live = await start();
    await vi.waitFor(() => expect(view(live)).toMatchObject({ message: t("trouble_upgrading") }), { interval: 1 });
    fail();
    await vi.waitFor(() => expect(view(live)).toMatchObject({ message: t("trouble_upgradeFailed") }), { interval: 1 });
    await deleteDatabase();
    db = await openDatabase();
  });
});

describe("what is to be said about storage", () => {
  const kept = (events: number) => keepNotice(files, { events });
  const isKept = async () => (await readNotice(files)) !== null;

  /** A database that had one review and comes up without it, so that the next opening brings it back. */
  async function lose(): Promise<void> {
    await installDeck(db, deck(FIVE), scheduler, Date.now());
    const guarded = await openGuarded({}, async () => files);
    await grade(guarded.db, await get(guarded.db, forward("a")), 4, Date.now());
    await guarded.journaled();
    guarded.db.close();
    db.close();
    await deleteDatabase();
    db = await openDatabase();
    await installDeck(db, deck(FIVE), scheduler, Date.now());
  }

  test("is said before the first card where it is known at the opening, and forgotten when it was read", async () => {
    await lose();
    const live = await start();
    expect(view(live)).toEqual({ kind: "storage", message: t("storageRestored_one", 1) });
    // The comparison finds the same notice, and has nothing to add.
    await compared();
    expect(view(live)).toEqual({ kind: "storage", message: t("storageRestored_one", 1) });
    expect(await isKept()).toBe(true);
    live.current().actions.acknowledge();
    expect(front(live)).toBe("b");
    await until(async () => !(await isKept()));
  });

  test("is kept until all of it was read, where the comparison knows of more than the opening", async () => {
    await kept(4);
    await lose();
    const dropped = vi.spyOn(files, "remove");
    const live = await start();
    expect(view(live)).toEqual({ kind: "storage", message: t("storageRestored_one", 1) });
    await compared();
    live.current().actions.acknowledge();
    expect(view(live)).toEqual({ kind: "storage", message: t("storageRestored_other", 5) });
    live.current().actions.acknowledge();
    expect(front(live)).toBe("b");
    await until(async () => !(await isKept()));
    expect(dropped).toHaveBeenCalledTimes(1);
  });

  test("leaves the card in front where it is found out later, and comes where the next would come", async () => {
    await installDeck(db, deck(FIVE), scheduler, Date.now());
    await kept(3);
    const live = await start();
    expect(front(live)).toBe("a");
    const drawn: string[] = [];
    live.subscribe(() => drawn.push(front(live)));
    await compared();
    expect(front(live)).toBe("a");
    await answer(live);
    expect(view(live)).toEqual({ kind: "storage", message: t("storageRestored_other", 3) });
    expect(drawn).not.toContain("b");
    expect(await isKept()).toBe(true);
    live.current().actions.acknowledge();
    expect(front(live)).toBe("b");
    await until(async () => !(await isKept()));
  });

  test("promises nothing that could not be brought back", async () => {
    await installDeck(db, deck(FIVE), scheduler, Date.now());
    await keepNotice(files, { events: 3, missing: 2 });
    const live = await start();
    await compared();
    await answer(live);
    expect(view(live)).toEqual({ kind: "storage", message: t("storageRestoredPart_other", 3, 2) });
  });

  test("waits further where the card in front went because another page answered it", async () => {
    await installDeck(db, deck(FIVE), scheduler, Date.now());
    await kept(3);
    const live = await start();
    await compared();
    await grade(db, await get(db, forward("a")), 4, Date.now());
    page.announce();
    await until(() => front(live) !== "a");
    expect(front(live)).toBe("b");
    await answer(live);
    expect(front(live)).toBe("storage");
  });

  test("is said by the next page where this one is closed before", async () => {
    await installDeck(db, deck(FIVE), scheduler, Date.now());
    await kept(3);
    const closed = await start();
    await compared();
    closed.current().actions.acknowledge();
    expect(front(closed)).toBe("a");

    const live = await start();
    await compared();
    await answer(live);
    expect(front(live)).toBe("storage");
  });

  test("is nothing where a second profile was filled from the backup of the first", async () => {
    await installDeck(db, deck(FIVE), scheduler, Date.now());
    await grade(db, await get(db, forward("a")), 4, Date.now());
    const { events } = await readLogExport(db);
    db.close();
    await deleteDatabase();
    files = memoryFiles();
    db = await openDatabase();
    await installDeck(db, deck(FIVE), scheduler, Date.now());
    await merge(db, events, scheduler);
    for (const _ of ["once", "again"]) {
      const live = await start();
      await compared();
      expect(front(live)).toBe("b");
      expect(await isKept()).toBe(false);
    }
  });

  test("is said at once where there is no card to press a key for", async () => {
    await installDeck(db, deck([content("a", 0)]), scheduler, Date.now());
    await grade(db, await get(db, forward("a")), 4, Date.now());
    await kept(3);
    const live = await start();
    expect(front(live)).toBe("done");
    await compared();
    expect(front(live)).toBe("storage");
  });
});

test("an undo says what was taken back, until something else is done", async () => {
  await installDeck(db, deck(FIVE), scheduler, Date.now());
  const live = await start();
  await answer(live);
  expect(live.current().takenBack).toBeNull();
  live.current().actions.undo();
  await until(() => live.current().takenBack !== null);
  // Which grade, and where.
  expect(live.current().takenBack).toBe(t("takenBackGrade", t("gradeEasy"), "What is a?"));
  expect(live.current().takenBack).toContain("What is a?");
  await answer(live);
  expect(live.current().takenBack).toBeNull();
});

test("decks that are not here yet are installed by the model in force, which a restore may have brought", async () => {
  const weights = writeWeights(DEFAULT_WEIGHTS.map((weight, i) => (i === 0 ? weight * 1.1 : weight)));
  await saveSetting(db, "weights", weights, () => maker());
  const first = deck(FIVE);
  versions.mockResolvedValueOnce([first]);
  bundled.mockResolvedValueOnce(first);
  await start();
  const models = new Set((await db.getAll("states")).map(({ model }) => model));
  expect(models).toEqual(new Set([modelFor({ desiredRetention: 0.9, weights }).id]));
});
