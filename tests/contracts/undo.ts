/** What undo must do, whichever engine the database stands on. */
import type { EventId } from "../../src/core/ids.ts";
import { makeReset, makeSetting, makeUndo } from "../../src/core/log/make-event.ts";
import { buildQueue } from "../../src/core/plan/queue.ts";
import { DAY_MS } from "../../src/core/time/study-day.ts";
import { saveSetting } from "../../src/store/settings/save-setting.ts";
import { readToday } from "../../src/store/today/today.ts";
import { append } from "../../src/store/writing/append.ts";
import { merge } from "../../src/store/writing/merge.ts";
import { equal } from "../support/database/check.ts";
import {
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
import { imported } from "../support/database/histories.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import { content } from "../support/samples/cards.ts";
import { type Case, install } from "./case.ts";

export const UNDO_CASES: readonly Case[] = [
  {
    name: "undo takes back the newest review, and the one before it next",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("a")), 3, NOW);
      await grade(db, await get(db, forward("b")), 4, NOW + 1000);
      equal((await undo(db, NOW + 2000))?.id, forward("b"), "the first undo");
      equal((await undo(db, NOW + 3000))?.id, forward("a"), "the second undo");
      equal(await undo(db, NOW + 4000), null, "a third undo");
      equal((await wholeLog(db)).length, 4, "reviews and undos stay in the log");
      await foldsToItself(db);
    },
  },
  {
    name: "undo brings back the very due date that the card had",
    run: async (db) => {
      await install(db, FIVE);
      const written = await grade(db, await get(db, forward("a")), 4, NOW - 20 * DAY_MS);
      await grade(db, await get(db, forward("a")), 1, NOW);
      const row = await undo(db, NOW + 1000);
      equal(row?.state, written?.row.state, "the state");
      equal(
        row?.revision,
        (written?.row.revision ?? 0) + 2,
        "the revision: whoever saw the card before must look again",
      );
    },
  },
  {
    name: "undo takes back what the page has made last, also where its time or day is ahead of another's",
    run: async (db) => {
      await install(db, FIVE);
      const other = await grade(db, await get(db, forward("c")), 3, NOW - 60_000);
      // A clock that ran ahead for a moment: all that follows on this card is later than that.
      const first = await grade(db, await get(db, forward("a")), 1, NOW + DAY_MS - 60_000);
      const again = await grade(db, await get(db, forward("a")), 3, NOW);
      const last = await grade(db, await get(db, forward("b")), 3, NOW + 1000);
      const made = [first, again, last].map((written) => written?.event.id as EventId);
      equal((await undo(db, NOW + 2000, made))?.id, forward("b"), "the first undo");
      equal((await undo(db, NOW + 3000, made))?.state.reviews, 1, "reviews after the second");
      equal((await undo(db, NOW + 4000, made))?.id, forward("a"), "the third");
      equal((await undo(db, NOW + 5000, made))?.id, other?.row.id, "the fourth, which another page has made");
      await foldsToItself(db);
    },
  },
  {
    name: "undo takes nothing from under what another page has made since, and goes to the newest instead",
    run: async (db) => {
      await install(db, FIVE);
      const mine = await grade(db, await get(db, forward("a")), 3, NOW);
      const theirs = await grade(db, await get(db, forward("a")), 3, NOW + 600_000);
      const made = [mine?.event.id as EventId];
      equal((await undo(db, NOW + 700_000, made))?.state.reviews, 1, "reviews");
      const [undone] = await db.getAllFromIndex("events", "undoes");
      equal(undone && "undoes" in undone && undone.undoes, theirs?.event.id, "what was taken back");
      equal((await undo(db, NOW + 800_000, made))?.state.reviews, 0, "reviews after the second undo");
      await foldsToItself(db);
    },
  },
  {
    name: "on a new page undo takes back no review that was imported today, though it is the newest",
    run: async (db) => {
      await install(db, FIVE);
      const written = await grade(db, await get(db, forward("a")), 3, NOW);
      if (!written) throw new Error("the grade was refused");
      const { event } = await madeOf(db, "b", NOW + 60_000);
      // It was done on this very day, in Anki, and brought over by this device.
      await merge(db, [imported(event)], scheduler);
      equal((await get(db, forward("b"))).state.reviews, 1, "reviews that were imported");
      equal((await undo(db, NOW + 120_000))?.id, forward("a"), "what is taken back");
      equal(await undo(db, NOW + 130_000), null, "and then nothing");
      equal((await get(db, forward("b"))).state.reviews, 1, "the imported review");
      await foldsToItself(db);
    },
  },
  {
    name: "on a new page undo takes back nothing that another device has made today",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("a")), 3, NOW);
      await grade(db, await get(db, forward("b")), 3, NOW + 1000, OTHER_DEVICE);
      equal((await undo(db, NOW + 2000))?.id, forward("a"), "what is taken back");
      equal(await undo(db, NOW + 3000), null, "and then nothing");
      await foldsToItself(db);
    },
  },
  {
    name: "undo takes back a reset, and what was done before it is there again",
    run: async (db) => {
      await install(db, FIVE);
      const written = await grade(db, await get(db, forward("a")), 4, NOW);
      const shown = await get(db, forward("a"));
      await append(
        db,
        shown,
        scheduler,
        () => maker(NOW + 1000),
        (card) => makeReset(card, maker(NOW + 1000)),
      );
      equal((await get(db, forward("a"))).state.reviews, 0, "reviews after the reset");
      equal((await undo(db, NOW + 2000))?.state, written?.row.state, "after the undo");
      await foldsToItself(db);
    },
  },
  {
    name: "what cannot be undone is left alone, also where the page has made it last",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("a")), 3, NOW);
      const settings = maker(NOW + 1000);
      await saveSetting(db, "newPerDay", 3, () => settings);
      const [setting] = await db.getAllFromIndex("events", "key", "newPerDay");
      equal((await undo(db, NOW + 2000, [setting?.id as EventId]))?.id, forward("a"), "what is taken back");
      equal((await db.get("registers", "setting/newPerDay"))?.value, 3, "the setting");
      await foldsToItself(db);
    },
  },
  {
    name: "an undo that is merged takes a setting and a switch back, whatever it says that it concerns",
    run: async (db) => {
      await install(db, FIVE);
      const first = makeSetting("newPerDay", 3, null, maker(NOW));
      const second = makeSetting("newPerDay", 4, first, maker(NOW + 1000));
      await merge(db, [first, second], scheduler);
      await merge(db, [{ ...makeUndo(second, maker(NOW + 2000)), card: forward("a") }], scheduler);
      equal((await db.get("registers", "setting/newPerDay"))?.value, 3, "the setting");
      await foldsToItself(db);
    },
  },
  {
    name: "undos that name each other hang nothing",
    run: async (db) => {
      await install(db, FIVE);
      const setting = makeSetting("newPerDay", 3, null, maker(NOW));
      const one = makeUndo(setting, maker(NOW + 1000));
      const two = { ...makeUndo(one, maker(NOW + 2000)) };
      await merge(db, [setting, { ...one, undoes: two.id }, two], scheduler);
      const [a, b] = [one, two].map((event) => ({ ...event, card: forward("a") }));
      if (!a || !b) throw new Error("two were made");
      const others = [
        { ...a, id: `${a.id.slice(0, -1)}x`.replace(/x$/, "a") as EventId },
        { ...b, id: `${b.id.slice(0, -1)}x`.replace(/x$/, "b") as EventId },
      ];
      await merge(
        db,
        others.map((event, i) => ({ ...event, undoes: others[1 - i]?.id as EventId })),
        scheduler,
      );
      await grade(db, await get(db, forward("a")), 3, NOW + 3000);
      equal((await undo(db, NOW + 4000))?.id, forward("a"), "an undo");
      await foldsToItself(db);
    },
  },
  {
    name: "a review that came back through Anki for a card that was renamed since is one review of today",
    run: async (db) => {
      await install(db, FIVE);
      const written = await grade(db, await get(db, forward("a")), 3, NOW);
      if (!written) throw new Error("the grade was refused");
      const renamed = content("a-better", 0, { formerIds: [forward("a")] });
      await install(db, [renamed, ...FIVE.slice(1)], "2");
      await merge(db, [imported(written.event, { card: renamed.id })], scheduler);
      const { answered } = await readToday(db, NOW + 1000, () => 60);
      equal(
        answered.map(({ id, state }) => [id, state.onLastDay.answers]),
        [[renamed.id, 1]],
        "answered today",
      );
      equal((await undo(db, NOW + 2000))?.id, renamed.id, "undo");
      equal((await get(db, renamed.id)).state.reviews, 0, "reviews after undo");
      await foldsToItself(db);
    },
  },
  {
    name: "a review that came back through Anki on another study day is not one of today",
    run: async (db) => {
      await install(db, FIVE);
      const written = await grade(db, await get(db, forward("a")), 4, NOW - DAY_MS);
      if (!written) throw new Error("the grade was refused");
      await merge(db, [imported(written.event, { studyDay: written.event.studyDay + 1 })], scheduler);
      equal((await get(db, forward("a"))).state.reviews, 1, "reviews");
      equal((await readToday(db, NOW, () => 60)).answered, [], "answered today");
      equal(await undo(db), null, "undo");
      await foldsToItself(db);
    },
  },
  {
    name: "a row of today that is no event keeps neither the day from being read nor undo from finding the last review",
    run: async (db) => {
      await install(db, FIVE);
      const written = await grade(db, await get(db, forward("a")), 3, NOW);
      const { card: _, ...spoilt } = { ...written?.event, id: `${written?.event.id.slice(0, 9)}-zzzzzzzzzzzzzzzz` };
      await db.add("events", spoilt as never);
      const today = await readToday(db, NOW + 1000, () => 60);
      equal(today.answered.length, 1, "answered today");
      buildQueue(today);
      equal((await undo(db, NOW + 2000))?.id, forward("a"), "undo");
    },
  },
  {
    name: "yesterday's review is not taken back today, and one far ahead in the log hides none",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("b")), 3, NOW + 4000 * DAY_MS);
      await grade(db, await get(db, forward("a")), 3, NOW - DAY_MS);
      equal(await undo(db), null, "undo");
      await grade(db, await get(db, forward("c")), 3, NOW + 1000);
      equal((await undo(db, NOW + 2000))?.id, forward("c"), "undo of today's");
      await foldsToItself(db);
    },
  },
];

/** A review of a card that is not written here. */
async function madeOf(db: Parameters<typeof get>[0], name: string, atMs: number) {
  const row = await get(db, forward(name));
  const days = await db.getAll("days");
  const written = await grade(db, row, 3, atMs);
  if (!written) throw new Error("the grade was refused");
  // As if it had never been.
  const place = await db.getKeyFromIndex("events", "id", written.event.id);
  await db.delete("events", place as number);
  await db.put("states", row);
  await db.clear("days");
  for (const one of days) await db.put("days", one);
  return written;
}
