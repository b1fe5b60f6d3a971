/** What a check must find and mend, and what it must leave alone, on any engine. Each case begins with an empty database. */
import { checkAll } from "../../src/copies/check/check.ts";
import { type Checked, leftOf, total } from "../../src/copies/check/findings.ts";
import type { DeckSource } from "../../src/core/deck/deck.ts";
import type { CardId, DeckId } from "../../src/core/ids.ts";
import { makeEventId } from "../../src/core/ids.ts";
import type { Envelope } from "../../src/core/log/envelope.ts";
import type { ReviewEvent } from "../../src/core/log/kinds.ts";
import { NEW_CARD_STATE } from "../../src/core/memory/card-state.ts";
import { DAY_MS } from "../../src/core/time/study-day.ts";
import { cardByCard } from "../../src/store/database/event-rows.ts";
import type { StoreName } from "../../src/store/database/schema.ts";
import { installDecks, readDeck } from "../../src/store/decks/decks.ts";
import { installDeck } from "../../src/store/decks/install-deck.ts";
import type { Database } from "../../src/store/opening/open.ts";
import { packNext } from "../../src/store/segments/segments.ts";
import { saveSetting } from "../../src/store/settings/save-setting.ts";
import { setSwitch } from "../../src/store/settings/set-switch.ts";
import { readSettings } from "../../src/store/settings/settings.ts";
import { readToday } from "../../src/store/today/today.ts";
import { correctClock, countStranded } from "../../src/store/writing/correct-clock.ts";
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
  random,
  scheduler,
  undo,
} from "../support/database/db-steps.ts";
import { idsOf, reviews } from "../support/database/long-log.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import { content, deck } from "../support/samples/cards.ts";
import { spoil } from "./copies.ts";
import type { Case } from "./db.ts";

const BUNDLED = deck(FIVE, "1", {
  terms: [{ id: "test-deck/term" as never, name: "Term", definition: [{ kind: "text", text: "A word." }] }],
  media: [{ id: "00ff", type: "image/png", bytes: "AAAA", words: "nothing" }],
});
const source: DeckSource = {
  versions: async () => [{ id: BUNDLED.id, version: BUNDLED.version }],
  deck: async () => BUNDLED,
};
const OWN = "own-deck" as DeckId;
const ownDeck = deck([content("x", 0, { deck: OWN })], "1", { id: OWN });

const check = (db: Database): Promise<Checked> =>
  checkAll({ db, place: null, decks: source, scheduler, read: new Map() });

/** What a check finds, by kind, where it finds anything. */
const found = async (db: Database): Promise<Record<string, number>> =>
  Object.fromEntries(Object.entries((await check(db)).found).filter(([, count]) => count > 0));

async function studied(db: Database): Promise<void> {
  await installDecks(db, source, scheduler, NOW);
  for (const [i, name] of ["a", "b", "c"].entries()) await grade(db, await get(db, forward(name)), 3, NOW + i * 1000);
  await undo(db, NOW + 5000);
  await saveSetting(db, "newPerDay", 3, () => maker());
}

/** Checks, and expects that all of it was found, is mended, and is not found again. */
async function mends(db: Database, faults: Record<string, number>, what: string): Promise<void> {
  const checked = await check(db);
  equal(Object.fromEntries(Object.entries(checked.found).filter(([, count]) => count > 0)), faults, `${what}: found`);
  equal(total(leftOf(checked)), 0, `${what}: left`);
  equal(await found(db), {}, `${what}: found again`);
  await foldsToItself(db);
}

/** The rows of a store, without what counts writes and is no data. */
const rowsOf = async (db: Database, store: StoreName): Promise<unknown[]> =>
  (await db.getAll(store)).map((row) => ("revision" in row ? { ...row, revision: 0 } : row));

/** What a row can have that no event has. */
const SPOILERS: Readonly<Record<string, (review: ReviewEvent) => object>> = {
  "no promise": ({ next: _, ...rest }) => rest,
  "a revision below zero": (review) => ({ ...review, factRevision: -1 }),
  "a rating that no button gives": (review) => ({ ...review, rating: -9 }),
  "a time that is none": (review) => ({ ...review, atMs: "then" }),
};

