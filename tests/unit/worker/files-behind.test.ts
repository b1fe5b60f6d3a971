/** A file that was taken back in part stays behind those that come after it, whatever two pages do at once. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isOfKind } from "../../../src/core/log/event.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { lastRestore } from "../../../src/worker/last-restore.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { deleteDatabase, foldsToItself, NOW, scheduler } from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { quietly } from "../../support/files/bringing.ts";
import { content, deck } from "../../support/samples/cards.ts";

const NAMES = Array.from({ length: 10 }, (_, i) => `f${i}`);
/** Reviews of a card, and events of a step. */
const EACH = 6;
let db: Database;
beforeEach(async () => {
  await deleteDatabase();
  db = await openDatabase();
  await installDeck(db, deck(NAMES.map((name, i) => content(name, i))), scheduler, NOW);
});
afterEach(() => db.close());

async function bring(names: readonly string[], into: Database = db): Promise<void> {
  const file = await backupBlob({ events: names.flatMap((name) => reviewsOf(name, EACH, NOW - 9e8)) });
  await restore(into, await inspectFile(into, file, quietly), { mode: "merge", withSettings: false }, quietly);
}

/** Taking back, and what happens once it has told so many times that it goes on. */
function takeBackWith(times: number, then: () => void): Promise<unknown> {
  let told = 0;
  const onProgress = (): void => {
    if (told++ === times) then();
  };
  return takeBack(db, onProgress, EACH);
}

const takeBackInPart = () =>
  takeBackWith(1, () => {
    throw new Error("the page was closed");
  }).catch(() => null);

async function eventsUndoneTwice(): Promise<number> {
  const undone = (await wholeLog(db)).flatMap((event) => (isOfKind(event, "undo") ? [event.undoes] : []));
  return undone.length - new Set(undone).size;
}

test.each([0, 1, 2, 3, 4])(
  "two pages that take back the file before it give no event two undos (%i steps apart)",
  async (lag) => {
    await bring(NAMES.slice(0, 3));
    await takeBackInPart();
    const behind = await lastRestore(db);
    await bring(NAMES.slice(3));
    const other = await openDatabase();
    let later: Promise<unknown> | null = null;
    await takeBackWith(lag, () => {
      later = takeBack(other, quietly, EACH);
    });
    await later;
    other.close();
    expect(await eventsUndoneTwice()).toBe(0);
    expect(await lastRestore(db)).toEqual(behind);
  },
);

test.each([1, 2, 4])(
  "a file that another page brings while one is taken back has its own way back alone (after %i steps)",
  async (steps) => {
    await bring(NAMES.slice(0, 8));
    const other = await openDatabase();
    let brought: Promise<unknown> | null = null;
    await takeBackWith(steps, () => {
      brought = bring(NAMES.slice(8), other);
    });
    await brought;
    other.close();
    // What another page brought at the same time may have been first.
    while ((await lastRestore(db)) !== null) await takeBack(db, quietly);
    expect(await eventsUndoneTwice()).toBe(0);
    expect((await db.getAll("states")).every(({ state }) => state.reviews === 0)).toBe(true);
    await foldsToItself(db);
  },
);

test("two that were taken back in part are gone on with one after the other", async () => {
  await bring(NAMES.slice(0, 3));
  await takeBackInPart();
  const first = await lastRestore(db);
  await bring(NAMES.slice(3, 6));
  await takeBackInPart();
  await bring(NAMES.slice(6));
  await takeBack(db, quietly);
  expect((await lastRestore(db))?.undone).toBeGreaterThan(0);
  await takeBack(db, quietly);
  expect(await lastRestore(db)).toEqual(first);
  await takeBack(db, quietly);
  expect(await lastRestore(db)).toBeNull();
  expect(await eventsUndoneTwice()).toBe(0);
  await foldsToItself(db);
});
