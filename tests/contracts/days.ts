/** The sums of each study day: right after whatever was written, and after a recount that writes go on beside. */
import { makeReset, makeUndo } from "../../src/core/log/make-event.ts";
import { sumsBetween } from "../../src/core/stats/day-table.ts";
import { DAY_MS } from "../../src/core/time/study-day.ts";
import { readDayTable } from "../../src/store/days/read-day-table.ts";
import { beginRecount, compareSome, recountSome } from "../../src/store/days/recount.ts";
import { removeDeck } from "../../src/store/decks/decks.ts";
import { installDeck } from "../../src/store/decks/install-deck.ts";
import type { Database } from "../../src/store/opening/open.ts";
import { append } from "../../src/store/writing/append.ts";
import { correctClock, takeClockBack } from "../../src/store/writing/correct-clock.ts";
import { lastCorrections } from "../../src/store/writing/corrections-made.ts";
import { merge } from "../../src/store/writing/merge.ts";
import { equal } from "../support/database/check.ts";
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
import { reviews } from "../support/database/long-log.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import { content, deck } from "../support/samples/cards.ts";
import { type Case, install } from "./case.ts";

const TODAY = at(NOW).today;
/** How many answers each day has on which there are any. */
async function answers(db: Database, from = TODAY, to = TODAY): Promise<number[]> {
  const table = await readDayTable(db);
  const days = [...table.days].filter((day) => day >= from && day <= to);
  return days.map((day) => sumsBetween(table, day, day).answers).filter((count) => count > 0);
}
/** How many cards stand elsewhere than as new, by all that is summed. */
const moved = async (db: Database): Promise<number> => -sumsBetween(await readDayTable(db), 0, 100_000).moved.new;

