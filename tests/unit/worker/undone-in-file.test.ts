/** A file holds an entry and the undo of it, which somebody has taken back here. */
import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { isOfKind } from "../../../src/core/log/event.ts";
import { makeUndo } from "../../../src/core/log/make-event.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import {
  foldsToItself,
  forward,
  get,
  grade,
  maker,
  NOW,
  OTHER_DEVICE,
  scheduler,
  undo,
} from "../../support/database/db-steps.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { quietly, useProfile } from "../../support/files/bringing.ts";

const at = useProfile();
const { anew, studied, packed, backup, bring, counted } = at;
const ALL = [2, 1, 1, 0, 0];
/** The last answer was taken back, as the file says. */
const UNDONE = [1, 1, 1, 0, 0];

/** Another machine takes every undo back. */
async function allUndosTakenBack(): Promise<void> {
  const undos = (await wholeLog(at.db)).filter((event) => isOfKind(event, "undo"));
  const lifts = undos.map((one, i) => makeUndo(one, maker(NOW + 4_000_000 + i, OTHER_DEVICE)));
  await merge(at.db, lifts, scheduler);
}

const undoneFile = async (): Promise<Blob> => {
  await studied();
  await undo(at.db, NOW + 3_000_000);
  return backup();
};

test("once it has replaced all it changes nothing when it is added", async () => {
  const file = await undoneFile();
  await allUndosTakenBack();
  expect(await counted()).toEqual(ALL);
  await bring(file, "replace");
  expect(await counted()).toEqual(UNDONE);
  const { preview, restored } = await bring(file);
  expect([preview.added, preview.again, preview.merge.cards, restored.added]).toEqual([0, 0, 0, 0]);
  expect(await counted()).toEqual(UNDONE);
  await foldsToItself(at.db);
});

test("taken back as a whole and added again it means what it did before, and replacing leaves what it says alone", async () => {
  const file = await undoneFile();
  await anew();
  await bring(file);
  await allUndosTakenBack();
  expect(await counted()).toEqual(ALL);
  await takeBack(at.db, quietly);
  expect(await counted()).toEqual([0, 0, 0, 0, 0]);
  // That the undo does not hold is a word of another machine, which no file takes back.
  await bring(file);
  expect(await counted()).toEqual(ALL);
  for (const mode of ["replace", "merge", "replace"] as const) {
    await bring(file, mode);
    expect(await counted()).toEqual(UNDONE);
  }
  await foldsToItself(at.db);
});

test("taking back what has replaced all makes it count as it did before", async () => {
  const file = await undoneFile();
  await allUndosTakenBack();
  await bring(file, "replace");
  await takeBack(at.db, quietly);
  expect(await counted()).toEqual(ALL);
  await foldsToItself(at.db);
});

test("a backup of before, in which it was not undone, makes it count where that replaces all", async () => {
  await studied();
  const before = await backup();
  await undo(at.db, NOW + 3_000_000);
  const file = await backup();
  await allUndosTakenBack();
  await bring(file, "replace");
  await bring(before);
  expect(await counted()).toEqual(UNDONE);
  await bring(before, "replace");
  expect(await counted()).toEqual(ALL);
  await foldsToItself(at.db);
});

test("also where the answer is here through Anki as well", async () => {
  await studied();
  const through = await packed();
  await undo(at.db, NOW + 3_000_000);
  const own = await backup();
  await anew();
  await bring(through);
  await bring(own);
  // It holds both, and the undo of the own one, which decides.
  const both = await backup();
  expect(await counted()).toEqual(UNDONE);
  await allUndosTakenBack();
  expect(await counted()).toEqual(ALL);
  await bring(both, "replace");
  expect(await counted()).toEqual(UNDONE);
  expect((await bring(both)).preview).toMatchObject({ added: 0, again: 0 });
  expect(await counted()).toEqual(UNDONE);
  await foldsToItself(at.db);
});

test("what its own undo holds down comes again with it, and stays so: an undo of that is a later word", async () => {
  const file = await undoneFile();
  await anew();
  await bring(file);
  await takeBack(at.db, quietly);
  expect((await bring(file)).preview).toMatchObject({ again: 4 });
  expect(await counted()).toEqual(UNDONE);
  await allUndosTakenBack();
  expect((await get(at.db, forward("a"))).state.reviews).toBe(2);
  await foldsToItself(at.db);
});

test("what was answered since stays", async () => {
  const file = await undoneFile();
  await allUndosTakenBack();
  await grade(at.db, await get(at.db, forward("d")), 3, NOW + 5_000_000);
  await bring(file);
  expect(await counted()).toEqual([2, 1, 1, 1, 0]);
});
