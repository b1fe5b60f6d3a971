/** A replacement takes back nothing that nobody was told of: what was done here since the file was looked at is told first. */
import { beforeEach, describe, expect, test } from "vitest";
import { makeSuspend } from "../../../src/core/log/make-event.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { setMark } from "../../../src/store/settings/set-own.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { exportFile } from "../../../src/worker/export-file.ts";
import { type Chosen, inspectFile } from "../../../src/worker/inspect-file.ts";
import { readKept } from "../../../src/worker/last-restore.ts";
import { restore } from "../../../src/worker/restore.ts";
import { FIVE, forward, get, grade, maker, NOW, scheduler, undo } from "../../support/database/db-steps.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { quietly } from "../../support/files/bringing.ts";
import { deck } from "../../support/samples/cards.ts";

let db: Database;
let file: Blob;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
});
beforeEach(async () => {
  await grade(db, await get(db, forward("a")), 3, NOW);
  file = await exportFile(db, { format: "json", appVersion: "1.0.0" }, quietly);
});

const look = (): Promise<Chosen> => inspectFile(db, file, quietly);
const bring = (chosen: Chosen, mode: "merge" | "replace" = "replace", withSettings = false) =>
  restore(db, chosen, { mode, withSettings }, quietly);
const grades = async (name: string) => grade(db, await get(db, forward(name)), 3, NOW + 1000);
const star = async () => setMark(db, await get(db, forward("d")), true, () => maker(NOW + 3000));
const suspension = async () =>
  merge(db, [makeSuspend(await get(db, forward("e")), true, maker(NOW + 4000))], scheduler, { from: "copy" });

/** Nothing is written, and the next look tells it all. */
async function isRefused(chosen: Chosen, withSettings = false): Promise<void> {
  const before = await wholeLog(db);
  await expect(bring(chosen, "replace", withSettings)).rejects.toMatchObject({ problem: { key: "backup_takesMore" } });
  expect(await wholeLog(db)).toEqual(before);
  expect(await readKept(db)).toBeNull();
  await expect(bring(await look(), "replace", withSettings)).resolves.toBeDefined();
}

describe("since the file was looked at", () => {
  test.each<[string, () => Promise<unknown>]>([
    ["a review was made", () => grades("b")],
    ["a star was given", star],
    ["a suspension came from a copy", suspension],
  ])("%s: it is refused, and comes once that was told", async (_, does) => {
    const chosen = await look();
    await does();
    await isRefused(chosen);
  });

  test("one review was made and another undone, so that the numbers are the same: it is refused", async () => {
    await grades("b");
    const chosen = await look();
    await undo(db, NOW + 2000);
    await grades("c");
    const { preview } = await look();
    expect(preview.replace?.stopCounting).toBe(chosen.preview.replace?.stopCounting);
    await isRefused(chosen);
  });

  test("a setting was changed: it is refused where the settings of the file come along, and else that stays", async () => {
    const chosen = await look();
    await saveSetting(db, "newPerDay", 9, () => maker(NOW + 2000));
    expect(await bring(chosen)).toMatchObject({ takenBack: 0, othersTakenBack: 0 });
    await isRefused(chosen, true);
  });

  test("what would have been taken back was undone: it goes on, and takes back the rest", async () => {
    await grades("b");
    await grades("c");
    const chosen = await look();
    await undo(db, NOW + 2000);
    expect(await bring(chosen)).toMatchObject({ takenBack: 1 });
  });

  test("anything was done: adding the file takes nothing of it back, and goes on", async () => {
    const chosen = await look();
    await grades("b");
    await star();
    const before = await wholeLog(db);
    expect(await bring(chosen, "merge")).toMatchObject({ added: 0, takenBack: 0, othersTakenBack: 0 });
    expect(await wholeLog(db)).toEqual(before);
  });
});

test("what is done between the look and the write, while it goes on, is told as well", async () => {
  const chosen = await look();
  let grading: Promise<unknown> | null = null;
  // It says that it goes on before it reads what is here.
  const restoring = restore(db, chosen, { mode: "replace", withSettings: false }, () => {
    grading ??= grades("b");
  });
  await expect(restoring).rejects.toMatchObject({ problem: { key: "backup_takesMore" } });
  await grading;
  expect((await get(db, forward("b"))).state.reviews).toBe(1);
});
