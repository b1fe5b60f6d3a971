/** A star that a file has stays with it, though another file that had the star is taken back. */
import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { setMark } from "../../../src/store/settings/set-own.ts";
import { readStudyData } from "../../../src/worker/study-data.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { foldsToItself, forward, get, maker, NOW } from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { FILES, quietly, stopAt, useProfile } from "../../support/files/bringing.ts";

const at = useProfile();
const hasStar = async () => (await readStudyData(at.db)).cards.find(({ id }) => id === forward("c"))?.isMarked;

test.each(["package", "backup"] as const)("that of a %s that is brought while it is being taken back", async (kind) => {
  await at.studied();
  await setMark(at.db, await get(at.db, forward("c")), true, () => maker(NOW + 5_000_000));
  const file = await FILES[kind](at.db);
  await at.anew();
  await at.bring(file);
  // Its taking back ends on the way, with the star still there.
  await takeBack(at.db, stopAt(3), 1).catch(() => null);
  expect(await hasStar()).toBe(true);
  await at.bring(file);
  await at.bring(await backupBlob({ events: reviewsOf("e", 2, NOW - 9e8) }));
  await takeBack(at.db, quietly);
  await takeBack(at.db, quietly);
  expect(await at.counted()).toEqual([2, 1, 1, 0, 0]);
  expect(await hasStar()).toBe(true);
  await foldsToItself(at.db);
});
