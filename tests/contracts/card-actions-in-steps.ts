/** Actions on so many cards that they go in steps, and what becomes of them where they end midway. */
import { type CardId, makeEventId } from "../../src/core/ids.ts";
import { isOfKind } from "../../src/core/log/event.ts";
import { makerOfMany, makeSeen } from "../../src/core/log/make-event.ts";
import { DAY_MS } from "../../src/core/time/study-day.ts";
import { type Database, openDatabase } from "../../src/store/opening/open.ts";
import { type ActionRecord, actionsRow, readActions } from "../../src/store/writing/action-record.ts";
import { applyAction, type LongWork, lastAction } from "../../src/store/writing/card-actions.ts";
import { merge } from "../../src/store/writing/merge.ts";
import { equal } from "../support/database/check.ts";
import {
  DEVICE,
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
import { content } from "../support/samples/cards.ts";
import { ALL, act, begin, plan, states, TODAY, takeBack } from "./card-actions.ts";
import { type Case, install } from "./case.ts";

const suspendAll = async (db: Database, work: LongWork, nowMs = NOW) =>
  applyAction(db, await plan(db, ALL, { kind: "suspend" }, nowMs), () => maker(nowMs), work);
const allIds = async (db: Database) => (await db.getAllKeys("states")) as CardId[];
const countSuspended = async (db: Database) =>
  (await db.getAll("states")).filter(({ state }) => state.suspended).length;
const installMany = (db: Database, cards: number) =>
  install(
    db,
    Array.from({ length: cards }, (_, i) => content(`many-${i}`, i)),
  );
const kept = async (db: Database) =>
  (await readActions(db.transaction("local").store, TODAY)).map(({ begun, cards, of, back }) => ({
    ...{ begun, cards, of, back },
  }));

/**
 * Ends work after so many steps of one card each: because somebody stops it then, or because the next one cannot be written.
 * @returns how many steps were written
 */
async function endedAt(
  where: "between two steps" | "within a step",
  steps: number,
  begun: (work: LongWork) => Promise<unknown>,
): Promise<number> {
  let told = -1;
  const { put } = IDBObjectStore.prototype;
  const onStep = (): void => {
    told++;
  };
  if (where === "between two steps") {
    await begun({ most: 1, onStep, goOn: () => told < steps });
    return told;
  }
  // How far it has come is the last that a step writes.
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...row) {
    if (this.name === "local" && told === steps) throw new DOMException("ended", "UnknownError");
    return put.apply(this, row);
  };
  try {
    await begun({ most: 1, onStep });
  } catch (error) {
    equal(error instanceof DOMException && error.message, "ended", "how it ended");
  } finally {
    IDBObjectStore.prototype.put = put;
  }
  return told;
}

