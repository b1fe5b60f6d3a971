/** Whatever is written is read back, up to the limits of the readers; above them nothing is written. */
import { expect, test } from "vitest";
import type { LogExport } from "../../../src/core/log/log-export.ts";
import { whyNotReadBack } from "../../../src/exchange/anki/read-back.ts";
import { readAnkiPackage } from "../../../src/exchange/anki/read-package.ts";
import { writeAnkiPackage } from "../../../src/exchange/anki/write-package.ts";
import { zipEntries } from "../../../src/exchange/archive/zip-directory.ts";
import { backupFile } from "../../../src/exchange/backup-file.ts";
import { BACKUP_LIMITS } from "../../../src/exchange/backup-format.ts";
import { decodeBackup } from "../../../src/exchange/decode-backup.ts";
import { LABELS } from "../../anki/labels.ts";
import { randomHistory } from "../../anki/random-history.ts";
import { NOW } from "../../support/db-steps.ts";
import { reviews } from "../../support/long-log.ts";

const STAMP = { exportedAtMs: NOW, appVersion: "1.0.0" };
const logOf = (events: number): LogExport => ({ events: reviews(events, NOW), decks: [], ownDecks: [] });
const written = (log: LogExport, limits: Partial<typeof BACKUP_LIMITS> | Record<string, number>) =>
  backupFile(log, STAMP, undefined, { ...BACKUP_LIMITS, ...limits });

test("a backup with as many events as one is read with is written and read, and none with one more", async () => {
  const file = await written(logOf(100), { events: 100 });
  if ("problem" in file) throw new Error(file.problem.key);
  const back = await decodeBackup(await file.content.text(), undefined, 100);
  expect("problem" in back ? back.problem : back.log.events).toHaveLength(100);
  expect(await written(logOf(101), { events: 100 })).toMatchObject({ problem: { key: "backup_beyond" } });
  expect(await decodeBackup(await file.content.text(), undefined, 99)).toMatchObject({
    problem: { key: "backup_tooMany" },
  });
});

test("a backup has as many characters as are read, and none has one more", async () => {
  const log = logOf(50);
  const file = await written(log, {});
  if ("problem" in file) throw new Error(file.problem.key);
  const { length } = await file.content.text();
  expect(await written(log, { characters: length })).toHaveProperty("content");
  expect(await written(log, { characters: length - 1 })).toMatchObject({ problem: { key: "backup_beyond" } });
});

const history = (cards: number, reviewsPerCard: number) =>
  randomHistory({ seed: 3, cards, reviewsPerCard, nowMs: NOW, offsetAt: () => 60 });

test("a package is as large as one is read, and none is larger", async () => {
  const file = new Blob([new Uint8Array(await writeAnkiPackage(history(20, 5), LABELS))]);
  const size = Math.max(...(await zipEntries(file)).map((entry) => entry.size));
  expect(size).toBeGreaterThan(10_000);
  expect(await whyNotReadBack(file, size)).toBeNull();
  expect(await whyNotReadBack(file, size - 1)).toMatchObject({ key: "anki_beyond" });
  expect(await readAnkiPackage(file)).not.toHaveProperty("problem");
});
