/** A file that is taken back in part: until the rest is taken back or kept nothing else comes in, so that no way back lies behind another. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Deck } from "../../../src/core/deck/deck.ts";
import type { DeckId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { isOfKind } from "../../../src/core/log/event.ts";
import { makeUndo } from "../../../src/core/log/make-event.ts";
import { takenBack } from "../../../src/core/log/taken-back.ts";
import { positionRow } from "../../../src/store/database/local.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { keepRest, lastRestore, readKept } from "../../../src/worker/last-restore.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { breakRows, UNREADABLE } from "../../support/database/break-rows.ts";
import {
  deleteDatabase,
  foldsToItself,
  forward,
  maker,
  NOW,
  OTHER_DEVICE,
  scheduler,
} from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { quietly } from "../../support/files/bringing.ts";
import { memoryLock } from "../../support/places/memory-files.ts";
import { content, deck } from "../../support/samples/cards.ts";

const NAMES = Array.from({ length: 6 }, (_, i) => `f${i}`);
/** Reviews of a card, and events of a step. */
const EACH = 4;
const EVENTS = NAMES.map((name) => reviewsOf(name, EACH, NOW - 9e8));
const ALL = NAMES.length * EACH;
const MINE = "mine" as DeckId;
const OWN = deck([content("own", 0, { deck: MINE })], "1", { id: MINE });
const IN_PART = { problem: { key: "backup_lastInPart" } };
type Mode = "merge" | "replace";
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

const fileOf = (events: readonly (readonly Envelope[])[], ownDecks: readonly Deck[] = []): Promise<Blob> =>
  backupBlob({ events: events.flat(), ownDecks });
const bring = async (file: Blob, mode: Mode = "merge", into = db) =>
  restore(into, await inspectFile(into, file, quietly), { mode, withSettings: false }, quietly);

/** Taking back, and what happens once it has told so many times that it goes on: when it begins, looks, and after each step. */
function takeBackWith(times: number, then: () => void | Promise<void>, atMs?: number) {
  let told = 0;
  const onProgress = (): void => {
    if (told++ === times) void then();
  };
  return takeBack(db, onProgress, EACH, atMs);
}
const closed = new Error("the page was closed");
const close = (): never => {
  throw closed;
};
/** @returns what is kept of it then, after so many steps */
async function takeBackInPart(steps = 2) {
  await expect(takeBackWith(steps, close)).rejects.toBe(closed);
  const last = await lastRestore(db);
  expect(last).toMatchObject({ isBegun: true, undone: steps * EACH, left: ALL - steps * EACH });
  return last?.atMs ?? 0;
}

/** How many reviews count. */
async function counting(): Promise<number> {
  const log = await wholeLog(db);
  const gone = takenBack(log);
  return log.filter((event) => isOfKind(event, "review") && !gone.has(event.id)).length;
}

/** Files that say of the events of the first one whether they count. */
const OTHERS = {
  "that replaces it": { events: [EVENTS[4] ?? [], (EVENTS[5] ?? []).slice(0, 2)], mode: "replace" },
  "with undos of its events": {
    events: [EVENTS.flat().map((event, i) => makeUndo(event, maker(NOW + i, OTHER_DEVICE)))],
    mode: "merge",
  },
  "which is the same": { events: EVENTS, mode: "merge" },
} as const;
const others = Object.entries(OTHERS);

describe.each(others)("another one %s", (_, { events, mode }) => {
  test("is refused where that was stopped, and comes once the rest is taken back", async () => {
    const file = await fileOf(events);
    await bring(await fileOf(EVENTS));
    const atMs = await takeBackInPart();
    const before = await wholeLog(db);
    await expect(bring(file, mode, other)).rejects.toMatchObject(IN_PART);
    expect(await wholeLog(db)).toEqual(before);
    expect(await takeBack(db, quietly, EACH, atMs)).toEqual({ takenBack: ALL, unreadable: 0 });
    expect([await counting(), await lastRestore(db)]).toEqual([0, null]);
    await bring(file, mode, other);
    await takeBack(db, quietly);
    expect([await counting(), await lastRestore(db)]).toEqual([0, null]);
    await foldsToItself(db);
  });

  test("comes once the rest is kept, and leaves that when it is taken back", async () => {
    await bring(await fileOf(EVENTS));
    expect(await keepRest(db, await takeBackInPart())).toBe(true);
    expect([await counting(), await lastRestore(db)]).toEqual([ALL - 2 * EACH, null]);
    await bring(await fileOf(events), mode);
    await takeBack(db, quietly);
    expect([await counting(), await lastRestore(db)]).toEqual([ALL - 2 * EACH, null]);
    await foldsToItself(db);
  });
});

