/** Reviews that are here twice: as they were made, and as they came through Anki, by files that come and go. */
import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { merge } from "../../../src/store/writing/merge.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { forward, get, grade, NOW, scheduler, undo } from "../../support/database/db-steps.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { quietly, useProfile } from "../../support/files/bringing.ts";

const at = useProfile();
const { anew, studied, packed, backup, bring, counted } = at;
const ALL = [2, 1, 1, 0, 0];

test("a file that takes back the imported twin and counts its own leaves the reviews counting", async () => {
  await studied();
  const [file, own] = [await packed(), await backup()];
  await anew();
  await bring(file);
  await takeBack(at.db, quietly);
  await bring(own);
  expect(await counted()).toEqual(ALL);
  const ofC = await backup();
  await anew();
  await bring(file);
  await bring(ofC);
  expect(await counted()).toEqual(ALL);
});

test("replacing and taking that back leaves what was here through Anki", async () => {
  await studied();
  const [file, own] = [await packed(), await backup()];
  await anew();
  await bring(file);
  await bring(own, "replace");
  expect(await counted()).toEqual(ALL);
  await takeBack(at.db, quietly);
  expect(await counted()).toEqual(ALL);
});

test("a backup of imported reviews counts where their own events were taken back with a file", async () => {
  await studied();
  const [file, own] = [await packed(), await backup()];
  await anew();
  await bring(file);
  const ofB = await backup();
  await anew();
  await bring(own);
  await takeBack(at.db, quietly);
  await bring(ofB);
  expect(await counted()).toEqual(ALL);
});

test("a backup of imported reviews comes again where they and their own events were taken back with their files", async () => {
  await studied();
  const [file, own] = [await packed(), await backup()];
  await anew();
  await bring(file);
  const ofB = await backup();
  await takeBack(at.db, quietly);
  await bring(own);
  await takeBack(at.db, quietly);
  await bring(ofB);
  expect(await counted()).toEqual(ALL);
});

test("taking back a backup that says more of reviews leaves those that were here through Anki", async () => {
  await studied();
  const file = await packed();
  await undo(at.db, NOW + 3_000_000);
  const own = await backup();
  await anew();
  await bring(file);
  await bring(own);
  expect(await counted()).toEqual([1, 1, 1, 0, 0]);
  await takeBack(at.db, quietly);
  expect(await counted()).toEqual(ALL);
});

test("so does taking back one in which a replacement had made an answer count again", async () => {
  await studied();
  const [file, early] = [await packed(), await backup()];
  await undo(at.db, NOW + 3_000_000);
  await bring(early, "replace");
  expect(await counted()).toEqual(ALL);
  const own = await backup();
  await anew();
  await bring(file);
  await bring(own);
  expect(await counted()).toEqual(ALL);
  await takeBack(at.db, quietly);
  expect(await counted()).toEqual(ALL);
});

test("two reviews in one millisecond stay two", async () => {
  await grade(at.db, await get(at.db, forward("a")), 3, NOW);
  await grade(at.db, await get(at.db, forward("a")), 3, NOW);
  const [file, own] = [await packed(), await backup()];
  await anew();
  await bring(own);
  const before = await counted();
  await anew();
  await bring(file);
  await bring(own);
  expect(await counted()).toEqual(before);
});

test("an undo that came before its review holds for what is here through Anki, in whatever order files come", async () => {
  await studied();
  const [file, early] = [await packed(), await backup()];
  await undo(at.db, NOW + 3_000_000);
  const undos = (await wholeLog(at.db)).filter(({ kind }) => kind === "undo");
  expect(undos).toHaveLength(1);
  await anew();
  await merge(at.db, undos, scheduler);
  await bring(file);
  await bring(early);
  const here = await counted();
  // The same in another order.
  await anew();
  await merge(at.db, undos, scheduler);
  await bring(early);
  await bring(file);
  expect(here).toEqual(await counted());
});
