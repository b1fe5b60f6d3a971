/** A file that comes again while it is being taken back: what it has is its own from then on, and goes with nothing else. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isOfKind } from "../../../src/core/log/event.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { lastRestore } from "../../../src/worker/last-restore.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { deleteDatabase, foldsToItself, NOW, scheduler } from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { quietly } from "../../support/files/bringing.ts";
import { content, deck } from "../../support/samples/cards.ts";

const NAMES = ["a", "b", "c", "d"];
const EACH = 4;
const ALL = NAMES.length * EACH;
let db: Database;
let other: Database;
let file: Blob;
beforeEach(async () => {
  await deleteDatabase();
  [db, other] = [await openDatabase(), await openDatabase()];
  await installDeck(db, deck(NAMES.map((name, i) => content(name, i))), scheduler, NOW);
  file = await fileOf(NAMES);
});
afterEach(() => {
  vi.unstubAllGlobals();
  db.close();
  other.close();
});

const fileOf = (names: readonly string[]): Promise<Blob> =>
  backupBlob({ events: names.flatMap((name) => reviewsOf(name, EACH, NOW - 9e8)) });
const bring = async (into: Database, one = file, mode: "merge" | "replace" = "merge") =>
  restore(into, await inspectFile(into, one, quietly), { mode, withSettings: false }, quietly);
const counted = async () => (await db.getAll("states")).reduce((sum, { state }) => sum + state.reviews, 0);

/** Ends it after so many signs. */
async function takeBackInPart(signs: number): Promise<void> {
  let told = 0;
  const closed = new Error("the page was closed");
  const sign = (): void => {
    if (told++ === signs) throw closed;
  };
  await expect(takeBack(db, sign, EACH)).rejects.toBe(closed);
}

/** As the page is closed between the mark that it is begun and the first step. */
async function onlyBegin(): Promise<void> {
  const closed = (): void => {
    throw new Error("the page was closed");
  };
  vi.stubGlobal("navigator", { locks: { request: closed } });
  await expect(takeBack(db, quietly)).rejects.toThrow("the page was closed");
  vi.unstubAllGlobals();
}

test.each(["merge", "replace"] as const)("a page that has not heard takes nothing of it back (%s)", async (mode) => {
  await bring(db);
  const seen = await lastRestore(db);
  await takeBackInPart(3);
  const part = await lastRestore(db);
  expect(part?.undone).toBeGreaterThan(0);
  expect(part?.undone).toBeLessThan(ALL);
  expect(await bring(other, file, mode)).toMatchObject({ added: ALL, known: 0, takenBack: 0 });
  const last = await lastRestore(db);
  expect(last).toMatchObject({ added: ALL, undone: 0, isBegun: false });
  expect(await takeBack(db, quietly, EACH, seen?.atMs)).toEqual({ takenBack: ALL, unreadable: 0 });
  expect([await counted(), await lastRestore(db)]).toEqual([ALL, last]);
  expect(await takeBack(db, quietly, EACH)).toEqual({ takenBack: ALL, unreadable: 0 });
  expect([await counted(), await lastRestore(db)]).toEqual([0, null]);
  await foldsToItself(db);
});

test("where it comes before the first step, all of it is said to be added, and stays", async () => {
  await bring(db);
  await onlyBegin();
  const chosen = await inspectFile(other, file, quietly);
  expect(chosen.preview).toMatchObject({ known: 0, again: ALL, added: 0 });
  expect(await bring(other)).toMatchObject({ added: ALL, known: 0 });
  const [last, first] = [await lastRestore(db), (await wholeLog(db)).length];
  await takeBack(db, quietly, EACH);
  expect([await counted(), last?.added, first]).toEqual([0, ALL, 3 * ALL]);
  // The first is left, of which all is gone.
  expect(await lastRestore(db)).toMatchObject({ isBegun: true, undone: ALL });
  expect(await takeBack(db, quietly, EACH)).toEqual({ takenBack: ALL, unreadable: 0 });
  expect([await counted(), await lastRestore(db)]).toEqual([0, null]);
  const undone = (await wholeLog(db)).flatMap((event) => (isOfKind(event, "undo") ? [event.undoes] : []));
  expect(new Set(undone).size).toBe(undone.length);
});

test("only what the file has is its own: the rest goes with the one before", async () => {
  await bring(db);
  const seen = await lastRestore(db);
  await onlyBegin();
  const half = await fileOf(NAMES.slice(0, 2));
  expect(await bring(other, half)).toMatchObject({ added: ALL / 2, known: 0 });
  expect(await takeBack(db, quietly, EACH, seen?.atMs)).toEqual({ takenBack: ALL, unreadable: 0 });
  expect(await counted()).toBe(ALL / 2);
});

test("it may come any number of times, each time while the one before is taken back", async () => {
  for (let i = 0; i < 4; i++) {
    await (i % 2 === 0 ? bring(db) : bring(other));
    expect(await counted()).toBe(ALL);
    await (i % 2 === 0 ? takeBackInPart(2) : onlyBegin());
  }
  while ((await lastRestore(db)) !== null) await takeBack(db, quietly, EACH);
  expect(await counted()).toBe(0);
  await foldsToItself(db);
  expect(await bring(db)).toMatchObject({ added: ALL });
  expect(await counted()).toBe(ALL);
});
