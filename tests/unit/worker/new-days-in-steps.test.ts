/** Days for many cards go in short steps, of which each is right by itself: they may be ended anywhere, and are gone on with. */
import fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { CardId } from "../../../src/core/ids.ts";
import { isOfKind } from "../../../src/core/log/event.ts";
import { takenBack } from "../../../src/core/log/taken-back.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { rescheduling } from "../../../src/core/plan/reschedule.ts";
import type { Progress } from "../../../src/core/progress.ts";
import { DEFAULT_SETTINGS } from "../../../src/core/settings.ts";
import { nowAt } from "../../../src/core/time/now.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { positionKey } from "../../../src/store/database/local.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { NEW_DAYS, readGivenDays } from "../../../src/store/writing/given-days.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { BY_MODEL, type Way } from "../../../src/worker/look-at-days.ts";
import { takeBackRescheduling } from "../../../src/worker/put-days-back.ts";
import { previewRescheduling, reschedule } from "../../../src/worker/reschedule.ts";
import {
  deleteDatabase,
  foldsToItself,
  get,
  grade,
  maker,
  NOW,
  OTHER_DEVICE,
  scheduler,
} from "../../support/database/db-steps.ts";
import { reviewsOfEach } from "../../support/database/long-log.ts";
import { watchTransactions } from "../../support/database/open-transactions.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { READS, rowsIn, watchRequests } from "../../support/database/watch-requests.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { content, deck } from "../../support/samples/cards.ts";

const quietly = (): void => {};
const JOB = NEW_DAYS.byModel;
let db: Database;
useDatabase((opened) => {
  db = opened;
});
beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
  return () => vi.useRealTimers();
});

/** So many cards in review, all of whose days other than usual retention would move. */
async function study(cards: number, retention = 0.75): Promise<void> {
  const names = Array.from({ length: cards }, (_, i) => `f${i}`);
  await installDeck(db, deck(names.map((name, i) => content(name, i))), scheduler, NOW);
  await merge(db, reviewsOfEach(names, 5), scheduler);
  await saveSetting(db, "desiredRetention", retention, () => maker(NOW - 1000));
}

const dues = async () => new Map((await db.getAll("states")).map(({ id, state }) => [id, state.dueDay]));
const given = async () => (await wholeLog(db)).filter((event) => isOfKind(event, "due"));
/** No event has two undos. */
async function undone(): Promise<number> {
  const ids = (await wholeLog(db)).flatMap((event) => (isOfKind(event, "undo") ? [event.undoes] : []));
  expect(new Set(ids).size).toBe(ids.length);
  return ids.length;
}

const ended = new Error("the browser ends it");
/** Ends the work when so many steps are written. */
const afterSteps = (steps: number) => {
  let told = 0;
  // Nothing is written when it first says that it is at work.
  return () => {
    if (told++ === steps) throw ended;
  };
};

/** What is kept of the way back is the last that a step writes: so many times that goes well. */
function withinStep(steps: number) {
  let met = 0;
  const { put } = IDBObjectStore.prototype;
  return vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...row) {
    const [value] = row as [{ readonly key?: unknown }];
    if (this.name === "local" && value.key === positionKey(JOB) && met++ === steps)
      throw new DOMException("ended", "UnknownError");
    return put.apply(this, row);
  });
}

test("whatever a step holds, the days are those that all at once would be given, and back they are as they were", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 24 }),
      fc.integer({ min: 1, max: 30 }),
      fc.constantFrom(0.72, 0.8, 0.95),
      async (cards, most, desiredRetention) => {
        db.close();
        await deleteDatabase();
        db = await openDatabase();
        await study(cards, desiredRetention);
        const before = await dues();
        const now = nowAt(NOW, (ms) => -new Date(ms).getTimezoneOffset(), DEFAULT_SETTINGS.rolloverHour);
        const by = schedulerFor({ ...DEFAULT_SETTINGS, desiredRetention });
        const moves = rescheduling(await db.getAll("states"), by, now.today, { easyDays: [], examDay: null });
        const done = await reschedule(db, quietly, BY_MODEL, most);
        expect(done).toMatchObject({ meanwhile: 0, end: "whole" });
        expect((await readGivenDays(db, JOB)) !== null).toBe(moves.length > 0);
        expect((await given()).map(({ card, dueDay }) => [card, dueDay])).toEqual(
          moves.map(({ card, dueDay }) => [card.id, dueDay]),
        );
        await foldsToItself(db, by);
        await takeBackRescheduling(db, quietly, BY_MODEL, most);
        expect(await dues()).toEqual(before);
        expect(await undone()).toBe(moves.length);
        expect(await readGivenDays(db, JOB)).toBeNull();
        await foldsToItself(db, by);
      },
    ),
    { numRuns: 12 },
  );
});

