/** A file that another page brings in before the first step of taking the last one back: the way back of neither is lost. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DeckId } from "../../../src/core/ids.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { lastRestore } from "../../../src/worker/last-restore.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { breakRows, UNREADABLE } from "../../support/database/break-rows.ts";
import { deleteDatabase, foldsToItself, forward, NOW, scheduler } from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { quietly } from "../../support/files/bringing.ts";
import { content, deck } from "../../support/samples/cards.ts";

const NAMES = Array.from({ length: 6 }, (_, i) => `f${i}`);
const EACH = 4;
const MERGE = { mode: "merge", withSettings: false } as const;
const MINE = "mine" as DeckId;
const OWN = deck([content("a", 0, { deck: MINE })], "1", { id: MINE });
let db: Database;
let other: Database;
beforeEach(async () => {
  await deleteDatabase();
  [db, other] = [await openDatabase(), await openDatabase()];
  await installDeck(db, deck(NAMES.map((name, i) => content(name, i))), scheduler, NOW);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  db.close();
  other.close();
});

const fileOf = (names: readonly string[], ownDecks = [OWN].slice(1)): Promise<Blob> =>
  backupBlob({ events: names.flatMap((name) => reviewsOf(name, EACH, NOW - 9e8)), ownDecks });
const bring = async (file: Blob, into = db) => restore(into, await inspectFile(into, file, quietly), MERGE, quietly);
const counted = async () => (await db.getAll("states")).reduce((sum, { state }) => sum + state.reviews, 0);

/** Taking back, and what happens once it has told so many times that it goes on. */
function takeBackWith(times: number, then: () => void): Promise<unknown> {
  let told = 0;
  return takeBack(
    db,
    () => {
      if (told++ === times) then();
    },
    EACH,
  );
}
const closed = (): void => {
  throw new Error("the page was closed");
};

test("it is said what was taken back, and both can be, wherever before the first step the other comes in", async () => {
  const [one, two] = [await fileOf(NAMES.slice(0, 4)), await fileOf(NAMES.slice(4))];
  await bring(one);
  // It comes in as soon as this page waits for others.
  const request = async (_: string, __: unknown, work: () => Promise<unknown>) => {
    vi.unstubAllGlobals();
    await bring(two, other);
    return work();
  };
  vi.stubGlobal("navigator", { locks: { request } });
  expect(await takeBack(db, quietly, EACH)).toEqual({ takenBack: 4 * EACH, unreadable: 0 });
  expect(await counted()).toBe(2 * EACH);
  expect(await lastRestore(db)).toMatchObject({ added: 2 * EACH, undone: 0 });
  expect(await takeBack(db, quietly)).toEqual({ takenBack: 2 * EACH, unreadable: 0 });
  expect([await counted(), await lastRestore(db)]).toEqual([0, null]);
  await foldsToItself(db);
});

test("closed before its first step, it is the last one again once a file that came since is taken back", async () => {
  await bring(await fileOf(NAMES.slice(0, 4)));
  const last = await lastRestore(db);
  vi.stubGlobal("navigator", { locks: { request: closed } });
  await expect(takeBack(db, quietly)).rejects.toThrow("the page was closed");
  vi.unstubAllGlobals();
  await bring(await fileOf(NAMES.slice(4)));
  await takeBack(db, quietly);
  expect(await lastRestore(db)).toMatchObject({ ...last, isBegun: true });
  await takeBack(db, quietly);
  expect([await counted(), await lastRestore(db)]).toEqual([0, null]);
});

test("another page that brings a file in looks at it again, once this one has begun", async () => {
  await bring(await fileOf(NAMES.slice(0, 4)));
  const file = await fileOf(NAMES.slice(3));
  const chosen = await inspectFile(other, file, quietly);
  vi.stubGlobal("navigator", { locks: { request: closed } });
  await expect(takeBack(db, quietly)).rejects.toThrow("the page was closed");
  vi.unstubAllGlobals();
  const reading = vi.spyOn(file, "stream");
  await restore(other, chosen, MERGE, quietly);
  expect(reading).toHaveBeenCalledTimes(1);
});

