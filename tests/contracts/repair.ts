/** What the self-check must find and mend, on any engine. Each case begins with an empty database. */

import { readDamaged } from "../../src/copies/read-damaged.ts";
import { type Check, isClean, repair, selfCheck } from "../../src/copies/self-check.ts";
import type { DeckSource } from "../../src/core/deck/deck.ts";
import { makeEventId } from "../../src/core/ids.ts";
import type { OsteonEvent, ReviewEvent } from "../../src/core/log/event.ts";
import { NEW_CARD_STATE } from "../../src/core/memory/card-state.ts";
import { DAY_MS } from "../../src/core/plan/study-day.ts";
import { correctClock, countStranded } from "../../src/store/correct-clock.ts";
import { installDecks } from "../../src/store/decks.ts";
import { installDeck } from "../../src/store/install-deck.ts";
import { mergeProgress } from "../../src/store/merge.ts";
import type { Database } from "../../src/store/open.ts";
import { readToday } from "../../src/store/today.ts";
import { content, deck } from "../support/cards.ts";
import { equal } from "../support/check.ts";
import { at, FIVE, foldsToItself, forward, get, grade, NOW, random, scheduler, undo } from "../support/db-steps.ts";
import type { Case } from "./db.ts";

const source: DeckSource = {
  versions: async () => [deck(FIVE)].map(({ id, version }) => ({ id, version })),
  deck: async () => deck(FIVE),
};
const install = (db: Database): Promise<boolean> => installDecks(db, source, scheduler, NOW);

async function studied(db: Database): Promise<void> {
  await install(db);
  for (const [i, name] of ["a", "b", "c"].entries()) await grade(db, await get(db, forward(name)), 3, NOW + i * 1000);
  await undo(db, NOW + 5000);
}

/** Checks, repairs as the check says, and expects the cards to be what they were. */
async function mends(db: Database, what: string): Promise<void> {
  const check = await selfCheck(db, scheduler);
  if (await repair(db, check, scheduler)) await install(db);
  const after = await selfCheck(db, scheduler);
  equal([isClean(after), after.missing, after.cards], [true, [], FIVE.length], `${what}, after the repair`);
  await foldsToItself(db);
}

const found = async (db: Database): Promise<Pick<Check, "wrong" | "unreadable">> => {
  const { wrong, unreadable } = await selfCheck(db, scheduler);
  return { wrong, unreadable };
};

/** What a row can have that no event has. */
const SPOILERS: Readonly<Record<string, (review: ReviewEvent) => object>> = {
  "no promise": ({ next: _, ...rest }) => rest,
  "a revision below zero": (review) => ({ ...review, factRevision: -1 }),
  "a rating that no button gives": (review) => ({ ...review, rating: 9 }),
  "a time that is none": (review) => ({ ...review, atMs: "then" }),
};

