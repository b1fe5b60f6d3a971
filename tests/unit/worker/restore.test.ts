/** Files of every kind into a database: what comes of them, and the way back. */
import "fake-indexeddb/auto";
import { readFileSync } from "node:fs";
import { zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DeckId } from "../../../src/core/ids.ts";
import { eventsAmong } from "../../../src/core/log/decode.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { makePlan, makeReset, makeSetting, makeUndo } from "../../../src/core/log/make-event.ts";
import { readDeck, removeDeck } from "../../../src/store/decks/decks.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { readLogExport } from "../../../src/store/segments/log-export.ts";
import { PLAN_REGISTERS } from "../../../src/store/settings/plan.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { readSettings } from "../../../src/store/settings/settings.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { lastRestore } from "../../../src/worker/last-restore.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import {
  at,
  deleteDatabase,
  FIVE,
  foldsToItself,
  forward,
  get,
  grade,
  maker,
  NOW,
  OTHER_DEVICE,
  scheduler,
} from "../../support/database/db-steps.ts";
import { reviews } from "../../support/database/long-log.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { content, deck } from "../../support/samples/cards.ts";

const quietly = (): void => {};
let db: Database;

beforeEach(async () => {
  await deleteDatabase();
  db = await openDatabase();
  await installDeck(db, deck(FIVE), scheduler, NOW);
});
afterEach(() => db.close());

const backup = async (): Promise<Blob> => backupBlob(await readLogExport(db));

async function bring(file: Blob, mode: "merge" | "replace", withSettings = false) {
  const { preview, ...chosen } = await inspectFile(db, file, quietly);
  const restored = await restore(db, { ...chosen, preview }, { mode, withSettings }, quietly);
  await foldsToItself(db);
  return { preview, restored };
}

/** Where the cards stand, what is chosen, and which decks are there. */
const state = async () => ({
  states: (await db.getAll("states")).map(({ id, state: { lastEventAtMs: _, ...rest }, locked }) => ({
    id,
    rest,
    locked,
  })),
  switches: (await db.getAll("registers"))
    .filter(({ name }) => name.startsWith("switch/"))
    .map(({ key, value }) => [key, value]),
  settings: await readSettings(db),
  decks: (await db.getAll("decks")).map(({ id, version }) => [id, version]),
});

const gradeOf = async (name: string, nowMs: number, rating: 1 | 3 = 3) => {
  const done = await grade(db, await get(db, forward(name)), rating, nowMs);
  if (!done) throw new Error("the grade was refused");
  return done.event;
};

