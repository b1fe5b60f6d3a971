/** What a preview says of a replacement is what the replacement does. */
import { expect, test } from "vitest";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { setMark } from "../../../src/store/settings/set-own.ts";
import { exportFile } from "../../../src/worker/export-file.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { lastRestore } from "../../../src/worker/last-restore.ts";
import { restore } from "../../../src/worker/restore.ts";
import { FIVE, forward, get, grade, maker, NOW, scheduler } from "../../support/database/db-steps.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { deck } from "../../support/samples/cards.ts";

const quietly = (): void => {};
let db: Database;
const backup = (): Promise<Blob> => exportFile(db, { format: "json", appVersion: "1.0.0" }, quietly);

useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
});

test("all that is taken back is told before and after, also what is no review", async () => {
  await grade(db, await get(db, forward("a")), 3, NOW);
  const file = await backup();
  await setMark(db, await get(db, forward("a")), true, () => maker(NOW + 1000));
  const before = await wholeLog(db);
  const replace = async (told: readonly number[]) => {
    const chosen = await inspectFile(db, file, quietly);
    const { takenBack, othersTakenBack } = await restore(db, chosen, { mode: "replace", withSettings: false }, quietly);
    expect([takenBack, othersTakenBack]).toEqual(told);
    expect(chosen.preview.withoutSettings.othersTakenBack).toBe(othersTakenBack);
    expect(chosen.preview.othersTakenBack).toBe(othersTakenBack);
    expect(await lastRestore(db)).toMatchObject({ added: 0, takenBack, othersTakenBack });
  };
  await replace([0, 1]);
  expect(await wholeLog(db)).toHaveLength(before.length + 1);
  await grade(db, await get(db, forward("b")), 3, NOW + 2000);
  await setMark(db, await get(db, forward("b")), true, () => maker(NOW + 3000));
  await replace([1, 1]);
});

test("settings are among what is taken back only where the file's settings come along", async () => {
  const file = await backup();
  await setMark(db, await get(db, forward("a")), true, () => maker(NOW + 1000));
  await saveSetting(db, "newPerDay", 9, () => maker(NOW + 2000));
  const { preview } = await inspectFile(db, file, quietly);
  expect([preview.othersTakenBack, preview.withoutSettings.othersTakenBack]).toEqual([2, 1]);
});

test("going back and forth between two backups, each time as it was announced", async () => {
  const grades = async (name: string, nowMs: number) => grade(db, await get(db, forward(name)), 3, nowMs);
  await grades("a", NOW);
  const one = await backup();
  await grades("b", NOW + 1000);
  await grades("c", NOW + 2000);
  const three = await backup();
  const replace = async (file: Blob) => {
    const chosen = await inspectFile(db, file, quietly);
    const { takenBack } = await restore(db, chosen, { mode: "replace", withSettings: false }, quietly);
    expect(chosen.preview.replace?.stopCounting).toBe(takenBack);
    const reviews = (await db.getAll("states")).reduce((sum, { state }) => sum + state.reviews, 0);
    return { takenBack, reviews };
  };
  for (let round = 0; round < 3; round++) {
    expect(await replace(one)).toEqual({ takenBack: 2, reviews: 1 });
    expect(await replace(one)).toEqual({ takenBack: 0, reviews: 1 });
    expect(await replace(three)).toEqual({ takenBack: 0, reviews: 3 });
  }
});