test("the same file brings again only what was taken back of it before the rest was kept", async () => {
  await bring(await fileOf(EVENTS));
  await keepRest(db, await takeBackInPart());
  expect(await bring(await fileOf(EVENTS))).toMatchObject({ added: 2 * EACH, known: ALL - 2 * EACH });
  expect(await counting()).toBe(ALL);
  expect(await lastRestore(db)).toMatchObject({ added: 2 * EACH, isBegun: false, undone: 0, left: null });
  expect(await takeBack(db, quietly)).toEqual({ takenBack: 2 * EACH, unreadable: 0 });
  expect(await counting()).toBe(ALL - 2 * EACH);
});

test("a file that waits for another page to come to the end is refused where that page ends midway", async () => {
  const lock = memoryLock();
  const request = (_: string, { mode }: { readonly mode: "shared" | "exclusive" }, work: () => Promise<unknown>) =>
    lock(mode, work);
  vi.stubGlobal("navigator", { locks: { request } });
  await bring(await fileOf(EVENTS));
  const file = await fileOf([reviewsOf("f0", 1, NOW - 5e8)]);
  const come: Promise<unknown>[] = [];
  let told = 0;
  const sign = (): void => {
    if (told === 1) come.push(bring(file, "merge", other));
    if (told++ === 4) close();
  };
  await expect(takeBack(db, sign, EACH)).rejects.toBe(closed);
  await expect(come[0]).rejects.toMatchObject(IN_PART);
  expect(await lastRestore(db)).toMatchObject({ undone: 4 * EACH });
});

test("where nothing is taken back yet, another file comes in, and the page that has looked takes nothing of either back", async () => {
  await bring(await fileOf(EVENTS.slice(0, 4)));
  const seen = await lastRestore(db);
  // It comes in as soon as this page waits for others.
  const request = async (_: string, __: unknown, work: () => Promise<unknown>) => {
    vi.unstubAllGlobals();
    await bring(await fileOf(EVENTS.slice(4)), "merge", other);
    return work();
  };
  vi.stubGlobal("navigator", { locks: { request } });
  expect(await takeBack(db, quietly, EACH, seen?.atMs)).toBeNull();
  const last = await lastRestore(db);
  expect(last).toMatchObject({ added: 2 * EACH, isBegun: false });
  expect(last?.atMs).not.toBe(seen?.atMs);
  expect(await counting()).toBe(ALL);
  expect(await takeBack(db, quietly, EACH, last?.atMs)).toEqual({ takenBack: 2 * EACH, unreadable: 0 });
});

test("a page that is ended before its first step leaves the file whole", async () => {
  await bring(await fileOf(EVENTS));
  const last = await lastRestore(db);
  await expect(takeBackWith(0, close)).rejects.toBe(closed);
  expect(await lastRestore(db)).toEqual(last);
});