test("a page that is overtaken claims no more than was undone in the end", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  await bring(await fileOf(NAMES));
  const place = (await db.getKeyFromIndex("events", "card", forward("f5"))) ?? 0;
  const row = await db.get("events", place);
  let others: Promise<unknown> = Promise.resolve();
  const done = await takeBackWith(1, () => {
    void db.put("events", { ...row, ...UNREADABLE } as never, place);
    breakRows();
    others = takeBack(other, quietly, EACH);
  });
  await others;
  expect(done).toEqual({ takenBack: 5 * EACH, unreadable: EACH });
  expect(await lastRestore(db)).toMatchObject({ undone: 5 * EACH });
});

test("a deck that a file has and adds nothing else stays, though the file that brought it is still being taken back", async () => {
  await bring(await fileOf(["f0"], [OWN]));
  await takeBackWith(1, closed).catch(() => null);
  expect(await bring(await fileOf([], [OWN]), other)).toMatchObject({ added: 0 });
  const last = await lastRestore(db);
  expect(last).toMatchObject({ isBegun: true });
  expect(await takeBack(db, quietly)).toEqual({ takenBack: EACH, unreadable: 0 });
  expect([await counted(), await lastRestore(db)]).toEqual([0, null]);
  expect(await db.getKey("decks", MINE)).toBe(MINE);
});

test("a file behind keeps its way back, whatever else stands above it, and loses the deck that came again", async () => {
  await bring(await fileOf(["f0"], [OWN]));
  await takeBackWith(1, closed).catch(() => null);
  await bring(await fileOf(["f1"], [OWN]));
  const last = await lastRestore(db);
  expect(await bring(await fileOf([], [OWN]), other)).toMatchObject({ added: 0 });
  // It added nothing, so that what came before it is still the last.
  expect(await lastRestore(db)).toEqual(last);
  for (const _ of ["the last", "the one behind"]) await takeBack(db, quietly);
  expect([await counted(), await lastRestore(db)]).toEqual([0, null]);
  expect(await db.getKey("decks", MINE)).toBe(MINE);
});

test("so does one that others have which came since, the way back of the first of which is gone", async () => {
  await bring(await fileOf(["f0"], [OWN]));
  await takeBackWith(1, closed).catch(() => null);
  await bring(await fileOf(["f1"], [OWN]));
  await bring(await fileOf(["f2"], [OWN]));
  while ((await lastRestore(db)) !== null) await takeBack(db, quietly);
  expect(await counted()).toBe(EACH);
  expect(await db.getKey("decks", MINE)).toBe(MINE);
});

test("a page that has not heard of a file that came since takes nothing of that back", async () => {
  await bring(await fileOf(NAMES.slice(0, 4)));
  const seen = await lastRestore(db);
  await bring(await fileOf(NAMES.slice(4)), other);
  const last = await lastRestore(db);
  expect(last).not.toEqual(seen);
  expect(await takeBack(db, quietly, EACH, seen?.atMs)).toBeNull();
  expect([await counted(), await lastRestore(db)]).toEqual([6 * EACH, last]);
  expect(await takeBack(db, quietly, EACH, last?.atMs)).toEqual({ takenBack: 2 * EACH, unreadable: 0 });
});

test("nor does it where the one that it has seen was begun, with which it goes on", async () => {
  await bring(await fileOf(NAMES.slice(0, 4)));
  const seen = await lastRestore(db);
  await takeBackWith(1, closed).catch(() => null);
  await bring(await fileOf(NAMES.slice(4)), other);
  const last = await lastRestore(db);
  expect(await takeBack(db, quietly, EACH, seen?.atMs)).toEqual({ takenBack: 4 * EACH, unreadable: 0 });
  expect([await counted(), await lastRestore(db)]).toEqual([2 * EACH, last]);
});
