/** A large file is taken back in short steps, of which each is right by itself: it may be ended anywhere, and is gone on with. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { isOfKind } from "../../../src/core/log/event.ts";
import { makeMark, makeSetting } from "../../../src/core/log/make-event.ts";
import { DEFAULT_WEIGHTS } from "../../../src/core/memory/model.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { writeWeights } from "../../../src/core/memory/weights.ts";
import type { Progress } from "../../../src/core/progress.ts";
import { DEFAULT_SETTINGS } from "../../../src/core/settings.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { positionRow } from "../../../src/store/database/local.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { readSettings } from "../../../src/store/settings/settings.ts";
import { refoldStates } from "../../../src/store/states/refold-states.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { lastRestore } from "../../../src/worker/last-restore.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import {
  deleteDatabase,
  foldsToItself,
  forward,
  get,
  grade,
  maker,
  NOW,
  scheduler,
} from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { READS, rowsIn, watchRequests } from "../../support/database/watch-requests.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { card, content, deck } from "../../support/samples/cards.ts";

const quietly = (): void => {};
/** Others than are in force. */
const WEIGHTS = writeWeights(DEFAULT_WEIGHTS.map((weight, i) => (i < 4 ? weight / 3 : weight)));
const LAST = positionRow("last-restore", null).key;
let db: Database;
beforeEach(async () => {
  await deleteDatabase();
  db = await openDatabase();
});
afterEach(() => {
  vi.restoreAllMocks();
  db.close();
});

/** A deck of so many cards that stays, and a file with reviews, stars and a setting, which is brought in. */
async function bring(cards: number, each = 10): Promise<number> {
  const names = Array.from({ length: cards }, (_, i) => `f${i}`);
  await installDeck(db, deck(names.map((name, i) => content(name, i))), scheduler, NOW);
  const events: Envelope[] = [
    ...names.flatMap((name, i) => reviewsOf(name, each, NOW - (2 + (i % 5)) * DAY_MS)),
    ...names.map((name, i) => makeMark(card(name), true, null, maker(NOW - 100_000 + i))),
    makeSetting("newPerDay", 7, null, maker(NOW - 50_000)),
  ];
  const file = await backupBlob({ events });
  await restore(db, await inspectFile(db, file, quietly), { mode: "merge", withSettings: true }, quietly);
  return events.length;
}

/** All that follows from the log, but for how often something happened to a card. */
async function standing(): Promise<unknown> {
  const states = (await db.getAll("states")).map(({ revision: _, ...row }) => row);
  return { states, registers: await db.getAll("registers"), days: await db.getAll("days") };
}

/** No event has two undos. */
async function onceEach(): Promise<number> {
  const undone = (await wholeLog(db)).flatMap((event) => (isOfKind(event, "undo") ? [event.undoes] : []));
  expect(new Set(undone).size).toBe(undone.length);
  return undone.length;
}

test("four times as large a file asks for four times as much at most, and no step that writes for more", async () => {
  const found: { readonly perEvent: number; readonly rowsPerEvent: number; readonly most: number }[] = [];
  for (const cards of [150, 600]) {
    db.close();
    await deleteDatabase();
    db = await openDatabase();
    const events = await bring(cards);
    let [requests, rows] = [0, 0];
    const ofSteps = new Map<IDBTransaction, number>();
    await watchRequests(
      [...READS, "put", "add"],
      (method, { transaction }, result) => {
        const count = READS.some((read) => read === method) ? rowsIn(result) : 1;
        requests++;
        rows += count;
        if (transaction.mode === "readwrite") ofSteps.set(transaction, (ofSteps.get(transaction) ?? 0) + count);
      },
      () => takeBack(db, quietly, 500),
    );
    found.push({ perEvent: requests / events, rowsPerEvent: rows / events, most: Math.max(...ofSteps.values()) });
    await foldsToItself(db);
  }
  const [few, many] = found;
  if (!few || !many) throw new Error("nothing was counted");
  expect(many.perEvent).toBeLessThan(1.1 * few.perEvent);
  expect(many.rowsPerEvent).toBeLessThan(1.1 * few.rowsPerEvent);
  // Rows that are read and written; a step has 500 events.
  expect(many.most).toBeLessThan(1000);
  // A row of the log and one of its state for each card, and what stars take; not a request for each event.
  expect(many.perEvent).toBeLessThan(0.5);
});

test("no transaction of it reads all cards, since a grade waits for each", async () => {
  const names = Array.from({ length: 1100 }, (_, i) => `f${i}`);
  await installDeck(db, deck(names.map((name, i) => content(name, i))), scheduler, NOW);
  const file = await backupBlob({ events: reviewsOf("f0", 3) });
  await restore(db, await inspectFile(db, file, quietly), { mode: "merge", withSettings: true }, quietly);
  const rows = new Map<IDBTransaction, number>();
  await watchRequests(
    READS,
    (_, { transaction }, result) => rows.set(transaction, (rows.get(transaction) ?? 0) + rowsIn(result)),
    () => takeBack(db, quietly),
  );
  expect(Math.max(...rows.values())).toBeLessThanOrEqual(1000);
});

const ended = new Error("the browser ends it");
/** Ends a taking back when so many steps are written. */
const afterSteps = (steps: number) => {
  let told = 0;
  // Nothing is written when it first says that it is at work.
  return () => {
    if (told++ === steps) throw ended;
  };
};

