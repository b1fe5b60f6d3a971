/** Mutated backup files, on the whole way from the file to the database: none crashes, none is written in part. */
import { encodeBackup } from "../support/files/backup-text.ts";
import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import messages from "../../src/_locales/en/messages.json" with { type: "json" };
import { BackupChecksum } from "../../src/exchange/backup/checksum.ts";
import { canonicalJson } from "../../src/exchange/canonical.ts";
import { installDeck } from "../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../src/store/opening/open.ts";
import { readLogExport } from "../../src/store/segments/log-export.ts";
import { saveSetting } from "../../src/store/settings/save-setting.ts";
import { inspectFile } from "../../src/worker/inspect-file.ts";
import { ProblemError } from "../../src/worker/problem-error.ts";
import { restore } from "../../src/worker/restore.ts";
import {
  deleteDatabase,
  FIVE,
  foldsToItself,
  forward,
  get,
  grade,
  maker,
  NOW,
  scheduler,
  undo,
} from "../support/database/db-steps.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import { deck } from "../support/samples/cards.ts";
import { LONG } from "./long.ts";
import { drawing, mutateBytes, mutateContent } from "./mutate.ts";

const FILES = LONG ? 100_000 : 10_000;

async function database(events: number): Promise<Database> {
  await deleteDatabase();
  const db = await openDatabase();
  await installDeck(db, deck(FIVE), scheduler, NOW);
  for (let i = 0; i < events; i++) await grade(db, await get(db, forward("abcde"[i % 5] ?? "a")), 3, NOW + i * 90_000);
  return db;
}

const contentOf = async (db: Database): Promise<string> =>
  JSON.stringify(await Promise.all([wholeLog(db), db.getAll("states"), db.getAll("registers"), db.getAll("decks")]));

/** The file with the checksum that its content asks for, so that not the checksum alone turns it away. */
async function sealed(file: Record<string, unknown>): Promise<string> {
  const { events, checksum: _, ...head } = file;
  if (!Array.isArray(events)) return JSON.stringify(file);
  const checksum = new BackupChecksum();
  await checksum.addBlock(events.map(canonicalJson));
  return JSON.stringify({ ...file, checksum: await checksum.value(canonicalJson(head)) });
}

test(`${FILES} mutated backup files: each refused with a sentence or taken as a whole`, async () => {
  const source = await database(9);
  await undo(source, NOW + 9 * 90_000);
  await saveSetting(source, "newPerDay", 3, () => maker(NOW + 900_000));
  const text = await encodeBackup(await readLogExport(source), { exportedAtMs: NOW, appVersion: "0.1.0" });
  source.close();
  const file = JSON.parse(text) as Record<string, unknown>;

  let db = await database(2);
  let before = await contentOf(db);
  const draw = drawing(20_261_123);
  const refused = new Map<string, number>();
  let taken = 0;
  for (let i = 0; i < FILES; i++) {
    const kind = draw(3);
    const content =
      kind === 0
        ? mutateBytes(text, draw)
        : kind === 1
          ? JSON.stringify(mutateContent(file, draw))
          : await sealed(mutateContent(file, draw));
    const chosen = await inspectFile(db, new Blob([content]), () => {}).catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
      const { key } = error.problem;
      expect(Object.hasOwn(messages, key)).toBe(true);
      refused.set(key, (refused.get(key) ?? 0) + 1);
      return null;
    });
    if (!chosen) continue;
    taken++;
    // What was previewed comes in, and nothing else; then the next file meets the database as it was.
    expect(await contentOf(db)).toBe(before);
    const withSettings = draw(2) === 0;
    const { added } = await restore(db, chosen, { mode: "merge", withSettings }, () => {});
    const settings = chosen.log.events.filter(({ kind: what }) => ["setting", "plan"].includes(what)).length;
    expect(added).toBe(chosen.preview.added - (withSettings ? 0 : settings));
    const events = await wholeLog(db);
    expect(events.length).toBe(2 + added);
    await foldsToItself(db);
    db.close();
    db = await database(2);
    before = await contentOf(db);
  }
  expect(await contentOf(db)).toBe(before);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  db.close();
  const sentences = [...refused].map(([key, count]) => `${key} ${count}`).join(", ");
  console.log(`${FILES} mutated files: ${taken} taken whole, the others refused (${sentences})`);
}, 900_000);
