/** Backups of version 1 into a database that holds the same events already, by whatever way: none is there twice. */
import "fake-indexeddb/auto";
import { readFileSync } from "node:fs";
import type { IDBPDatabase } from "idb";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BackupChecksum } from "../../../src/exchange/backup/checksum.ts";
import { canonicalJson } from "../../../src/exchange/canonical.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { MIGRATIONS } from "../../../src/store/opening/migrations.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { restore } from "../../../src/worker/restore.ts";
import dump from "../../fixtures/dumps/version-1.json" with { type: "json" };
import { deleteDatabase, foldsToItself, get, NOW, scheduler } from "../../support/database/db-steps.ts";
import { ahead, CORRECTED_CARD, redate, redatedDeck, since } from "../../support/database/version-1-rows.ts";
import { wholeLog } from "../../support/database/whole-log.ts";

const quietly = (): void => {};
let db: Database;
beforeEach(deleteDatabase);
afterEach(() => db.close());

/** The database as version 1 left it on somebody's disk, brought up to date. */
async function migrated(rows: readonly object[]): Promise<void> {
  const old = (await openDatabase({ migrations: MIGRATIONS.slice(0, 1) })) as unknown as IDBPDatabase;
  for (const row of rows) await old.put("events", row);
  old.close();
  db = await openDatabase({ care: { before: async () => {}, after: async () => {} } });
  await installDeck(db, redatedDeck, scheduler, NOW);
}

/** What version 1 wrote as a backup of these rows. */
async function fileOf(rows: readonly object[]): Promise<Blob> {
  const head = {
    format: "osteon-backup",
    version: 1,
    exportedAt: "2026-11-24T09:00:00.000Z",
    appVersion: "0.1.0",
    decks: [],
    settings: {},
  };
  const sums = new BackupChecksum();
  await sums.addBlock(rows.map(canonicalJson));
  const checksum = await sums.value(canonicalJson(head));
  return new Blob([JSON.stringify({ ...head, events: rows, checksum })]);
}

async function bring(file: Blob, mode: "merge" | "replace" = "merge") {
  const chosen = await inspectFile(db, file, quietly);
  const restored = await restore(db, chosen, { mode, withSettings: true }, quietly);
  await foldsToItself(db);
  return restored;
}

const ids = async () => (await wholeLog(db)).map(({ id }) => id).sort();

test("restored twice, the second time adds nothing", async () => {
  db = await openDatabase();
  const file = new Blob([
    new Uint8Array(readFileSync(new URL("../../fixtures/backups/version-1.json", import.meta.url))),
  ]);
  expect((await bring(file)).added).toBeGreaterThan(0);
  const before = await ids();
  for (const mode of ["merge", "replace"] as const) expect(await bring(file, mode)).toMatchObject({ added: 0 });
  expect(await ids()).toEqual(before);
});

test("over the database that it is a backup of, it adds nothing", async () => {
  await migrated(dump.stores.events);
  const before = await ids();
  expect(await bring(await fileOf(dump.stores.events))).toMatchObject({ added: 0 });
  expect(await ids()).toEqual(before);
});

const undo = { ...since, kind: "undo", id: `${since.id.slice(0, -1)}8`, undoes: since.id };
/** In each of these something is missing that decides how the others are called today. */
const PARTS: readonly (readonly [what: string, rows: readonly object[]])[] = [
  ["all of it", [ahead, redate, since]],
  ["without the correction of the clock", [ahead, since]],
  ["what was made before the correction", [ahead]],
  ["the review since then alone", [since]],
];

test.each(PARTS)("of a clock that ran ahead, %s, no review is there twice", async (_, rows) => {
  await migrated([ahead, redate, since]);
  const [before, state] = [await ids(), (await get(db, CORRECTED_CARD)).state];
  const file = await fileOf(rows);
  for (let time = 0; time < 2; time++) {
    expect(await bring(file)).toMatchObject({ added: 0 });
    expect([await ids(), (await get(db, CORRECTED_CARD)).state]).toEqual([before, state]);
  }
  // What the file has counts on, where the log is replaced by it.
  await bring(file, "replace");
  const { reviews } = (await get(db, CORRECTED_CARD)).state;
  expect(reviews).toBe(rows.filter((row) => row !== redate).length);
});

test("an undo that only the backup has takes back the review under the id that it has here", async () => {
  await migrated([ahead, redate, since]);
  expect((await get(db, CORRECTED_CARD)).state.reviews).toBe(2);
  expect(await bring(await fileOf([ahead, since, undo]))).toMatchObject({ added: 1 });
  expect((await get(db, CORRECTED_CARD)).state.reviews).toBe(1);
});
