/** What a file mends was here before it: it is no part of the way back, and does not take the place of another one. */
import { describe, expect, test } from "vitest";
import type { EventId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { makeSetting, makeUndo } from "../../../src/core/log/make-event.ts";
import { positionRow } from "../../../src/store/database/local.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { readSettings } from "../../../src/store/settings/settings.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { lastRestore, readKept } from "../../../src/worker/last-restore.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import {
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
import { reviews, reviewsOf } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { deck } from "../../support/samples/cards.ts";

const quietly = (): void => {};
const MODES = ["merge", "replace"] as const;
let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
});

/** Entries of another device, which the file brings beside what it mends. */
const foreign = (count = 1): Envelope[] => reviews(count, NOW - 60_000, OTHER_DEVICE);

async function bring(events: readonly Envelope[], mode: (typeof MODES)[number] = "merge", withSettings = false) {
  const chosen = await inspectFile(db, await backupBlob({ events }), quietly);
  return restore(db, chosen, { mode, withSettings }, quietly);
}

async function spoil(id: EventId, row: object = { id }): Promise<void> {
  await db.put("events", row as never, await db.getKeyFromIndex("events", "id", id));
}

async function graded(name: string): Promise<Envelope> {
  const done = await grade(db, await get(db, forward(name)), 3, NOW);
  if (!done) throw new Error("the grade was refused");
  return done.event;
}

const reviewsAt = async (name: string): Promise<number> => (await get(db, forward(name))).state.reviews;

describe.each(MODES)("a restore taken back leaves what it mended: %s", (mode) => {
  test("a setting of one's own", async () => {
    const mine = makeSetting("newPerDay", 5, null, maker(NOW));
    await merge(db, [mine], scheduler);
    await spoil(mine.id);
    await bring([mine, ...foreign()], mode);
    expect(await takeBack(db, quietly)).toEqual({ takenBack: 1, unreadable: 0 });
    expect(await readSettings(db)).toMatchObject({ newPerDay: 5 });
    expect(await wholeLog(db)).toContainEqual(mine);
  });

  test("an undo of a setting of one's own", async () => {
    const gone = makeSetting("theme", "dark", null, maker(NOW));
    const undo = makeUndo(gone, maker(NOW + 1000));
    await merge(db, [gone], scheduler);
    await merge(db, [undo], scheduler);
    await spoil(undo.id);
    await bring([gone, undo, ...foreign()], mode);
    await takeBack(db, quietly);
    expect(await readSettings(db)).toMatchObject({ theme: "system" });
  });

  test("a review", async () => {
    const mine = await graded("a");
    await spoil(mine.id);
    const came = foreign(10);
    expect(await bring([mine, ...came], mode)).toMatchObject({ added: 10, mended: 1, takenBack: 0 });
    expect(await lastRestore(db)).toMatchObject({ added: 10, takenBack: 0 });
    expect(await takeBack(db, quietly)).toEqual({ takenBack: 10, unreadable: 0 });
    expect(await reviewsAt("a")).toBe(1);
    await foldsToItself(db);
  });

  test("what was mended and could not stay in its row, and what stood in that row beside it", async () => {
    const [a, b] = [reviewsOf("a", 1)[0], reviewsOf("b", 2)];
    if (!a) throw new Error("there is no review");
    await merge(db, [a, ...b], scheduler);
    // A row of several, of which one is of another card: it goes to the end of the log when the row is mended.
    const [first, second] = b;
    await db.delete("events", (await db.getKeyFromIndex("events", "id", a.id)) ?? 0);
    await spoil(first?.id ?? a.id, { id: [a.id, first?.id, second?.id], events: [a, second] });
    await bring([a, ...b, ...foreign(10)], mode);
    expect(await takeBack(db, quietly)).toEqual({ takenBack: 10, unreadable: 0 });
    expect([await reviewsAt("a"), await reviewsAt("b")]).toEqual([1, 2]);
  });
});

test.each([...MODES])("a file that only mends keeps the way back of the one before it: %s", async (mode) => {
  const setting = makeSetting("newPerDay", 5, null, maker(NOW));
  await merge(db, [setting], scheduler);
  const came = foreign();
  await bring(came);
  const before = await lastRestore(db);
  await spoil(setting.id);
  const restored = await bring([setting, ...came], mode);
  expect(restored).toMatchObject({ added: 0, mended: 1, takenBack: 0, canTakeBack: true });
  expect(await lastRestore(db)).toEqual(before);
  expect(await takeBack(db, quietly)).toEqual({ takenBack: 1, unreadable: 0 });
  expect(await readSettings(db)).toMatchObject({ newPerDay: 5 });
});

test("after the first restore that only mends there is nothing to take back", async () => {
  const mine = await graded("a");
  await spoil(mine.id);
  expect(await bring([mine])).toMatchObject({ added: 0, mended: 1, canTakeBack: false });
  expect(await takeBack(db, quietly)).toBeNull();
  expect(await reviewsAt("a")).toBe(1);
});

test("nor does one that an earlier version kept take back what it mended, which it named", async () => {
  const mine = await graded("b");
  await bring(foreign());
  const { key } = positionRow("last-restore", null);
  await db.put("local", { key, value: { ...(await readKept(db)), elsewhere: [mine.id] } });
  expect(await takeBack(db, quietly)).toEqual({ takenBack: 1, unreadable: 0 });
  expect(await lastRestore(db)).toBeNull();
  expect([await reviewsAt("a"), await reviewsAt("b")]).toEqual([0, 1]);
});

test("what a restore brought and a later one mended goes with the first", async () => {
  const came = foreign();
  await bring(came);
  for (const { id } of came) await spoil(id);
  await bring(came);
  expect(await reviewsAt("a")).toBe(1);
  expect(await takeBack(db, quietly)).toEqual({ takenBack: 1, unreadable: 0 });
  expect(await reviewsAt("a")).toBe(0);
});
