/** Weights that a learner adopted go wherever the log goes. */
import "fake-indexeddb/auto";
import { unzipSync } from "fflate";
import initSqlJs from "sql.js";
import * as v from "valibot";
import { beforeEach, expect, test } from "vitest";
import { makeSetting } from "../../../src/core/log/make-event.ts";
import { DEFAULT_WEIGHTS } from "../../../src/core/memory/model.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { readWeights, writeWeights } from "../../../src/core/memory/weights.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { readSettings } from "../../../src/store/settings/settings.ts";
import { refoldStates } from "../../../src/store/states/refold-states.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { exportFile } from "../../../src/worker/export-file.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { LABELS } from "../../anki/labels.ts";
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
} from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { watchRequests } from "../../support/database/watch-requests.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { memoryFiles } from "../../support/places/memory-files.ts";
import { visit } from "../../support/places/record-steps.ts";
import { deck } from "../../support/samples/cards.ts";

// There is no extension here to fetch it from.

const quietly = (): void => {};
const WEIGHTS = writeWeights(DEFAULT_WEIGHTS.map((weight, i) => (i < 4 ? weight / 3 : weight)));

beforeEach(deleteDatabase);

async function opened(): Promise<Database> {
  const db = await openDatabase();
  await installDeck(db, deck(FIVE), scheduler, NOW);
  return db;
}

async function adopted(db: Database): Promise<void> {
  await grade(db, await get(db, forward("a")), 3, NOW);
  await saveSetting(db, "weights", WEIGHTS, () => maker(NOW + 1000));
}

test("a backup brings them into another profile", async () => {
  const from = await opened();
  await adopted(from);
  const file = await exportFile(from, { format: "json", appVersion: "1.0.0" }, quietly);
  from.close();
  await deleteDatabase();
  const to = await opened();
  expect((await readSettings(to)).weights).toBe("default");
  const { preview, ...chosen } = await inspectFile(to, file, quietly);
  await restore(to, { ...chosen, preview }, { mode: "merge", withSettings: true }, quietly);
  expect((await readSettings(to)).weights).toBe(WEIGHTS);
  to.close();
});

test("a card that is answered by weights which a file brought again is worked out anew once they are taken back", async () => {
  const db = await opened();
  const file = await backupBlob({ events: [makeSetting("weights", WEIGHTS, null, maker(NOW))] });
  const bring = async () =>
    restore(db, await inspectFile(db, file, quietly), { mode: "merge", withSettings: true }, quietly);
  const inForce = async () => schedulerFor(await readSettings(db));
  await bring();
  await takeBack(db, quietly);
  await refoldStates(db, await inForce(), () => true);
  await bring();
  expect((await readSettings(db)).weights).toBe(WEIGHTS);
  await merge(db, reviewsOf("a", 1, NOW), await inForce());
  await takeBack(db, quietly);
  await refoldStates(db, await inForce(), () => true);
  expect((await get(db, forward("a"))).model).toBe((await inForce()).model.id);
  db.close();
});

test("a file that comes in while a page adopts them is worked out by them", async () => {
  const from = await opened();
  await merge(
    from,
    ["a", "b"].flatMap((name) => reviewsOf(name, 3, NOW - 9e8)),
    scheduler,
  );
  const file = await exportFile(from, { format: "json", appVersion: "1.0.0" }, quietly);
  from.close();
  await deleteDatabase();
  const [db, page] = [await opened(), await openDatabase()];
  const chosen = await inspectFile(db, file, quietly);
  const adopting: Promise<void>[] = [];
  // Once the settings were read that are in force before.
  const onAnswer = (_: string, { name }: IDBObjectStore): void => {
    if (name === "registers" && adopting.length === 0)
      adopting.push(saveSetting(page, "weights", WEIGHTS, () => maker(NOW)));
  };
  await watchRequests(["getAll"], onAnswer, () => restore(db, chosen, { mode: "merge", withSettings: true }, quietly));
  await Promise.all(adopting);
  page.close();
  const by = schedulerFor(await readSettings(db));
  expect(by.model.id).not.toBe(scheduler.model.id);
  const studied = (await db.getAll("states")).filter(({ state }) => state.reviews > 0);
  expect(studied.map(({ model }) => model)).toEqual([by.model.id, by.model.id]);
  await foldsToItself(db, by);
  db.close();
});

test("the second record brings them back after the database is lost", async () => {
  const place = memoryFiles();
  await visit(place, ({ db }) => adopted(db));
  await deleteDatabase();
  await visit(place, async ({ db }) => expect((await readSettings(db)).weights).toBe(WEIGHTS));
});

const configs = v.record(v.string(), v.object({ name: v.string(), fsrsParams6: v.array(v.number()) }));

test("a package of Anki has them in the options of its deck", async () => {
  const db = await opened();
  await adopted(db);
  const file = await exportFile(db, { format: "anki", labels: LABELS }, quietly);
  db.close();
  const { "collection.anki2": bytes } = unzipSync(new Uint8Array(await file.arrayBuffer()));
  const [rows] = new (await initSqlJs()).Database(bytes).exec("select dconf from col");
  const found = v.parse(configs, JSON.parse(String(rows?.values[0]?.[0])));
  const ours = Object.values(found).find(({ name }) => name === "Osteon");
  expect(ours?.fsrsParams6).toEqual(readWeights(WEIGHTS));
});
