/** What actions on chosen cards must do, whichever engine the database stands on. */
import type { CardId } from "../../src/core/ids.ts";
import type { CardAction } from "../../src/core/plan/card-action.ts";
import { DAY_MS } from "../../src/core/time/study-day.ts";
import type { Database } from "../../src/store/opening/open.ts";
import { applyAction, lastAction, planAction } from "../../src/store/writing/card-actions.ts";
import { takeActionBack } from "../../src/store/writing/take-action-back.ts";
import { equal } from "../support/database/check.ts";
import {
  at,
  DEVICE,
  FIVE,
  foldsToItself,
  forward,
  get,
  grade,
  maker,
  NOW,
  undo,
} from "../support/database/db-steps.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import { content } from "../support/samples/cards.ts";
import { type Case, install } from "./case.ts";

export const TODAY = at(NOW).today;
export const ALL = ["a", "b", "c", "d", "e"].map(forward);

export const plan = (db: Database, ids: readonly CardId[], action: CardAction, nowMs = NOW) =>
  planAction(db, ids, action, at(nowMs).today);
export async function act(db: Database, ids: readonly CardId[], action: CardAction, nowMs = NOW) {
  return applyAction(db, await plan(db, ids, action, nowMs), () => maker(nowMs));
}
export const takeBack = (db: Database, nowMs = NOW, how: Parameters<typeof takeActionBack>[2] = {}) =>
  takeActionBack(db, () => maker(nowMs), how);
export const states = async (db: Database) => (await db.getAll("states")).map(({ id, state }) => ({ id, state }));

/** Three cards in review, one within its steps, one new. */
export async function begin(db: Database): Promise<void> {
  await install(db, FIVE);
  for (const name of ["a", "b", "c"]) await grade(db, await get(db, forward(name)), 4, NOW - 30 * DAY_MS);
  await grade(db, await get(db, forward("d")), 1, NOW - 60_000);
}