export const DAY_CASES: readonly Case[] = [
  {
    name: "grades, undos, resets and merges are summed as they are written",
    run: async (db) => {
      await install(db, FIVE);
      for (const name of ["a", "b", "c"]) await grade(db, await get(db, forward(name)), 3);
      equal(await answers(db), [3], "three grades");
      await undo(db, NOW + 1000);
      equal(await answers(db), [2], "one taken back");
      await append(
        db,
        await get(db, forward("a")),
        scheduler,
        () => maker(NOW + 2000),
        (card) => makeReset(card, maker(NOW + 2000)),
      );
      equal(await answers(db), [2], "a reset takes no answer away");
      await merge(db, reviews(700, NOW - DAY_MS), scheduler);
      equal(
        (await answers(db, TODAY - 2, TODAY)).reduce((sum, one) => sum + one, 0),
        702,
        "after a merge",
      );
      const [some] = await wholeLog(db);
      if (some) await merge(db, [makeUndo(some, maker(NOW + 3000, OTHER_DEVICE))], scheduler);
      await foldsToItself(db);
      equal(await answers(db, TODAY + 1, TODAY + 900), [], "other days");
    },
  },
  {
    name: "what a wrong clock dated moves to its right day in the sums, too",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("a")), 3, NOW + 400 * DAY_MS);
      equal(await answers(db, TODAY + 400, TODAY + 400), [1], "as it was dated");
      const told: unknown[] = [];
      await correctClock(db, () => maker(NOW), { onStep: (...progress) => told.push(progress) });
      equal(told, [[1, 1]], "how far it has come");
      equal([await answers(db), await answers(db, TODAY + 1, TODAY + 900)], [[1], []], "put right");
      await foldsToItself(db);
      const made = await lastCorrections(db, TODAY + 400);
      await takeClockBack(db, made ?? { keys: [] }, () => maker(NOW + 1000));
      equal(await answers(db, TODAY + 400, TODAY + 400), [1], "as it was dated, once that is taken back");
      await foldsToItself(db);
    },
  },
  {
    name: "a card that is renamed takes its days along, and a deck that is removed leaves them",
    run: async (db) => {
      const own = (version: string, name: string, formerIds: readonly string[]) =>
        installDeck(db, deck([content(name, 0, { formerIds: formerIds as never })], version), scheduler, NOW, "own");
      await own("1", "a", []);
      const first = await grade(db, await get(db, forward("a")), 4);
      await own("2", "better", [forward("a")]);
      // The same answer as it comes back through Anki, under the new id: it counts once.
      const { event } = first ?? {};
      const id = `${event?.id.slice(0, -4)}anki`;
      await merge(db, [{ ...event, id, card: forward("better"), surface: "import" } as never], scheduler);
      equal([await answers(db), await moved(db)], [[1], 1], "renamed");
      await foldsToItself(db);
      await removeDeck(db, deck([]).id);
      // Nothing says any more that both ids are one card's.
      equal([await answers(db), await moved(db)], [[2], 0], "removed");
      await foldsToItself(db);
      await own("3", "better", [forward("a")]);
      equal([await answers(db), await moved(db)], [[1], 1], "installed again");
      await foldsToItself(db);
    },
  },
  {
    name: "a card that leaves its deck leaves its answers; where it stands goes with it, and comes back with it",
    run: async (db) => {
      await install(db, FIVE);
      for (const name of ["a", "b"]) await grade(db, await get(db, forward(name)), 4);
      await installDeck(db, deck(FIVE.slice(1), "2"), scheduler, NOW);
      equal([await answers(db), await moved(db)], [[2], 1], "gone");
      await foldsToItself(db);
      await installDeck(db, deck(FIVE, "3"), scheduler, NOW);
      equal([await answers(db), await moved(db)], [[2], 2], "there again");
      await foldsToItself(db);
    },
  },
  {
    name: "a row that is damaged is left out, and written anew by what comes to its day",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("a")), 3);
      const [row] = await db.getAll("days");
      if (row) await db.put("days", { ...row, sums: ["many"] } as never);
      equal(await answers(db), [], "damaged");
      await grade(db, await get(db, forward("b")), 3, NOW + 1000);
      equal(await answers(db), [1], "what came since");
      await beginRecount(db);
      while (await recountSome(db));
      equal((await compareSome(db, null))?.wrong, 1, "found");
      await foldsToItself(db);
    },
  },
  {
    name: "a recount finds what is wrong while grades go on, and what was written meanwhile is in it",
    run: async (db) => {
      const cards = Array.from({ length: 450 }, (_, i) => content(`n${i}`, i));
      await install(db, cards);
      const log = cards.map((card, i) => ({ ...reviews(1, NOW - (i + 1) * DAY_MS)[0], card: card.id }));
      await merge(db, log as never, scheduler);
      await beginRecount(db);
      await recountSome(db);
      const [early, late] = [cards[0]?.id, cards.at(-1)?.id];
      // One that was counted, and one that was not yet.
      for (const id of [early, late]) if (id) await grade(db, await get(db, id), 3);
      await undo(db, NOW + 1000);
      while (await recountSome(db));
      await grade(db, await get(db, forward("n7")), 3, NOW + 2000);
      // A wrong row, a lost row and one of a day on which nothing was done.
      const [one, two] = await db.getAll("days", IDBKeyRange.bound([TODAY - 20], [TODAY - 3]));
      if (!one || !two) throw new Error("there are days");
      await db.put("days", { ...one, sums: one.sums.map((sum) => sum + 1) });
      await db.delete("days", [two.day, two.deck]);
      await db.put("days", { ...one, day: TODAY + 77 });
      equal(await compareSome(db, null), { wrong: 3, days: 452, next: null }, "compared");
      await foldsToItself(db);
      equal(await db.count("recount"), 0, "left of the recount");
      await grade(db, await get(db, forward("n8")), 3, NOW + 3000);
      equal(await db.count("recount"), 0, "after another grade");
      equal(await compareSome(db, null), null, "without a recount");
    },
  },
  {
    name: "more days than one step compares are compared in several",
    run: async (db) => {
      await install(db, FIVE);
      await merge(
        db,
        Array.from({ length: 1100 }, (_, i) => reviews(1, NOW - (i + 2) * DAY_MS)[0] as never),
        scheduler,
      );
      const before = await db.getAll("days");
      for (const what of ["all right", "all lost"]) {
        if (what === "all lost") await db.clear("days");
        await beginRecount(db);
        while (await recountSome(db));
        let steps = 0;
        for (let next: Parameters<typeof compareSome>[1] = null; ; steps++) {
          const compared = await compareSome(db, next);
          if (!compared?.next) break;
          next = compared.next;
        }
        equal([steps, await db.getAll("days")], [2, before], what);
      }
    },
  },
];