export const REPAIR_CASES: readonly Case[] = [
  {
    name: "a whole database is found whole",
    run: async (db) => {
      await studied(db);
      const { events, cards, found: faults } = await check(db);
      equal([events, cards, total(faults)], [5, 5, 0], "events, cards, faults");
    },
  },
  {
    name: "everything but events, decks of the user's own and media can be rebuilt",
    run: async (db) => {
      await studied(db);
      await installDeck(db, ownDeck, scheduler, NOW, "own");
      await grade(db, await get(db, content("x", 0, { deck: OWN }).id), 4);
      await setSwitch(db, BUNDLED.id, "chapter", false, () => maker());
      await merge(db, reviews(1000, NOW + 10_000), scheduler);
      await packNext(db);
      const rebuilt = ["states", "contents", "parts", "registers", "days", "segments", "packed"] as const;
      const before = await Promise.all(rebuilt.map((store) => rowsOf(db, store)));
      const kept = [...(await db.getAll("contents")), ...(await db.getAll("parts"))].filter((row) =>
        String("deck" in row ? row.deck : row.id).startsWith(OWN),
      );
      for (const store of rebuilt) await db.clear(store);
      for (const row of kept) await ("part" in row ? db.put("parts", row) : db.put("contents", row as never));
      await check(db);
      await packNext(db);
      equal(await Promise.all(rebuilt.map((store) => rowsOf(db, store))), before, "the rows");
      equal(await found(db), {}, "what is found afterwards");
      await foldsToItself(db);
    },
  },
  {
    name: "a state that its log does not lead to is rebuilt, and a stale page's grade is refused",
    run: async (db) => {
      await studied(db);
      const card = await get(db, forward("a"));
      await db.put("states", { ...card, state: { ...card.state, reviews: 7 } });
      const wrong = await get(db, forward("a"));
      await mends(db, { card: 1 }, "a wrong state");
      equal(await grade(db, wrong, 3), null, "a grade for what was shown before the repair");
    },
  },
  {
    name: "a card in the wrong place of the queue, of another fact, or with a lost past is put right",
    run: async (db) => {
      await studied(db);
      await db.put("states", { ...(await get(db, forward("b"))), queue: [2, 99_999] });
      await db.put("states", { ...(await get(db, forward("c"))), fact: "test-deck/other" as never });
      await db.put("states", { ...(await get(db, forward("d"))), locked: true });
      await mends(db, { card: 3 }, "wrong rows");
    },
  },
  {
    name: "lost states and lost contents come back with their history, all of them or one",
    run: async (db) => {
      await studied(db);
      await db.delete("states", forward("a"));
      await mends(db, { card: 1 }, "one state lost");
      await db.delete("contents", forward("a"));
      await mends(db, { content: 1 }, "one content lost");
      await db.clear("states");
      await mends(db, { card: 5 }, "all states lost");
      await db.clear("contents");
      await db.clear("states");
      await mends(db, { content: 5, card: 5 }, "all cards lost");
      await db.clear("decks");
      await mends(db, { content: 1 }, "the deck's row lost");
      equal((await get(db, forward("a"))).state.reviews, 1, "reviews");
    },
  },
  {
    name: "rows that are garbage come back",
    run: async (db) => {
      await studied(db);
      await db.put("states", { id: forward("a"), deck: 7 } as never);
      await db.put("contents", { id: forward("b"), front: "?" } as never);
      await mends(db, { card: 1, content: 1 }, "garbage");
      equal((await get(db, forward("a"))).state.reviews, 1, "reviews");
    },
  },
  {
    name: "a log of a card that no deck here has is no fault, and costs no deck anything",
    run: async (db) => {
      await studied(db);
      await installDeck(db, ownDeck, scheduler, NOW, "own");
      const [first] = reviews(1);
      await merge(db, [{ ...first, card: "gone-deck/f/forward" as CardId } as Envelope], scheduler);
      for (let i = 0; i < 2; i++) equal(await found(db), {}, "what is found");
      equal(await readDeck(db, OWN), ownDeck, "the deck of the user's own");
      equal(await readDeck(db, BUNDLED.id), BUNDLED, "the bundled deck");
    },
  },
  {
    name: "content of a deck of the user's own that nothing holds any more is reported, and the deck stays",
    run: async (db) => {
      await installDeck(db, ownDeck, scheduler, NOW, "own");
      await db.delete("contents", content("x", 0, { deck: OWN }).id);
      const checked = await check(db);
      equal([checked.found.content, checked.mended.content], [1, 0], "found, mended");
      equal((await db.get("decks", OWN))?.origin, "own", "the deck");
    },
  },
  {
    name: "sums of days that are not what the log says are put right",
    run: async (db) => {
      await studied(db);
      const [row] = await db.getAll("days");
      if (!row) throw new Error("there is a day");
      await db.put("days", { ...row, sums: row.sums.map((sum) => sum + 1) });
      await db.put("days", { ...row, day: row.day - 5 });
      await mends(db, { day: 2 }, "wrong sums");
    },
  },
  {
    name: "registers that are not what their events say are put right, and with them what follows",
    run: async (db) => {
      await studied(db);
      await setSwitch(db, BUNDLED.id, "chapter", false, () => maker());
      const rows = await db.getAll("registers");
      await db.clear("registers");
      await db.put("registers", { ...rows[0], name: "setting/theme", key: "theme", value: "dark" } as never);
      const checked = await check(db);
      equal([checked.found.register, total(leftOf(checked))], [3, 0], "found, left");
      equal(await db.getAll("registers"), rows, "the registers");
      equal((await readSettings(db)).newPerDay, 3, "a setting");
      equal((await readToday(db, NOW, () => 60)).newCards, [], "switched off");
      await foldsToItself(db);
    },
  },
  {
    name: "segments that do not fit their hash or the log are packed anew",
    run: async (db) => {
      await installDecks(db, source, scheduler, NOW);
      await merge(db, reviews(3000), scheduler);
      for (let i = 0; i < 3; i++) await packNext(db);
      const heads = await db.getAll("segments");
      const bytes = await db.get("packed", 1);
      await db.put("packed", bytes?.map((byte, i) => (i === 50 ? byte ^ 1 : byte)) as never, 1);
      await db.delete("packed", 2);
      await mends(db, { segment: 2 }, "damaged bytes");
      equal(await db.getAll("segments"), heads, "the segments");
    },
  },
  {
    name: "an event that its sealed segment holds comes back, whether its row is none, says something else, or is gone",
    run: async (db) => {
      await installDecks(db, source, scheduler, NOW);
      await merge(db, reviews(1000), scheduler);
      await packNext(db);
      const log = await wholeLog(db);
      await spoil(db, log[3]);
      await db.put("events", { ...log[10], rating: 1 } as never, 11);
      await mends(db, { event: 2 }, "in their places");
      equal(await wholeLog(db), log, "the log");
      await db.delete("events", 21);
      const checked = await check(db);
      equal([checked.found.event, checked.mended.event], [1, 1], "gone: found, mended");
      equal((await wholeLog(db)).length, 1000, "events");
      equal(await found(db), {}, "found again");
    },
  },
  {
    name: "so do those of a card whose events stand in one row",
    run: async (db) => {
      await installDecks(db, source, scheduler, NOW);
      await merge(db, cardByCard(reviews(1000)), scheduler);
      await packNext(db);
      const log = await wholeLog(db);
      const row = await db.get("events", 3);
      if (!row || !("events" in row)) throw new Error("no batch");
      await db.put("events", { ...row, events: row.events.slice(1) }, 3);
      await mends(db, { event: 1 }, "one of a row");
      await db.put("events", { ...row, events: "gone" } as never, 3);
      await mends(db, { event: row.events.length }, "a row that says nothing");
      await db.delete("events", 3);
      const checked = await check(db);
      equal([checked.found.event, checked.mended.event], [row.events.length, row.events.length], "a row that is gone");
      equal(idsOf(await wholeLog(db)), idsOf(log), "the log");
      equal(await found(db), {}, "found again");
      await foldsToItself(db);
    },
  },
  {
    name: "an event that is none is reported and left where it is",
    run: async (db) => {
      await studied(db);
      const [first] = await wholeLog(db);
      await db.put("events", { ...first, atMs: "then" } as never, 1);
      const rows = await wholeLog(db);
      const checked = await check(db);
      equal([checked.found.event, checked.mended.event, checked.found.card], [1, 0, 1], "what is found");
      equal(await wholeLog(db), rows, "the log");
      equal((await get(db, forward("a"))).state, NEW_CARD_STATE, "a card whose only review is none");
      await foldsToItself(db);
      equal(await found(db), { event: 1 }, "what is found after the repair");
    },
  },
  ...Object.entries(SPOILERS).map(([what, spoilt]) => ({
    name: `a review with ${what} in a card's log stands in the way of no backup, deck, repair, undo or clock correction`,
    run: async (db: Database) => {
      await studied(db);
      const [first] = await wholeLog(db);
      if (first?.kind !== "review") throw new Error("no review");
      const yesterday = first.atMs - DAY_MS;
      const id = idAt(yesterday);
      const row = spoilt({ ...(first as ReviewEvent), id, atMs: yesterday, studyDay: first.studyDay - 1 });
      const place = await db.add("events", row as never);
      equal(await found(db), { event: 1 }, "what is found at first");

      const atMs = first.atMs - 3_600_000;
      const events: Envelope[] = [{ ...first, id: idAt(atMs), atMs }];
      equal((await merge(db, events, scheduler)).added.length, 1, "a backup");
      equal([await reviewsOf(db, "a"), await found(db)], [2, { event: 1 }], "after the backup");

      await db.put("states", { ...(await get(db, forward("a"))), state: NEW_CARD_STATE });
      await check(db);
      equal(await reviewsOf(db, "a"), 2, "after the repair");

      const written = await grade(db, await get(db, forward("a")), 4, NOW + 10_000);
      equal((await undo(db, NOW + 20_000))?.id, written?.row.id, "the card that undo goes back to");
      equal([await reviewsOf(db, "a"), await found(db)], [2, { event: 1 }], "after the undo");

      await grade(db, await get(db, forward("a")), 3, NOW + 3652 * DAY_MS);
      equal(await correctClock(db, () => maker(NOW + DAY_MS)), 1, "cards whose clock was corrected");
      equal([await reviewsOf(db, "a"), await found(db)], [3, { event: 1 }], "after the correction");

      const renamed = content("a-better", 0, { formerIds: [forward("a")] });
      await installDeck(db, deck([renamed, ...FIVE.slice(1)], "2"), scheduler, NOW);
      equal(await reviewsOf(db, "a-better"), 3, "after the deck");
      equal(await db.get("events", place), row, "the row");
    },
  })),
  {
    name: "cards that a clock ten years ahead has stranded come back, and nothing is found wrong with them",
    run: async (db) => {
      await studied(db);
      for (const name of ["a", "d"]) await grade(db, await get(db, forward(name)), 3, NOW + 3652 * DAY_MS);
      equal(await countStranded(db, at(NOW + DAY_MS)), 2, "stranded");
      equal(await correctClock(db, () => maker(NOW + DAY_MS)), 2, "corrected");
      equal(await countStranded(db, at(NOW + DAY_MS)), 0, "stranded afterwards");
      equal(await correctClock(db, () => maker(NOW + DAY_MS)), 0, "a second time");
      equal(await found(db), {}, "faults");
      await foldsToItself(db);
    },
  },
];

const idAt = (atMs: number) => makeEventId(atMs, random());
const reviewsOf = async (db: Database, name: string) => (await get(db, forward(name))).state.reviews;