describe("the rest", () => {
  test("is kept of no file that is whole, of none that is not meant, and once", async () => {
    await bring(await fileOf(EVENTS));
    const whole = await lastRestore(db);
    expect(await keepRest(db, whole?.atMs ?? 0)).toBe(false);
    expect(await lastRestore(db)).toEqual(whole);
    const atMs = await takeBackInPart();
    expect(await keepRest(db, atMs - 1)).toBe(false);
    expect(await lastRestore(db)).not.toBeNull();
    expect([await keepRest(db, atMs), await keepRest(other, atMs)]).toEqual([true, false]);
  });

  test.each([1, 2, 3])("is left by a page that takes it back, once another keeps it (%i steps)", async (steps) => {
    await bring(await fileOf(EVENTS));
    const atMs = (await lastRestore(db))?.atMs ?? 0;
    let kept: Promise<boolean> = Promise.resolve(false);
    const done = await takeBackWith(steps, () => {
      kept = keepRest(other, atMs);
    });
    expect([await kept, done]).toEqual([true, null]);
    const left = await counting();
    expect(left).toBeGreaterThan(0);
    expect(await takeBack(db, quietly, EACH, atMs)).toBeNull();
    expect(await counting()).toBe(left);
    await foldsToItself(db);
  });

  test("may be a deck, which stays then, and goes else", async () => {
    for (const isKept of [true, false]) {
      await bring(await fileOf(EVENTS, [OWN]));
      await expect(takeBackWith(NAMES.length, close)).rejects.toBe(closed);
      const last = await lastRestore(db);
      expect(last).toMatchObject({ isBegun: true, undone: ALL, left: 0, decks: 1 });
      await expect(bring(await fileOf([], [OWN]))).rejects.toMatchObject(IN_PART);
      if (isKept) await keepRest(db, last?.atMs ?? 0);
      else await takeBack(db, quietly);
      expect(await db.getKey("decks", MINE)).toBe(isKept ? MINE : undefined);
      // One that has it as well is looked at anew after that.
      expect(await bring(await fileOf([], [OWN]))).toMatchObject({ decks: isKept ? 0 : 1 });
      if (isKept) await db.delete("decks", MINE);
    }
  });

  test("may be what cannot be read, for which other files wait as well", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    await bring(await fileOf(EVENTS));
    const place = (await db.getKeyFromIndex("events", "card", forward("f5"))) ?? 0;
    await db.put("events", { ...(await db.get("events", place)), ...UNREADABLE } as never, place);
    breakRows();
    const said = { takenBack: ALL - EACH, unreadable: EACH };
    // It says how it stands, however often that is asked.
    for (let i = 0; i < 2; i++) expect(await takeBack(db, quietly, EACH)).toEqual(said);
    const last = await lastRestore(db);
    expect(last).toMatchObject({ isBegun: true, undone: ALL - EACH, left: EACH });
    const file = await fileOf([reviewsOf("f0", 1, NOW - 5e8)]);
    await expect(bring(file)).rejects.toMatchObject(IN_PART);
    await keepRest(db, last?.atMs ?? 0);
    expect(await bring(file)).toMatchObject({ added: 1 });
  });

  test("may be nothing but what cannot be read", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    await bring(await fileOf(EVENTS.slice(5)));
    const place = (await db.getKeyFromIndex("events", "card", forward("f5"))) ?? 0;
    await db.put("events", { ...(await db.get("events", place)), ...UNREADABLE } as never, place);
    breakRows();
    expect(await takeBack(db, quietly)).toEqual({ takenBack: 0, unreadable: EACH });
    // Nothing of it is taken back, so it keeps no other file out.
    expect(await lastRestore(db)).toMatchObject({ isBegun: false, undone: 0, left: null });
  });

  test.each(["merge", "replace"] as const)(
    "is mended by a file that has it, taken back, and comes in again with that file (%s)",
    async (mode) => {
      vi.spyOn(console, "error").mockImplementation(() => {});
      const file = await fileOf(EVENTS);
      await bring(file);
      const place = (await db.getKeyFromIndex("events", "card", forward("f5"))) ?? 0;
      const row = (await db.get("events", place)) as unknown as { readonly events: readonly Envelope[] };
      const events = row.events.map(({ id }, i) => (i < 2 ? { id } : row.events[i]));
      await db.put("events", { ...row, events } as never, place);
      expect(await takeBack(db, quietly)).toEqual({ takenBack: ALL - 2, unreadable: 2 });
      expect(await lastRestore(db)).toMatchObject({ isBegun: true, isUnreadable: true });
      expect(await bring(file, mode)).toMatchObject({ added: ALL });
      expect(await lastRestore(db)).toMatchObject({ isBegun: false, added: ALL });
      const counting = async () => {
        const log = await wholeLog(db);
        const gone = takenBack(log);
        return log.filter(({ id, kind }) => kind === "review" && !gone.has(id)).length;
      };
      expect(await counting()).toBe(ALL);
      expect(await takeBack(db, quietly)).toMatchObject({ unreadable: 0 });
      expect(await counting()).toBe(0);
      expect(await lastRestore(db)).toBeNull();
    },
  );
});