test("ended after any step, what is taken back stays so, is counted, and the rest follows; what was done between stays", async () => {
  const events = await bring(12);
  const graded = forward("f3");
  let undone = 0;
  for (const steps of [1, 2, 1]) {
    await expect(takeBack(db, afterSteps(steps), 20)).rejects.toBe(ended);
    const left = await lastRestore(db);
    expect(left?.undone).toBeGreaterThan(undone);
    expect(left?.undone).toBeLessThan(events);
    undone = left?.undone ?? 0;
    expect(await onceEach()).toBe(undone);
    await foldsToItself(db);
  }
  await grade(db, await get(db, graded), 3, NOW + 1000);
  const told: Progress[] = [];
  expect(await takeBack(db, (progress) => told.push(progress), 20)).toEqual({ takenBack: events, unreadable: 0 });
  // It goes on where it was, and is at its end only when all of it is done.
  expect(told[1]?.done).toBeGreaterThan(undone);
  expect(told.at(-1)).toEqual({ done: events, total: events });
  for (const { done, total } of told.slice(1)) expect(total === events && done <= total).toBe(true);
  expect(await lastRestore(db)).toBeNull();
  expect(await onceEach()).toBe(events);
  await foldsToItself(db);
  for (const { id, state } of await db.getAll("states")) expect(state.reviews).toBe(id === graded ? 1 : 0);
  expect(await takeBack(db, quietly)).toBeNull();
});

test("ended within any step, that step has left nothing, and the end is as if nothing had happened", async () => {
  await installDeck(db, deck(Array.from({ length: 8 }, (_, i) => content(`f${i}`, i))), scheduler, NOW);
  const before = await standing();
  const events = await bring(8, 4);
  const { put } = IDBObjectStore.prototype;
  // So many steps come to their end before.
  for (const kept of [0, 1, 2, 0]) {
    let met = 0;
    const spy = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...row) {
      const [value] = row as [{ readonly key?: unknown }];
      // Each step writes it once.
      if (this.name === "local" && value.key === LAST && met++ === kept)
        throw new DOMException("ended", "UnknownError");
      return put.apply(this, row);
    });
    const undone = (await lastRestore(db))?.undone ?? 0;
    await expect(takeBack(db, quietly, 10)).rejects.toThrow("ended");
    spy.mockRestore();
    const now = (await lastRestore(db))?.undone ?? 0;
    expect(await onceEach()).toBe(now);
    expect(now > undone).toBe(kept > 0);
    await foldsToItself(db);
  }
  expect(await takeBack(db, quietly, 10)).toEqual({ takenBack: events, unreadable: 0 });
  expect(await standing()).toEqual(before);
});

test("taken back by two pages at once, no event gets two undos", async () => {
  const events = await bring(10);
  const other = await openDatabase();
  await Promise.all([takeBack(db, quietly, 10), takeBack(other, quietly, 10)]);
  other.close();
  expect(await onceEach()).toBe(events);
  expect(await lastRestore(db)).toBeNull();
  await foldsToItself(db);
});

test("settings go first, so that no card is worked out by weights that are taken back", async () => {
  const names = Array.from({ length: 10 }, (_, i) => `f${i}`);
  await installDeck(db, deck(names.map((name, i) => content(name, i))), scheduler, NOW);
  // What a card goes back to.
  await merge(
    db,
    names.flatMap((name) => reviewsOf(name, 3, NOW - 90 * DAY_MS)),
    scheduler,
  );
  const memories = async () => (await db.getAll("states")).map(({ id, model, state }) => ({ id, model, state }));
  await refoldStates(db, scheduler, () => true);
  const before = await memories();
  const events = [
    ...names.flatMap((name) => reviewsOf(name, 10, NOW - 2 * DAY_MS)),
    makeSetting("weights", WEIGHTS, null, maker(NOW - 50_000)),
  ];
  const file = await backupBlob({ events });
  await restore(db, await inspectFile(db, file, quietly), { mode: "merge", withSettings: true }, quietly);
  // At once, before the background has worked out the other cards by the weights of the file.
  await expect(takeBack(db, afterSteps(1))).rejects.toBe(ended);
  expect((await readSettings(db)).weights).toBe(DEFAULT_SETTINGS.weights);
  await takeBack(db, quietly);
  await refoldStates(db, schedulerFor(await readSettings(db)), () => true);
  expect(await memories()).toEqual(before);
});

test("a card that was answered by the weights of the file is worked out by those in force once they are taken back", async () => {
  await installDeck(db, deck([content("f0", 0)]), scheduler, NOW);
  await refoldStates(db, scheduler, () => true);
  const events = [makeSetting("weights", WEIGHTS, null, maker(NOW - 50_000))];
  const file = await backupBlob({ events });
  await restore(db, await inspectFile(db, file, quietly), { mode: "merge", withSettings: true }, quietly);
  // Before the background has come to work out all cards by them.
  const review = reviewsOf("f0", 1, NOW);
  await merge(db, review, schedulerFor(await readSettings(db)));
  const models = async () => (await db.getAll("states")).map(({ model }) => model);
  expect(await models()).not.toEqual([scheduler.model.id]);
  await takeBack(db, quietly);
  await refoldStates(db, schedulerFor(await readSettings(db)), () => true);
  expect(await models()).toEqual([scheduler.model.id]);
});