describe("a backup with events of every kind", () => {
  test("is merged, and everything in it goes on to the next backup", async () => {
    const event = await gradeOf("a", NOW);
    const carried = { ...makeUndo(event, maker(NOW + 1000, OTHER_DEVICE)), kind: "unheard-of" };
    const file = await backupBlob({ events: [event, carried] });
    const { preview, restored } = await bring(file, "merge");
    expect(preview).toMatchObject({ added: 1, known: 1, fromNewer: 1, merge: { cards: 0, touchesExisting: true } });
    // What is not understood is told by its number alone.
    expect(preview.addedOfKind).toEqual({});
    const none = { mended: 0, decks: 0, takenBack: 0, othersTakenBack: 0 };
    expect(restored).toEqual({ ...none, added: 1, known: 1, canTakeBack: true });
    expect((await readLogExport(db)).events).toEqual([event, carried]);
  });

  test.each(["merge", "replace"] as const)("brings an exam or a pause only with its settings: %s", async (mode) => {
    const { today } = at(Date.now());
    const exam = makePlan("exam", today + 40, null, maker(NOW - 3000));
    const ended = makePlan("pause", today + 9, null, maker(NOW - 2000));
    const file = await backupBlob({ events: [exam, ended, makeUndo(ended, maker(NOW - 1000))] });
    const mine = makePlan("exam", today + 20, null, maker(NOW - 9000));
    await merge(db, [mine], scheduler);
    const held = async () => (await db.getAll("registers", PLAN_REGISTERS())).map(({ value }) => value);
    const { preview } = await bring(file, mode);
    expect(preview.merge.plans).toEqual(["exam"]);
    expect(await held()).toEqual([mine.value]);
    expect(await wholeLog(db)).toEqual([mine]);
    await bring(file, mode, true);
    expect(await held()).toEqual([exam.value]);
  });

  test("brings its settings only where they are wanted", async () => {
    await saveSetting(db, "reviewsPerDay", 70, () => maker(NOW));
    const held = makeSetting("newPerDay", 5, null, maker(NOW + 1000, OTHER_DEVICE));
    const undone = makeSetting("theme", "dark", null, maker(NOW + 1000, OTHER_DEVICE));
    const events = [held, undone, makeUndo(undone, maker(NOW + 2000, OTHER_DEVICE))];
    const file = await backupBlob({ events });
    const { preview } = await bring(file, "merge");
    expect(preview.addedOfKind).toEqual({ setting: 2, undo: 1 });
    expect(preview.merge.settings).toEqual([{ key: "newPerDay", from: 3, to: 5 }]);
    expect(preview.replace?.settings).toEqual([
      { key: "newPerDay", from: 3, to: 5 },
      { key: "reviewsPerDay", from: 70, to: 100 },
    ]);
    expect(await readSettings(db)).toMatchObject({ newPerDay: 3, reviewsPerDay: 70 });
    await bring(file, "merge", true);
    expect(await readSettings(db)).toMatchObject({ newPerDay: 5, reviewsPerDay: 70, theme: "system" });
    await bring(file, "replace", true);
    expect(await readSettings(db)).toMatchObject({ newPerDay: 5, reviewsPerDay: 100 });
  });

  test.each(["merge", "replace"] as const)("mends a setting of one's own without its settings: %s", async (mode) => {
    const own = async (key: "newPerDay" | "theme", value: number | string, nowMs: number) => {
      const event = makeSetting(key, value, null, maker(nowMs));
      await merge(db, [event], scheduler);
      return event;
    };
    const mine = await own("newPerDay", 5, NOW);
    const gone = await own("theme", "dark", NOW);
    const undo = makeUndo(gone, maker(NOW + 1000));
    await merge(db, [undo], scheduler);
    const foreign = makeSetting("reviewsPerDay", 70, null, maker(NOW, OTHER_DEVICE));
    const file = await backupBlob({ events: [mine, gone, undo, foreign] });
    for (const { id } of [mine, undo]) {
      const place = await db.getKeyFromIndex("events", "id", id);
      await db.put("events", { id } as never, place);
    }
    await saveSetting(db, "quietAfter", 4, () => maker(NOW + 2000));
    await bring(file, mode);
    expect((await readLogExport(db)).events).toEqual(expect.arrayContaining([mine, gone, undo]));
    expect(await readSettings(db)).toMatchObject({ newPerDay: 5, theme: "system", reviewsPerDay: 100, quietAfter: 4 });
    expect((await readLogExport(db)).events).toHaveLength(4);
  });

  test("replaces resets as well", async () => {
    await gradeOf("a", NOW);
    const before = await backup();
    const card = await get(db, forward("a"));
    await bring(await backupBlob({ events: [makeReset(card, maker(NOW + 60_000))] }), "merge");
    expect((await get(db, forward("a"))).state).toMatchObject({ phase: "new", reviews: 0 });
    const { preview } = await bring(before, "replace");
    expect(preview.replace).toMatchObject({ startCounting: 1, stopCounting: 0, cards: 1 });
    expect((await get(db, forward("a"))).state.reviews).toBe(1);
  });
});