export const CARD_ACTION_CASES: readonly Case[] = [
  ...(["suspend", "bury", "reset"] as const).map((kind) => ({
    name: `${kind}: many cards at once, one event each, and taken back as a whole`,
    run: async (db: Database) => {
      await begin(db);
      const before = await states(db);
      const events = (await wholeLog(db)).length;
      const wanted = kind === "reset" ? 4 : 5;
      equal(await act(db, ALL, { kind }), { end: "whole", changed: wanted, meanwhile: 0 }, "what was done");
      equal((await wholeLog(db)).length, events + wanted, "one event for each card");
      await foldsToItself(db);
      equal((await act(db, ALL, { kind })).changed, 0, "done again it changes nothing");
      equal((await lastAction(db, TODAY))?.cards, wanted, "what can be taken back");
      equal((await takeBack(db, NOW + 1000))?.kind, kind, "what was taken back");
      equal(await states(db), before, "the cards stand as before");
      equal(await lastAction(db, TODAY), null, "and nothing is left to take back");
      equal(await takeBack(db, NOW + 2000), null, "so taking back again does nothing");
      await foldsToItself(db);
    },
  })),
  {
    name: "unsuspend: only cards that are suspended, and those alone",
    run: async (db) => {
      await begin(db);
      await act(db, [forward("a"), forward("e")], { kind: "suspend" });
      const looked = await plan(db, ALL, { kind: "unsuspend" }, NOW + 1000);
      equal([looked.cards.length, looked.unchanged, looked.due], [2, 3, 1], "what it would change");
      await act(db, ALL, { kind: "unsuspend" }, NOW + 1000);
      equal((await db.getAll("states")).filter(({ state }) => state.suspended).length, 0, "suspended");
      await takeBack(db, NOW + 2000);
      equal((await get(db, forward("e"))).state.suspended, true, "suspended again");
      await takeBack(db, NOW + 3000);
      equal((await get(db, forward("e"))).state.suspended, undefined, "the action before it, too");
      await foldsToItself(db);
    },
  },
  {
    name: "due: cards in review get the day, new ones and those within their steps stay",
    run: async (db) => {
      await begin(db);
      const action = { kind: "due", dueDay: TODAY + 12 } as const;
      const { cards, unchanged, toLater, toEarlier } = await plan(db, ALL, action);
      equal([cards.length, unchanged, toLater, toEarlier], [3, 2, 3, 0], "what it would change");
      await act(db, ALL, action);
      const days = (await db.getAll("states")).map(({ state }) => state.dueDay === TODAY + 12);
      equal(days, [true, true, true, false, false], "whose day it is");
      await grade(db, await get(db, forward("a")), 3, NOW + 1000);
      await takeBack(db, NOW + 2000);
      equal((await get(db, forward("a"))).state.reviews, 2, "what was answered since counts");
      await foldsToItself(db);
    },
  },
  {
    name: "a card that was answered after it was looked at is left alone, the others are not",
    run: async (db) => {
      await begin(db);
      const looked = await plan(db, ALL, { kind: "reset" });
      await grade(db, await get(db, forward("b")), 3, NOW);
      const done = await applyAction(db, looked, () => maker(NOW + 1000));
      equal(done, { end: "whole", changed: 3, meanwhile: 1 }, "what was done");
      equal((await get(db, forward("b"))).state.reviews, 2, "reviews of the card that was answered");
      await foldsToItself(db);
    },
  },
  {
    name: "a card that a clock dated far ahead is put right first",
    run: async (db) => {
      await begin(db);
      await grade(db, await get(db, forward("e")), 4, NOW + 400 * DAY_MS);
      const before = (await get(db, forward("e"))).state;
      // Without a correction the answer of next year would come after the reset.
      await act(db, [forward("e")], { kind: "reset" });
      equal((await get(db, forward("e"))).state.reviews, 0, "reviews");
      await takeBack(db, NOW + 1000);
      equal((await get(db, forward("e"))).state, before, "the card after it was taken back");
      await foldsToItself(db);
    },
  },
  {
    name: "what was answered since keeps its promise, also on a card that a clock had dated far ahead",
    run: async (db) => {
      await begin(db);
      await grade(db, await get(db, forward("e")), 4, NOW + 400 * DAY_MS);
      await act(db, [forward("e")], { kind: "due", dueDay: TODAY });
      await grade(db, await get(db, forward("e")), 3, NOW + 1000);
      const { state } = await get(db, forward("e"));
      equal((await takeBack(db, NOW + 2000))?.kind, "due", "what was taken back");
      equal((await get(db, forward("e"))).state, state, "the card as the last answer left it");
      await foldsToItself(db);
    },
  },
  {
    name: "an answer since that was taken back keeps nothing of what put its card right",
    run: async (db) => {
      await begin(db);
      await grade(db, await get(db, forward("e")), 4, NOW + 400 * DAY_MS);
      const before = (await get(db, forward("e"))).state;
      await act(db, [forward("e")], { kind: "due", dueDay: TODAY });
      await grade(db, await get(db, forward("e")), 3, NOW + 1000, DEVICE);
      equal((await undo(db, NOW + 2000, [], DEVICE))?.id, forward("e"), "whose answer was taken back");
      await takeBack(db, NOW + 3000);
      equal((await get(db, forward("e"))).state, before, "the card as if neither had been");
      await foldsToItself(db);
    },
  },
  {
    name: "what was answered since keeps its promise also where another version of the deck has renamed the card meanwhile",
    run: async (db) => {
      await begin(db);
      await grade(db, await get(db, forward("e")), 4, NOW + 400 * DAY_MS);
      await act(db, [forward("e")], { kind: "due", dueDay: TODAY });
      const renamed = content("e-better", 4, { formerIds: [forward("e")] });
      await install(db, [...FIVE.slice(0, 4), renamed], "2");
      await grade(db, await get(db, renamed.id), 3, NOW + 1000);
      const { state } = await get(db, renamed.id);
      await takeBack(db, NOW + 2000);
      equal((await get(db, renamed.id)).state, state, "the card as the last answer left it");
      await foldsToItself(db);
    },
  },
  {
    name: "what stands at other places in a log that was made anew is not taken back for it",
    run: async (db) => {
      await begin(db);
      await act(db, ALL, { kind: "suspend" });
      const from = (await lastAction(db, TODAY))?.stretches[0]?.from ?? 0;
      const events = await wholeLog(db);
      await db.clear("events");
      // The same events, one place further on in the stretch that was noted.
      await Promise.all(events.map((event, i) => db.put("events", event, from - events.length + i + 2)));
      equal(await takeBack(db, NOW + 1000), null, "what is taken back");
      equal((await get(db, forward("a"))).state.suspended, true, "suspended");
    },
  },
  {
    name: "a traveller whose calendar has gone back by a day takes an action back as a whole, and not in parts",
    run: async (db) => {
      await begin(db);
      const ahead = { ...at(NOW), today: TODAY + 1 };
      const planned = await planAction(db, ALL, { kind: "suspend" }, ahead.today);
      await applyAction(db, planned, () => ({ ...maker(NOW), now: ahead }));
      equal((await undo(db, NOW + 1000, [], DEVICE))?.id, forward("d"), "what Undo takes back");
      equal((await takeBack(db, NOW + 2000))?.cards, 5, "what is taken back as a whole");
      equal((await db.getAll("states")).filter(({ state }) => state.suspended).length, 0, "suspended");
      await foldsToItself(db);
    },
  },
  {
    name: "the next day nothing is taken back any more",
    run: async (db) => {
      await begin(db);
      await act(db, ALL, { kind: "suspend" });
      equal(await takeBack(db, NOW + DAY_MS), null, "what is taken back");
      equal((await get(db, forward("a"))).state.suspended, true, "suspended");
    },
  },
  {
    name: "Undo on the study page goes past what was done as a whole, to the answer before it",
    run: async (db) => {
      await begin(db);
      await act(db, ALL, { kind: "suspend" });
      equal((await undo(db, NOW + 1000, [], DEVICE))?.id, forward("d"), "what is taken back");
      equal((await db.getAll("states")).filter(({ state }) => state.suspended).length, 5, "suspended");
      await takeBack(db, NOW + 2000);
      equal((await get(db, forward("d"))).state.phase, "new", "the answer stays taken back");
      await foldsToItself(db);
    },
  },
];
