/** Uniting logs: what comes in, what was here, what is carried, and what is replaced. */
import type { EventId } from "../../src/core/ids.ts";
import type { Envelope } from "../../src/core/log/envelope.ts";
import { DAY_MS } from "../../src/core/time/study-day.ts";
import type { Database } from "../../src/store/opening/open.ts";
import { readLogExport } from "../../src/store/segments/log-export.ts";
import { saveSetting } from "../../src/store/settings/save-setting.ts";
import { readSettings } from "../../src/store/settings/settings.ts";
import { correctClock, countStranded } from "../../src/store/writing/correct-clock.ts";
import { merge } from "../../src/store/writing/merge.ts";
import { equal, rejects } from "../support/database/check.ts";
import {
  at,
  FIVE,
  foldsToItself,
  forward,
  get,
  grade,
  maker,
  NOW,
  OTHER_DEVICE,
  scheduler,
  undo,
} from "../support/database/db-steps.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import { type Case, install } from "./case.ts";

const states = async (db: Database) => (await db.getAll("states")).map(({ id, state }) => [id, state]);
const STORES = ["events", "states", "contents", "decks", "parts", "registers", "days"] as const;
const empty = async (db: Database) => {
  for (const store of STORES) await db.clear(store);
};
const later: Envelope = {
  kind: "unheard-of",
  id: "0mwtvz07p-evhssqh87q81g1la" as EventId,
  device: OTHER_DEVICE,
  atMs: 1795475865301,
  offsetMinutes: 60,
  studyDay: 20780,
  card: forward("a"),
  ...{ until: { day: 20790, why: ["tired", null] } },
};

export const MERGE_CASES: readonly Case[] = [
  {
    name: "a log that is merged into an empty database brings everything back",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("a")), 3);
      await grade(db, await get(db, forward("b")), 4, NOW + 5000);
      await undo(db, NOW + 6000);
      await saveSetting(db, "newPerDay", 3, () => maker());
      const { events, decks } = await readLogExport(db);
      equal(decks, [{ id: "test-deck", version: "1" }], "decks");
      const before = await states(db);
      await empty(db);
      // The log comes first and the deck later: the cards are rebuilt when they appear.
      equal((await merge(db, events, scheduler)).added.length, 4, "counts");
      await install(db, FIVE);
      equal(await states(db), before, "cards");
      equal((await readSettings(db)).newPerDay, 3, "settings");
      await foldsToItself(db);
    },
  },
  {
    name: "merging twice changes nothing, and two halves make a whole",
    run: async (db) => {
      await install(db, FIVE);
      for (let i = 0; i < 6; i++) await grade(db, await get(db, forward(i % 2 ? "a" : "b")), 3, NOW + i * 600_000);
      const { events } = await readLogExport(db);
      const whole = await states(db);
      await empty(db);
      await install(db, FIVE);
      const half = (odd: number): Envelope[] => events.filter((_, i) => i % 2 === odd);
      await merge(db, half(1), scheduler);
      equal((await merge(db, [...half(0), ...half(1).slice(0, 1)], scheduler)).added.length, 3, "the other half");
      equal(await states(db), whole, "cards");
      const before = await db.getAll("states");
      equal((await merge(db, [...events, ...events], scheduler)).added.length, 0, "the second time");
      equal(await db.getAll("states"), before, "the rows, revisions and all");
      await foldsToItself(db);
    },
  },
  {
    name: "an event of a newer version is stored and exported as it came, refuses no grade and changes no card",
    run: async (db) => {
      await install(db, FIVE);
      const written = await grade(db, await get(db, forward("a")), 3);
      const shown = await get(db, forward("a"));
      const more = {
        ...written?.event,
        id: `${written?.event.id.slice(0, -1)}z`.replace(/z$/, "v"),
        card: forward("b"),
        mood: "fine",
      };
      equal((await merge(db, [later, more as never], scheduler)).added.length, 2, "counts");
      const { events } = await readLogExport(db);
      equal(
        events.filter(({ id }) => id === later.id || id === more.id),
        [later, more],
        "what is exported",
      );
      equal(await get(db, forward("a")), shown, "the card, as it was shown");
      equal((await get(db, forward("b"))).state.reviews, 1, "a known kind with more fields counts");
      equal((await grade(db, shown, 3, NOW + 1000)) === null, false, "a grade of what was shown");
      equal((await merge(db, [later], scheduler)).added.length, 0, "again");
      await foldsToItself(db);
    },
  },
  {
    name: "the row of an event that is spoilt is replaced at its place, and is no row of two",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("a")), 3);
      await grade(db, await get(db, forward("b")), 3, NOW + 1000);
      const { events } = await readLogExport(db);
      const before = await states(db);
      const [place = 0] = await db.getAllKeys("events");
      await db.put("events", { ...(await db.get("events", place)), rating: "three" } as never, place);
      equal((await merge(db, events, scheduler)).added.length, 1, "counts");
      equal(await wholeLog(db), events, "the log, in its order");
      equal(await states(db), before, "cards");
      const bad = { ...events[0], rating: -7 } as never;
      await db.put("events", { id: events[0]?.id } as never, place);
      const error = await rejects(merge(db, [bad], scheduler), "a merge of what is no event");
      equal((error as Error).name, "UnreadableEventError", "the reason");
    },
  },
  {
    name: "what is no event aborts a merge as a whole",
    run: async (db) => {
      await install(db, FIVE);
      const bad = { ...later, id: `${later.id.slice(0, -1)}b` as EventId, atMs: later.atMs + 1 };
      await rejects(merge(db, [later, bad], scheduler), "the merge");
      equal((await wholeLog(db)).length, 0, "events");
    },
  },
  {
    name: "a merge of many reads the log instead of asking for each, and finds the same",
    run: async (db) => {
      await install(db, FIVE);
      const many = Array.from({ length: 5_200 }, (_, i) => ({
        ...later,
        atMs: later.atMs + i,
        id: `${(later.atMs + i).toString(36).padStart(9, "0")}-0000000000000000` as EventId,
      }));
      equal((await merge(db, many.slice(100, 5_150), scheduler)).added.length, 5_050, "into an empty log");
      equal((await merge(db, many, scheduler)).added.length, 150, "the rest");
      equal((await wholeLog(db)).length, 5_200, "events");
    },
  },
  {
    name: "cards that a wrong clock stranded are brought back, and asked for from then on",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("a")), 4, NOW);
      await grade(db, await get(db, forward("a")), 4, NOW + 3000 * DAY_MS);
      await grade(db, await get(db, forward("b")), 4, NOW + 3000 * DAY_MS);
      const { today } = at(NOW + DAY_MS);
      equal(await countStranded(db, at(NOW + DAY_MS)), 2, "stranded");
      equal(await correctClock(db, () => maker(NOW + DAY_MS)), 2, "brought back");
      equal(await countStranded(db, at(NOW + DAY_MS)), 0, "stranded afterwards");
      const { state } = await get(db, forward("a"));
      equal([state.lastDay, state.reviews, (state.dueDay ?? 0) < today + 100], [today, 2, true], "the card");
      await foldsToItself(db);
      await grade(db, await get(db, forward("a")), 3, NOW + 2 * DAY_MS);
      equal((await get(db, forward("a"))).state.lastDay, today + 1, "the next grade");
      await foldsToItself(db);
    },
  },
];