describe("a backup of version 1", () => {
  test("restores with every review and its settings", async () => {
    const bytes = readFileSync(new URL("../../fixtures/backups/version-1.json", import.meta.url));
    const { preview, restored } = await bring(new Blob([new Uint8Array(bytes)]), "merge", true);
    expect(preview).toMatchObject({ conflicting: 0, known: 0, merge: { settings: [{ key: "newPerDay", to: 5 }] } });
    expect(restored.added).toBe(preview.added);
    expect(await readSettings(db)).toMatchObject({ newPerDay: 5 });
    const { events } = JSON.parse(bytes.toString()) as { events: { kind: string; id: string }[] };
    const here = new Set(eventsAmong(await wholeLog(db)).map(({ id }) => id as string));
    expect(events.filter(({ kind, id }) => kind === "review" && !here.has(id))).toEqual([]);
  });
});

describe("a backup that its user has packed", () => {
  const json = async () => new Uint8Array(await (await backup()).arrayBuffer());
  const zip = (files: Record<string, Uint8Array>) => new Blob([new Uint8Array(zipSync(files))]);

  test("is opened, beside what a desktop adds to archives", async () => {
    const event = await gradeOf("a", NOW);
    const files = {
      "__MACOSX/._osteon.json": new Uint8Array(3),
      "backups/": new Uint8Array(0),
      "backups/desktop.ini": new Uint8Array(3),
    };
    const chosen = await inspectFile(db, zip({ ...files, "backups/osteon-2026-11-23.json": await json() }), quietly);
    expect(chosen.log.events).toEqual([event]);
  });

  test("is taken for no package of Anki where it is something else", async () => {
    const two = zip({ "a.json": await json(), "b.json": await json() });
    await expect(inspectFile(db, two, quietly)).rejects.toMatchObject({ problem: { key: "anki_notPackage" } });
    const empty = zip({ "a.json": new TextEncoder().encode("{}") });
    await expect(inspectFile(db, empty, quietly)).rejects.toMatchObject({ problem: { key: "backup_notBackup" } });
  });
});

describe("decks of the user's own", () => {
  const mine = "mine" as DeckId;
  const own = (version = "1", title = "Mine") => deck([content("a", 0, { deck: mine })], version, { id: mine, title });

  test("go out with a backup and come back, with the history of their cards", async () => {
    await installDeck(db, own(), scheduler, NOW, "own");
    const { id } = content("a", 0, { deck: mine });
    await grade(db, await get(db, id), 3, NOW);
    const file = await backup();
    await removeDeck(db, mine);
    expect(await db.get("states", id)).toBeUndefined();
    const { preview } = await bring(file, "merge");
    expect(preview.decks).toEqual([{ id: mine, title: "Mine", cards: 1, what: "removed" }]);
    expect(await readDeck(db, mine)).toEqual(own());
    expect((await get(db, id)).state.reviews).toBe(1);
    expect((await bring(file, "merge")).preview.decks).toMatchObject([{ what: "known" }]);
    expect((await bring(await backupBlob({ ownDecks: [own("2", "New")] }), "merge")).preview.decks).toMatchObject([
      { what: "update" },
    ]);
    expect((await readDeck(db, mine))?.title).toBe("New");
  });

  test.each(["merge", "replace"] as const)("are not put back by a %s to what they were before", async (mode) => {
    await installDeck(db, own("9", "Old"), scheduler, NOW, "own");
    await grade(db, await get(db, content("a", 0, { deck: mine }).id), 3, NOW);
    const file = await backup();
    await installDeck(db, own("10", "New"), scheduler, NOW, "own");
    const { preview } = await bring(file, mode);
    expect(preview.decks).toMatchObject([{ what: "older" }]);
    expect(await readDeck(db, mine)).toEqual(own("10", "New"));
    await takeBack(db, quietly);
    expect((await readDeck(db, mine))?.version).toBe("10");
  });

  test("that were removed since come back with a file, are named before, and go again with the way back", async () => {
    await installDeck(db, own(), scheduler, NOW, "own");
    const file = await backup();
    await removeDeck(db, mine);
    const second = "new" as DeckId;
    const other = deck([content("a", 0, { deck: second })], "1", { id: second });
    expect((await bring(await backupBlob({ ownDecks: [own(), other] }), "merge")).preview.decks).toMatchObject([
      { id: mine, what: "removed" },
      { id: second, what: "new" },
    ]);
    expect(await readDeck(db, mine)).toEqual(own());
    await takeBack(db, quietly);
    expect(await readDeck(db, mine)).toBeNull();
    expect((await bring(file, "merge")).preview.decks).toMatchObject([{ what: "removed" }]);
  });

  test("never take the place of a bundled deck", async () => {
    const before = await state();
    const forged = deck([content("a", 0)], "9", { title: "Forged" });
    const { preview } = await bring(await backupBlob({ ownDecks: [forged] }), "replace");
    expect(preview.decks).toMatchObject([{ what: "bundled" }]);
    expect(await state()).toEqual(before);
  });

  test("are as they were, every row, where the events fail", async () => {
    await installDeck(db, own(), scheduler, NOW, "own");
    const second = "second" as DeckId;
    const other = deck([content("a", 0, { deck: second })], "1", { id: second });
    const rows = () => Promise.all(Array.from(db.objectStoreNames, (name) => db.getAll(name)));
    const before = await rows();
    const { preview, ...chosen } = await inspectFile(
      db,
      await backupBlob({ ownDecks: [own("2", "New"), other] }),
      quietly,
    );
    const [event] = reviews(1, NOW - 60_000, OTHER_DEVICE);
    const log = { ...chosen.log, events: [{ ...event, rating: -9 }] as unknown as Envelope[] };
    const done = restore(db, { ...chosen, log, preview }, { mode: "merge", withSettings: false }, quietly);
    await expect(done).rejects.toThrow("would not be read back");
    expect(await rows()).toEqual(before);
  });

  test("go again with the merge that brought them", async () => {
    const before = await state();
    await bring(await backupBlob({ ownDecks: [own()] }), "merge");
    expect(await lastRestore(db)).toMatchObject({ added: 0 });
    await takeBack(db, quietly);
    expect(await state()).toEqual(before);
  });
});