test("a file that is refused mends nothing but what is left of the last one", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  await bring(await fileOf(EVENTS));
  const [mine] = reviewsOf("f0", 1, NOW - 5e8);
  if (!mine) throw new Error("no review");
  await merge(db, [mine], scheduler);
  const spoil = async (event: Envelope): Promise<void> => {
    const place = (await db.getKeyFromIndex("events", "id", event.id)) ?? 0;
    const row = (await db.get("events", place)) as unknown as { readonly events?: readonly Envelope[] };
    const events = row.events?.map((one) => (one.id === event.id ? { id: one.id } : one));
    await db.put("events", (events ? { ...row, events } : { id: event.id }) as never, place);
  };
  const [rest, other] = EVENTS[5] ?? [];
  if (!rest || !other) throw new Error("no review");
  for (const event of [mine, rest, other]) await spoil(event);
  expect(await takeBack(db, quietly)).toMatchObject({ unreadable: 2 });
  // It has one of the two, and of the review that was made here another grade.
  const file = await fileOf([[rest, { ...mine, rating: mine.rating === 1 ? 3 : 1 } as Envelope]]);
  await expect(bring(file)).rejects.toMatchObject(IN_PART);
  const place = (await db.getKeyFromIndex("events", "id", mine.id)) ?? 0;
  expect(await db.get("events", place)).toEqual({ id: mine.id });
  // What was mended is taken back, and what is left is as before.
  expect(await lastRestore(db)).toMatchObject({ isUnreadable: true, undone: ALL - 1, left: 1 });
});

test("what another machine has undone stays gone here, also once that machine makes it count again", async () => {
  await bring(await fileOf(EVENTS));
  const theirs = EVENTS.flat().map((event, i) => makeUndo(event, maker(NOW + i, OTHER_DEVICE), "file"));
  await merge(db, theirs, scheduler);
  expect(await takeBack(db, quietly)).toEqual({ takenBack: ALL, unreadable: 0 });
  await merge(
    db,
    theirs.map((undo, i) => makeUndo(undo, maker(NOW + 1000 + i, OTHER_DEVICE), "file")),
    scheduler,
  );
  const log = await wholeLog(db);
  const gone = takenBack(log);
  expect(log.filter(({ id, kind }) => kind === "review" && !gone.has(id))).toEqual([]);
  await foldsToItself(db);
});

test("what somebody took back by itself on another machine gets no second undo", async () => {
  await bring(await fileOf(EVENTS));
  const [one] = EVENTS.flat();
  if (!one) throw new Error("no review");
  await merge(db, [makeUndo(one, maker(NOW, OTHER_DEVICE))], scheduler);
  expect(await takeBack(db, quietly)).toEqual({ takenBack: ALL - 1, unreadable: 0 });
});

test("a damaged event that is mended after the look, and was gone already, gets no second undo", async () => {
  await bring(await fileOf(EVENTS));
  const [lost] = EVENTS[3] ?? [];
  if (!lost) throw new Error("no review");
  await merge(db, [makeUndo(lost, maker(NOW, OTHER_DEVICE))], scheduler);
  const place = (await db.getKeyFromIndex("events", "id", lost.id)) ?? 0;
  const row = (await db.get("events", place)) as unknown as { readonly events: readonly Envelope[] };
  const events = row.events.map((event) => (event.id === lost.id ? { id: event.id } : event));
  await db.put("events", { ...row, events } as never, place);
  let mended: Promise<unknown> = Promise.resolve();
  const done = await takeBackWith(1, () => {
    mended = merge(other, [lost], scheduler);
  });
  await mended;
  expect(done).toEqual({ takenBack: ALL - 1, unreadable: 0 });
  const undone = (await wholeLog(db)).flatMap((event) => (isOfKind(event, "undo") ? [event.undoes] : []));
  expect(undone.filter((id) => id === lost.id)).toHaveLength(1);
});

test("a row that an earlier version kept over that of another file is read without it", async () => {
  await bring(await fileOf(EVENTS));
  await takeBackInPart();
  const { left: _, ...kept } = (await readKept(db)) ?? {};
  const before = { ...kept, atMs: 1, from: 1, to: 1, before: null };
  await db.put("local", positionRow("last-restore", { ...kept, before, sharedDecks: ["mine"] }));
  expect(await lastRestore(db)).toMatchObject({ isBegun: true, undone: 2 * EACH, left: null });
  expect(await takeBack(db, quietly)).toEqual({ takenBack: ALL, unreadable: 0 });
  expect([await counting(), await lastRestore(db)]).toEqual([0, null]);
});