export const REPAIR_CASES: readonly Case[] = [
  {
    name: "a whole database is found whole",
    run: async (db) => {
      await studied(db);
      equal(
        await selfCheck(db, scheduler),
        { events: 4, cards: 5, wrong: [], missing: [], unreadable: [] },
        "the check",
      );
    },
  },
  {
    name: "a snapshot that its log does not lead to is rebuilt, and a stale page's grade is refused",
    run: async (db) => {
      await studied(db);
      const card = await get(db, forward("a"));
      await db.put("cards", { ...card, state: { ...card.state, reviews: 7 }, fact: card.content.fact });
      const wrong = await get(db, forward("a"));
      equal((await selfCheck(db, scheduler)).wrong, [forward("a")], "wrong");
      await mends(db, "a wrong snapshot");
      equal(await grade(db, wrong, 3), null, "a grade for what was shown before the repair");
    },
  },
  {
    name: "a card in the wrong place of the queue is put right",
    run: async (db) => {
      await studied(db);
      const card = await db.get("cards", forward("b"));
      if (!card) throw new Error("no card");
      await db.put("cards", { ...card, queue: [2, 99_999] });
      equal((await selfCheck(db, scheduler)).wrong, [forward("b")], "wrong");
      await mends(db, "a wrong queue");
    },
  },
  {
    name: "lost cards come back with their history, all of them or one",
    run: async (db) => {
      await studied(db);
      await db.delete("cards", forward("a"));
      equal((await selfCheck(db, scheduler)).missing, [forward("a")], "missing");
      await mends(db, "one card lost");
      await db.clear("cards");
      await mends(db, "all cards lost");
      equal((await get(db, forward("a"))).state.reviews, 1, "reviews");
    },
  },
  {
    name: "a card whose content is garbage comes back",
    run: async (db) => {
      await studied(db);
      await db.put("cards", { id: forward("a"), deck: 7, content: "?" } as never);
      await mends(db, "garbage");
      equal((await get(db, forward("a"))).state.reviews, 1, "reviews");
    },
  },
  {
    name: "an event that is none is reported, left where it is, and left out of what is saved",
    run: async (db) => {
      await studied(db);
      const [first] = await db.getAll("events");
      if (!first) throw new Error("no event");
      await db.put("events", { ...first, atMs: "then" } as never);
      const rows = await db.getAll("events");
      const check = await selfCheck(db, scheduler);
      equal([check.unreadable, check.wrong], [[first.id], [forward("a")]], "what is found");
      equal((await readDamaged(db)).events.length, 3, "what can be saved");
      await repair(db, check, scheduler);
      equal(await db.getAll("events"), rows, "the log");
      equal((await get(db, forward("a"))).state, NEW_CARD_STATE, "a card whose only review is none");
      await foldsToItself(db);
      equal(await found(db), { wrong: [], unreadable: [first.id] }, "what is found after the repair");
    },
  },
  ...Object.entries(SPOILERS).map(([what, spoil]) => ({
    name: `a review with ${what} in a card's log stands in the way of no backup, deck, repair, undo or bringing back`,
    run: async (db: Database) => {
      await studied(db);
      const [first] = await db.getAll("events");
      if (first?.kind !== "review") throw new Error("no review");
      const yesterday = first.atMs - DAY_MS;
      const id = idAt(yesterday);
      const row = spoil({ ...first, id, atMs: yesterday, studyDay: first.studyDay - 1 });
      await db.put("events", row as never);
      const spoilt = { wrong: [], unreadable: [id] };
      equal(await found(db), spoilt, "what is found at first");

      const atMs = first.atMs - 3_600_000;
      const events: OsteonEvent[] = [{ ...first, id: idAt(atMs), atMs }];
      equal(
        await mergeProgress(db, { events, settings: {}, decks: [] }, scheduler),
        { added: 1, known: 0 },
        "a backup",
      );
      equal([await reviewsOf(db, "a"), await found(db)], [2, spoilt], "after the backup");

      const card = await get(db, forward("a"));
      await db.put("cards", { ...card, state: NEW_CARD_STATE, fact: card.content.fact });
      await repair(db, await selfCheck(db, scheduler), scheduler);
      equal(await reviewsOf(db, "a"), 2, "after the repair");

      const written = await grade(db, await get(db, forward("a")), 4, NOW + 10_000);
      equal((await undo(db, NOW + 20_000))?.id, written?.row.id, "the card that undo goes back to");
      equal([await reviewsOf(db, "a"), await found(db)], [2, spoilt], "after the undo");

      await grade(db, await get(db, forward("a")), 3, NOW + 3652 * DAY_MS);
      equal(await correctClock(db, scheduler, at(NOW + DAY_MS), random10), 1, "brought back");
      equal([await reviewsOf(db, "a"), await found(db)], [3, spoilt], "after bringing back");

      const renamed = content("a-better", 0, { formerIds: [forward("a")] });
      await installDeck(db, deck([renamed, ...FIVE.slice(1)], "2"), scheduler, NOW);
      equal([await reviewsOf(db, "a-better"), await found(db)], [3, spoilt], "after the deck");
      equal(await db.get("events", id), row, "the row");
    },
  })),
  {
    name: "cards that a clock ten years ahead has stranded come back, and undo still works",
    run: async (db) => {
      await studied(db);
      const ahead = NOW + 3652 * DAY_MS;
      for (const name of ["a", "d"]) await grade(db, await get(db, forward(name)), 3, ahead);
      equal(await countStranded(db, at(NOW + DAY_MS)), 2, "stranded");
      const dueWithin = async (days: number): Promise<string[]> => {
        const today = await readToday(db, NOW + days * DAY_MS, () => 60);
        return ["a", "d"].filter((name) =>
          [...today.learning, ...today.reviews].some(({ id, state }) => {
            return id === forward(name) && (state.dueDay ?? 0) <= today.moment.today;
          }),
        );
      };
      equal(await dueWithin(30), [], "due within a month, before the repair");
      equal(await correctClock(db, scheduler, at(NOW + DAY_MS), random10), 2, "brought back");
      equal(await countStranded(db, at(NOW + DAY_MS)), 0, "stranded afterwards");
      equal(await correctClock(db, scheduler, at(NOW + DAY_MS), random10), 0, "a second time");
      equal(await dueWithin(30), ["a", "d"], "due within a month, after the repair");
      await foldsToItself(db);
      equal(isClean(await selfCheck(db, scheduler)), true, "clean");
      const before = await get(db, forward("a"));
      const graded = await grade(db, before, 3, NOW + 2 * DAY_MS);
      equal(graded?.row.state.reviews, before.state.reviews + 1, "reviews after a grade");
      const undone = await undo(db, NOW + 2 * DAY_MS);
      equal(undone?.id, forward("a"), "the card that undo goes back to");
      const { lastEventAtMs } = await get(db, forward("a")).then(({ state }) => state);
      equal(undone?.state, { ...before.state, lastEventAtMs }, "the card as it was before the grade");
      await foldsToItself(db);
    },
  },
];

const random10 = (): Uint8Array => random();
const idAt = (atMs: number) => makeEventId(atMs, random());
const reviewsOf = async (db: Database, name: string) => (await get(db, forward(name))).state.reviews;