describe("the way back", () => {
  test("takes back exactly what a merge added, once, also in another page", async () => {
    const graded = [await gradeOf("a", NOW), await gradeOf("b", NOW + 1000)];
    const before = await state();
    const undos = graded.map((event) => makeUndo(event, maker(NOW + 2000, OTHER_DEVICE)));
    const setting = makeSetting("newPerDay", 0, null, maker(NOW + 3000, OTHER_DEVICE));
    const file = await backupBlob({ events: [...graded, ...undos, setting] });
    const { preview, restored } = await bring(file, "merge", true);
    expect(preview).toMatchObject({ added: 3, known: 2, merge: { stopCounting: 2, touchesExisting: true } });
    expect(restored.canTakeBack).toBe(true);
    expect((await db.getAll("states")).every(({ state: { reviews: count } }) => count === 0)).toBe(true);

    // Something is done meanwhile, which stays.
    const later = await gradeOf("c", NOW + 5000);
    db.close();
    db = await openDatabase();
    expect(await lastRestore(db)).toMatchObject({ added: 3 });
    expect(await takeBack(db, quietly)).toEqual({ takenBack: 3, unreadable: 0 });
    await foldsToItself(db);
    const { states, ...rest } = await state();
    expect(rest).toEqual({ settings: before.settings, decks: before.decks, switches: before.switches });
    const [c, others] = [states.filter(({ id }) => id === later.card), states.filter(({ id }) => id !== later.card)];
    expect(c).toMatchObject([{ rest: { reviews: 1 } }]);
    expect(others).toEqual(before.states.filter(({ id }) => id !== later.card));

    expect(await lastRestore(db)).toBeNull();
    const rows = (await wholeLog(db)).length;
    expect(await takeBack(db, quietly)).toBeNull();
    expect((await wholeLog(db)).length).toBe(rows);
  });

  test.each([1, 2, 3])("leaves nothing of a review that came with a chain of %i undos", async (undos) => {
    await gradeOf("a", NOW);
    const before = await state();
    const events: Envelope[] = reviews(1, NOW - 60_000, OTHER_DEVICE);
    for (let i = 0; i < undos; i++) {
      const last = events.at(-1);
      if (last) events.push(makeUndo(last, maker(NOW - 30_000 + i, OTHER_DEVICE)));
    }
    await bring(await backupBlob({ events }), "merge");
    await takeBack(db, quietly);
    await foldsToItself(db);
    expect(await state()).toEqual(before);
  });

  test.each(["merge", "replace"] as const)("is told before of the entries that it leaves: %s", async (mode) => {
    for (const [i, name] of ["a", "b", "c"].entries()) await gradeOf(name, NOW + i * 1000);
    const { preview } = await bring(await backupBlob({ events: reviews(2, NOW - 60_000, OTHER_DEVICE) }), mode);
    await takeBack(db, quietly);
    // Those here; those that came, in a replacement with the undos of those here; and an undo of each that came.
    expect(preview.here).toBe(3);
    expect(preview.afterTakingBack).toEqual({ merge: 3 + 2 * 2, replace: 3 + 2 * (2 + 3) });
    expect(await wholeLog(db)).toHaveLength(preview.afterTakingBack[mode] ?? 0);
  });

  test("takes a replacement back", async () => {
    await gradeOf("a", NOW);
    const empty = await backupBlob({});
    await gradeOf("b", NOW + 1000);
    const before = await state();
    const { restored } = await bring(empty, "replace");
    // The page says the same of it, before a reload and after.
    const { added, takenBack } = restored;
    expect({ added, takenBack }).toEqual({ added: 0, takenBack: 2 });
    expect(await lastRestore(db)).toMatchObject({ added, takenBack });
    expect((await get(db, forward("a"))).state.reviews).toBe(0);
    expect(await takeBack(db, quietly)).toEqual({ takenBack: 2, unreadable: 0 });
    expect(await state()).toEqual(before);
  });

  test("is there whenever what came is there, wherever the browser ends the worker", async () => {
    const before = await state();
    const file = await backupBlob({ events: reviews(1, NOW - 60_000, OTHER_DEVICE), ownDecks: [] });
    const { put } = IDBObjectStore.prototype;
    const ended = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...row) {
      // The last thing that it does for a restore.
      const [value] = row as [{ readonly key?: unknown }];
      if (this.name === "local" && value.key === "job/last-restore") throw new DOMException("ended", "UnknownError");
      return put.apply(this, row);
    });
    await expect(bring(file, "merge")).rejects.toThrow("ended");
    ended.mockRestore();
    expect(await lastRestore(db)).toBeNull();
    expect((await wholeLog(db)).length).toBe(0);
    expect(await state()).toEqual(before);
  });

  test("is still that of the last file where a later one brought nothing", async () => {
    const event = await gradeOf("a", NOW);
    await bring(await backupBlob({ events: [makeUndo(event, maker(NOW + 1000, OTHER_DEVICE))] }), "merge");
    const { restored } = await bring(await backupBlob({ events: [event] }), "merge");
    expect(restored).toMatchObject({ added: 0, canTakeBack: true });
    await takeBack(db, quietly);
    expect((await get(db, forward("a"))).state.reviews).toBe(1);
  });
});

test("a deck that another page brings meanwhile is not taken away with a restore that found it there", async () => {
  const own = deck([content("a", 0, { deck: "mine" as DeckId })], "1", { id: "mine" as DeckId });
  const file = await backupBlob({ ownDecks: [own] });
  const { log, ...looked } = await inspectFile(db, file, quietly);
  const meanwhile = {
    ...log,
    // Asked for when the restore has looked at what is here, and before it writes.
    get events() {
      void installDeck(db, own, scheduler, NOW, "own");
      return log.events;
    },
  };
  await restore(db, { ...looked, log: meanwhile }, { mode: "merge", withSettings: false }, quietly);
  await takeBack(db, quietly);
  expect(await readDeck(db, own.id)).toEqual(own);
});
