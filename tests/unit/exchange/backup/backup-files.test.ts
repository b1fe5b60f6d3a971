import { expect, test } from "vitest";
import { backupFile } from "../../../../src/exchange/backup/backup-file.ts";
import { backupFiles } from "../../../../src/exchange/backup/backup-files.ts";
import { BACKUP_LIMITS } from "../../../../src/exchange/backup/backup-format.ts";
import { NOW } from "../../../support/database/db-steps.ts";
import { idsOf, reviews } from "../../../support/database/long-log.ts";
import { EMPTY_LOG } from "../../../support/files/empty-log.ts";
import { content, deck } from "../../../support/samples/cards.ts";

const STAMP = { exportedAtMs: NOW, appVersion: "1.0.0" };
const holding =
  (events: number): typeof backupFile =>
  (log, stamp) =>
    backupFile(log, stamp, undefined, { ...BACKUP_LIMITS, events });
const OWN = [deck([content("a", 0)])];

test("what one file holds is one file", async () => {
  expect(await backupFiles({ ...EMPTY_LOG, events: reviews(9), ownDecks: OWN }, STAMP, holding(9))).toHaveLength(1);
});

test("what is more comes in several, each within the limits, each event in one of them and the decks in the first", async () => {
  const events = reviews(23);
  const files = await backupFiles({ ...EMPTY_LOG, events, ownDecks: OWN }, STAMP, holding(5));
  const read = await Promise.all(files.map(async (file) => JSON.parse(await file.text())));
  expect(read.flatMap((one) => idsOf(one.events)).sort()).toEqual(idsOf(events));
  for (const one of read) expect(one.events.length).toBeLessThanOrEqual(5);
  expect(read.map((one) => one.ownDecks.length)).toEqual([1, ...read.slice(1).map(() => 0)]);
});

test("where nothing can be left out, it says so and comes to an end", async () => {
  await expect(backupFiles({ ...EMPTY_LOG, events: reviews(3) }, STAMP, holding(0))).rejects.toThrow(RangeError);
});