describe.each([
  [
    "between two steps",
    async (steps: number, work: (onProgress: () => void) => Promise<unknown>) => {
      await expect(work(afterSteps(steps))).rejects.toBe(ended);
    },
  ],
  [
    "within a step",
    async (steps: number, work: (onProgress: () => void) => Promise<unknown>) => {
      const spy = withinStep(steps);
      await expect(work(quietly)).rejects.toThrow("ended");
      spy.mockRestore();
    },
  ],
])("ended %s", (_, end) => {
  const CARDS = 12;
  const by = schedulerFor({ ...DEFAULT_SETTINGS, desiredRetention: 0.75 });

  test.each([1, 2, 3])("days that %i steps gave can be put back, all of them and nothing else", async (steps) => {
    await study(CARDS);
    const before = await dues();
    await end(steps, (onProgress) => reschedule(db, onProgress, BY_MODEL, 3));
    const kept = await readGivenDays(db, JOB);
    expect(kept).toMatchObject({ begun: "giving", given: steps * 3, putBack: 0 });
    expect(await given()).toHaveLength(steps * 3);
    await foldsToItself(db, by);
    await takeBackRescheduling(db, quietly, BY_MODEL, 2);
    expect(await dues()).toEqual(before);
    expect(await undone()).toBe(steps * 3);
    expect(await readGivenDays(db, JOB)).toBeNull();
  });

  test.each([1, 2, 3])(
    "after %i steps it goes on with the cards that are left, and the way back holds both",
    async (steps) => {
      await study(CARDS);
      const before = await dues();
      await end(steps, (onProgress) => reschedule(db, onProgress, BY_MODEL, 3));
      // Somebody studies before it goes on, so that its events do not stand beside each other.
      await saveSetting(db, "newPerDay", 3, () => maker(NOW));
      expect(await previewRescheduling(db, quietly)).toMatchObject({ earlier: 0, later: CARDS - steps * 3 });
      expect(await readGivenDays(db, JOB)).not.toBeNull();
      expect(await reschedule(db, quietly, BY_MODEL, 3)).toMatchObject({ end: "whole" });
      const events = await given();
      expect([events.length, new Set(events.map(({ card }) => card)).size]).toEqual([CARDS, CARDS]);
      expect(await readGivenDays(db, JOB)).toMatchObject({ begun: null, given: CARDS });
      await foldsToItself(db, by);
      await takeBackRescheduling(db, quietly, BY_MODEL, 5);
      expect(await dues()).toEqual(before);
      expect(await undone()).toBe(CARDS);
    },
  );

  test.each([1, 2, 3])("putting back goes on after %i steps", async (steps) => {
    await study(CARDS);
    const before = await dues();
    await reschedule(db, quietly);
    await end(steps, (onProgress) => takeBackRescheduling(db, onProgress, BY_MODEL, 3));
    expect(await readGivenDays(db, JOB)).toMatchObject({ begun: "puttingBack", given: CARDS, putBack: steps * 3 });
    expect(await undone()).toBe(steps * 3);
    await foldsToItself(db, by);
    const told: Progress[] = [];
    await takeBackRescheduling(db, (progress) => told.push(progress), BY_MODEL, 3);
    expect(told[1]).toEqual({ done: steps * 3 + 3, total: CARDS });
    expect(await dues()).toEqual(before);
    expect(await undone()).toBe(CARDS);
    expect(await readGivenDays(db, JOB)).toBeNull();
    await foldsToItself(db, by);
  });

  test("cards whose days were put back in part are moved again, and all of them can be put back", async () => {
    await study(CARDS);
    const before = await dues();
    await reschedule(db, quietly);
    await end(2, (onProgress) => takeBackRescheduling(db, onProgress, BY_MODEL, 3));
    expect(await reschedule(db, quietly, BY_MODEL, 4)).toMatchObject({ end: "whole" });
    expect(await given()).toHaveLength(CARDS + 6);
    expect(await readGivenDays(db, JOB)).toMatchObject({ begun: null, given: CARDS, putBack: 0 });
    await takeBackRescheduling(db, quietly, BY_MODEL, 5);
    expect(await dues()).toEqual(before);
    expect(await undone()).toBe(6 + CARDS);
    await foldsToItself(db, by);
  });
});

