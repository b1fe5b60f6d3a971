/** What undo must do, whichever engine the database stands on. Each case begins with an empty database. */
import type { CardContent } from "../../src/core/deck/deck.ts";
import type { EventId } from "../../src/core/ids.ts";
import type { OsteonEvent } from "../../src/core/log/event.ts";
import { buildQueue } from "../../src/core/plan/queue.ts";
import { DAY_MS } from "../../src/core/plan/study-day.ts";
import { installDeck } from "../../src/store/install-deck.ts";
import { mergeProgress } from "../../src/store/merge.ts";
import type { Database } from "../../src/store/open.ts";
import { readToday } from "../../src/store/today.ts";
import { content, deck } from "../support/cards.ts";
import { equal } from "../support/check.ts";
import { FIVE, foldsToItself, forward, get, grade, NOW, scheduler, undo } from "../support/db-steps.ts";
import type { Case } from "./db.ts";

const install = (db: Database, cards: readonly CardContent[], version = "1") =>
  installDeck(db, deck(cards, version), scheduler, NOW);

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
      equal(await db.count("events"), 4, "reviews and undos stay in the log");
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
      equal(row?.state.dueDay, written?.row.state.dueDay, "due day");
      equal(row?.state.memory, written?.row.state.memory, "memory");
    },
  },
  {
    name: "undo takes back what the page has made last, also where its time or day is ahead of another's",
    run: async (db) => {
      await install(db, FIVE);
      const other = await grade(db, await get(db, forward("c")), 3, NOW - 60_000);
      // A clock that ran ahead for a moment: all that follows on this card is later than that.
      const first = await grade(db, await get(db, forward("a")), 1, NOW + DAY_MS);
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
      const [undone] = (await db.getAll("events")).filter(({ kind }) => kind === "undo");
      equal(undone?.kind === "undo" && undone.undoes, theirs?.event.id, "what was taken back");
      equal((await undo(db, NOW + 800_000, made))?.state.reviews, 0, "reviews after the second undo");
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
      const id = `${written.event.id.slice(0, -4)}anki` as EventId;
      const returned = { ...written.event, id, card: renamed.id, surface: "import" as const };
      await mergeProgress(db, { events: [returned], settings: {}, decks: [] }, scheduler);
      equal((await readToday(db, NOW + 1000, () => 60)).doneToday.length, 1, "done today");
      equal((await undo(db, NOW + 2000))?.state.reviews, 0, "reviews after undo");
    },
  },
  {
    name: "a review that came back through Anki on another study day is not one of today",
    run: async (db) => {
      await install(db, FIVE);
      const written = await grade(db, await get(db, forward("a")), 4, NOW - DAY_MS);
      if (!written) throw new Error("the grade was refused");
      const { event } = written;
      const id = `${event.id.slice(0, -4)}anki` as EventId;
      const returned = { ...event, id, surface: "import" as const, studyDay: event.studyDay + 1 };
      await mergeProgress(db, { events: [returned], settings: {}, decks: [] }, scheduler);
      equal((await get(db, forward("a"))).state.reviews, 1, "reviews");
      equal((await readToday(db, NOW, () => 60)).doneToday, [], "done today");
      equal(await undo(db), null, "undo");
      await foldsToItself(db);
    },
  },
  {
    name: "a row of today that is no event keeps neither the day from being read nor undo from finding the last review",
    run: async (db) => {
      await install(db, FIVE);
      const written = await grade(db, await get(db, forward("a")), 3, NOW);
      const { card: _, ...spoilt } = { ...written?.event, id: "zzzzzzzzz-0000000000000000" as EventId, kind: "review" };
      await db.put("events", spoilt as OsteonEvent);
      const today = await readToday(db, NOW + 1000, () => 60);
      equal(today.doneToday.length, 1, "done today");
      buildQueue(today);
      equal((await undo(db, NOW + 2000))?.id, forward("a"), "undo");
    },
  },
  {
    name: "yesterday's review is not taken back today",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("a")), 3, NOW - DAY_MS);
      equal(await undo(db), null, "undo");
    },
  },
];