export const ACTIONS_IN_STEPS: readonly Case[] = [
  ...([undefined, 100] as const).map((most) => ({
    name: `an action that fails in its middle ${most ? "keeps the steps before, and the way back" : "leaves nothing behind"}`,
    run: async (db: Database) => {
      const MANY = 300;
      await installMany(db, MANY);
      const before = await states(db);
      const fixed = maker(NOW + 1000);
      // An id that one of its events will have is taken: of two that follow each other one is.
      const make = makerOfMany(() => fixed);
      const ids = Array.from({ length: MANY }, () => makeEventId(NOW + 1000, make().random)).slice(200, 202);
      const taken = ids.map((id, i) => ({ ...makeSeen(`something-${i}`, maker(NOW + 1000)), id }));
      await merge(db, taken, scheduler);
      const looked = await plan(db, await allIds(db), { kind: "suspend" });
      const failed = await applyAction(db, looked, () => fixed, most === undefined ? {} : { most }).catch(
        (error: unknown) => error,
      );
      equal(failed instanceof DOMException && failed.name, "ConstraintError", "how it failed");
      const record = await lastAction(db, TODAY);
      const done = await countSuspended(db);
      // Steps of 20 cards, 40, and so on, at the most.
      equal(most === undefined ? done === 0 : done > 20 && done < 200, true, `what stays of it: ${done}`);
      equal((await wholeLog(db)).length, taken.length + done, "events");
      equal(record && [record.cards, record.of, record.begun], done > 0 ? [done, MANY, "doing"] : null, "what is kept");
      equal((await takeBack(db, NOW + 2000))?.cards ?? 0, done, "what is taken back");
      equal(await states(db), before, "the cards stand as before");
      await foldsToItself(db);
    },
  })),
  ...(["between two steps", "within a step"] as const).flatMap((where) => [
    {
      name: `an action on many that ends ${where} is taken back as a whole, and so is what goes on with it`,
      run: async (db: Database) => {
        await begin(db);
        const before = await states(db);
        const { cards } = await plan(db, ALL, { kind: "suspend" });
        equal(await endedAt(where, 3, (work) => suspendAll(db, work)), 3, "steps");
        equal(await kept(db), [{ begun: "doing", cards: 3, of: cards.length, back: 0 }], "what is kept");
        equal(await countSuspended(db), 3, "suspended");
        await foldsToItself(db);
        // Others write before it is gone on with.
        await grade(db, await get(db, forward("e")), 3, NOW + 500);
        const answered = (await get(db, forward("e"))).state;
        equal((await suspendAll(db, {}, NOW + 1000)).changed, 2, "the others");
        equal((await takeBack(db, NOW + 2000))?.cards, 2, "what came last");
        equal((await takeBack(db, NOW + 3000, { most: 2 }))?.cards, 3, "what came first");
        equal(
          await states(db),
          before.map((row) => (row.id === forward("e") ? { ...row, state: answered } : row)),
          "the cards stand as before, but for an answer",
        );
        equal(await kept(db), [], "what is kept in the end");
        await foldsToItself(db);
      },
    },
    {
      name: `taking back that ends ${where} says how far it has come, and is gone on with`,
      run: async (db: Database) => {
        await begin(db);
        const before = await states(db);
        await suspendAll(db, { most: 2 });
        const { stretches } = (await lastAction(db, TODAY)) ?? {};
        equal(stretches?.length, 1, "nothing lies between its steps");
        equal(await endedAt(where, 2, (work) => takeBack(db, NOW + 1000, work)), 2, "steps");
        equal(await kept(db), [{ begun: "takingBack", cards: 5, of: 5, back: 2 }], "what is kept");
        equal(await countSuspended(db), 3, "suspended");
        await foldsToItself(db);
        // Of those that are back one is answered, and keeps that.
        await grade(db, await get(db, forward("e")), 3, NOW + 2000);
        const answered = (await get(db, forward("e"))).state;
        const told: unknown[] = [];
        const onStep = (...step: number[]) => told.push(step);
        equal((await takeBack(db, NOW + 3000, { most: 1, onStep }))?.end, "whole", "how it ended");
        equal(
          told,
          [2, 3, 4, 5].map((done) => [done, 5]),
          "what was told",
        );
        equal(
          await states(db),
          before.map((row) => (row.id === forward("e") ? { ...row, state: answered } : row)),
          "the cards stand as before, but for an answer",
        );
        const undone = (await wholeLog(db)).flatMap((event) => (isOfKind(event, "undo") ? [event.undoes] : []));
        equal([undone.length, new Set(undone).size], [5, 5], "each was taken back once");
        await foldsToItself(db);
      },
    },
  ]),
  {
    name: "whoever looks at many cards first lets a grade through",
    run: async (db) => {
      await installMany(db, 1600);
      const ids = await allIds(db);
      const others = await openDatabase();
      const [first] = ids;
      const row = await get(others, first ?? forward("a"));
      const order: string[] = [];
      const looked = plan(db, ids, { kind: "suspend" }).then(() => order.push("looked"));
      await Promise.all([looked, grade(others, row, 3).then(() => order.push("graded"))]);
      others.close();
      equal(order, ["graded", "looked"], "what ended first");
    },
  },
  {
    name: "what others write between two steps is no part of the action, and a card that was answered stays",
    run: async (db) => {
      await begin(db);
      const [e, d] = [forward("e"), forward("d")];
      const others = await openDatabase();
      const before = await states(db);
      const waiting: Promise<unknown>[] = [];
      const stood = await Promise.all([get(db, e), get(db, d)]);
      const done = await suspendAll(db, {
        most: 1,
        onStep(cards) {
          // A card that it comes to later, and one that it has come to; on another page, which does not wait for its end.
          if (cards === 2) waiting.push(grade(others, stood[0], 3, NOW + 500));
          if (cards === 4) waiting.push(get(others, d).then((row) => grade(others, row, 3, NOW + 600)));
        },
      });
      await Promise.all(waiting);
      others.close();
      equal(done, { end: "whole", changed: 4, meanwhile: 1 }, "what was done");
      // The last step had nothing to write, and is the end all the same.
      equal(await kept(db), [{ begun: null, cards: 4, of: 5, back: 0 }], "what is kept");
      equal((await lastAction(db, TODAY))?.stretches.length, 2, "stretches");
      const answered = await Promise.all([get(db, d), get(db, e)]);
      equal(
        answered.map(({ state }) => [state.reviews, state.suspended ?? false]),
        [
          [2, true],
          [1, false],
        ],
        "answered",
      );
      // Undo goes past what was done as a whole, to the answers.
      equal((await undo(db, NOW + 1000, [], DEVICE))?.id, d, "what Undo takes back");
      await takeBack(db, NOW + 2000, { most: 1 });
      equal(
        await states(db),
        before.map((row) => (row.id === e ? { ...row, state: answered[1].state } : row)),
        "the cards in the end",
      );
      await foldsToItself(db);
    },
  },
  {
    name: "an action that another page takes back midway ends there, and nothing of it is left",
    run: async (db) => {
      await begin(db);
      const before = await states(db);
      const others = await openDatabase();
      for (const most of [1, 20]) {
        let back: Promise<unknown> = Promise.resolve();
        const done = await suspendAll(db, {
          most: 1,
          onStep(cards) {
            if (cards === 2) back = takeBack(others, NOW + 1000, { most });
          },
        });
        await back;
        equal(done.end, "overtaken", "how it ended");
        equal(await states(db), before, "the cards stand as before");
        equal(await kept(db), [], "what is kept");
        await foldsToItself(db);
      }
      others.close();
    },
  },
  {
    name: "what is named is taken back, whatever was done since",
    run: async (db) => {
      await begin(db);
      await act(db, [forward("a"), forward("b")], { kind: "suspend" });
      const { first } = (await lastAction(db, TODAY)) ?? {};
      if (first === undefined) throw new Error("nothing is kept");
      await act(db, [forward("c")], { kind: "bury" }, NOW + 1000);
      equal((await takeBack(db, NOW + 2000, { first }))?.kind, "suspend", "what was taken back");
      equal(await takeBack(db, NOW + 3000, { first }), null, "a second time");
      equal((await lastAction(db, TODAY))?.kind, "bury", "what can be taken back still");
    },
  },
  {
    name: "an action that an earlier version kept is taken back, and Undo goes past it",
    run: async (db) => {
      await begin(db);
      const before = await states(db);
      await act(db, ALL, { kind: "suspend" });
      const { stretches: [stretch] = [], ...record } = (await lastAction(db, TODAY)) ?? {};
      const { of: _of, begun: _begun, back: _back, ...earlier } = record as ActionRecord;
      await db.put("local", { key: actionsRow([]).key, value: [{ ...earlier, ...stretch }] });
      equal((await undo(db, NOW + 1000, [], DEVICE))?.id, forward("d"), "what Undo takes back");
      equal((await takeBack(db, NOW + 2000, { most: 2 }))?.cards, 5, "what is taken back");
      const others = before.filter(({ id }) => id !== forward("d"));
      equal(
        (await states(db)).filter(({ id }) => id !== forward("d")),
        others,
        "the cards stand as before",
      );
      await foldsToItself(db);
    },
  },
  {
    name: "cards that a clock dated far ahead stand as before once an action on them was taken back in steps",
    run: async (db) => {
      await begin(db);
      for (const name of ["c", "d", "e"]) await grade(db, await get(db, forward(name)), 4, NOW + 400 * DAY_MS);
      const before = await states(db);
      for (const most of [1, 2, 3, 4]) {
        const nowMs = NOW + most * 10_000;
        const looked = await plan(db, ALL, { kind: "suspend" }, nowMs);
        equal((await applyAction(db, looked, () => maker(nowMs), { most })).changed, 5, "cards");
        equal((await takeBack(db, nowMs + 1000, { most }))?.end, "whole", "how it ended");
        equal(await states(db), before, `the cards after steps of ${most}`);
        await foldsToItself(db);
      }
    },
  },
];