test("a card that gets its day in several turns is one card, and is put back once all of them are", async () => {
  await study(12);
  const before = await dues();
  await expect(reschedule(db, afterSteps(3), BY_MODEL, 3)).rejects.toBe(ended);
  await saveSetting(db, "desiredRetention", 0.95, () => maker(NOW));
  await expect(reschedule(db, afterSteps(2), BY_MODEL, 3)).rejects.toBe(ended);
  /** How many cards have days that are not put back. */
  const cards = async () => {
    const gone = takenBack(await wholeLog(db));
    return new Set((await given()).flatMap(({ id, card }) => (gone.has(id) ? [] : [card]))).size;
  };
  expect([(await given()).length, await cards()]).toEqual([15, 9]);
  expect(await readGivenDays(db, JOB)).toMatchObject({ given: 9, putBack: 0 });
  // Those that were given last; then one that has no other; then the others.
  for (const [steps, putBack] of [
    [6, 0],
    [3, 3],
    [2, 5],
  ] as const) {
    await expect(takeBackRescheduling(db, afterSteps(steps), BY_MODEL, 1)).rejects.toBe(ended);
    expect(await readGivenDays(db, JOB)).toMatchObject({ given: 9, putBack });
    expect(await cards()).toBe(9 - putBack);
  }
  // What is left of them goes with what is given then.
  await saveSetting(db, "desiredRetention", 0.8, () => maker(NOW + 1000));
  await reschedule(db, quietly, BY_MODEL, 3);
  expect(await readGivenDays(db, JOB)).toMatchObject({ begun: null, given: await cards(), putBack: 0 });
  expect(await cards()).toBeGreaterThan(4);
  await takeBackRescheduling(db, quietly);
  expect(await dues()).toEqual(before);
});

test("days that were given before and came to their end are no part of those that are given now", async () => {
  await study(6);
  await reschedule(db, quietly);
  const first = await dues();
  await saveSetting(db, "desiredRetention", 0.95, () => maker(NOW));
  await expect(reschedule(db, afterSteps(1), BY_MODEL, 3)).rejects.toBe(ended);
  await takeBackRescheduling(db, quietly);
  expect(await dues()).toEqual(first);
});

test("an answer between two steps is written before the next one, stays as it is, and keeps its day on the way back", async () => {
  await study(12);
  const before = await dues();
  const others = await openDatabase();
  const rows = await others.getAll("states");
  const answered: CardId[] = [];
  const waiting = new Set<CardId>();
  const answer = (at: number): void => {
    // The one before has not waited for more than a step.
    expect([...waiting]).toEqual([]);
    const row = rows[at];
    if (!row) return;
    waiting.add(row.id);
    void grade(others, row, 3, NOW + 1000).then(() => {
      waiting.delete(row.id);
      answered.push(row.id);
    });
  };
  // Cards that are still to come.
  const done = await reschedule(db, ({ done }) => done > 0 && done < 12 && answer(done + 2), BY_MODEL, 2);
  expect(answered).toHaveLength(4);
  expect(done).toEqual({ meanwhile: 4, end: "whole" });
  expect(await given()).toHaveLength(8);
  const stand = new Map(await Promise.all(answered.map(async (id) => [id, (await get(db, id)).state.dueDay] as const)));
  await takeBackRescheduling(db, quietly, BY_MODEL, 2);
  for (const [id, day] of await dues()) expect(day).toBe(stand.get(id) ?? before.get(id));
  others.close();
});

test("no transaction is open while days are worked out, for which a grade would wait", async () => {
  await study(12);
  const [card] = await db.getAll("states");
  if (!card) throw new Error("there is no card");
  // Its log is read as well.
  await grade(db, card, 3, NOW + 400 * DAY_MS, OTHER_DEVICE);
  let open = (): number => 0;
  const opened: number[] = [];
  const movesOf: Way["movesOf"] = (...given) => {
    opened.push(open());
    return BY_MODEL.movesOf(...given);
  };
  await watchTransactions(async (count) => {
    open = count;
    await reschedule(db, quietly, { ...BY_MODEL, movesOf });
  });
  expect(opened).toEqual([0]);
});

test("four times as many cards ask for four times as much, and no step for more", async () => {
  const found: { readonly perCard: number; readonly most: number }[] = [];
  for (const cards of [60, 240]) {
    db.close();
    await deleteDatabase();
    db = await openDatabase();
    await study(cards);
    for (const work of [reschedule, takeBackRescheduling]) {
      let requests = 0;
      const ofSteps = new Map<IDBTransaction, number>();
      await watchRequests(
        [...READS, "put", "add"],
        (method, { transaction }, result) => {
          const count = READS.some((read) => read === method) ? rowsIn(result) : 1;
          requests++;
          if (transaction.mode === "readwrite") ofSteps.set(transaction, (ofSteps.get(transaction) ?? 0) + count);
        },
        () => work(db, quietly, BY_MODEL, 20),
      );
      expect(ofSteps.size).toBe(cards / 20);
      found.push({ perCard: requests / cards, most: Math.max(...ofSteps.values()) });
    }
  }
  const [given, back, givenOfMany, backOfMany] = found;
  if (!given || !back || !givenOfMany || !backOfMany) throw new Error("nothing was counted");
  for (const [few, many] of [
    [given, givenOfMany],
    [back, backOfMany],
  ] as const) {
    expect(many.perCard).toBeLessThan(1.1 * few.perCard);
    expect(many.most).toBeLessThan(1.2 * few.most);
    // Of 20 cards: their rows, their logs and what is written of them.
    expect(many.most).toBeLessThan(300);
  }
});
