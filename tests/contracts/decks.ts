/** What installing a deck does to cards and their histories, and what it leaves alone. */
import type { DeckId } from "../../src/core/ids.ts";
import { NEW_CARD_STATE } from "../../src/core/memory/card-state.ts";
import { DAY_MS } from "../../src/core/time/study-day.ts";
import { cardIdsOf } from "../../src/store/database/key-ranges.ts";
import { installDecks, readDeck, removeDeck } from "../../src/store/decks/decks.ts";
import { installDeck } from "../../src/store/decks/install-deck.ts";
import type { Database } from "../../src/store/opening/open.ts";
import { readToday } from "../../src/store/today/today.ts";
import { merge } from "../../src/store/writing/merge.ts";
import { equal, rejects } from "../support/database/check.ts";
import { FIVE, foldsToItself, forward, get, grade, NOW, scheduler, undo } from "../support/database/db-steps.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import { content, deck, TEST_DECK } from "../support/samples/cards.ts";
import { type Case, ids, install } from "./case.ts";

const OTHER = "other-deck" as DeckId;
const other = (version = "1", names: readonly string[] = ["a", "b"]) =>
  deck(
    names.map((name, i) => content(name, i, { deck: OTHER })),
    version,
    { id: OTHER },
  );
const installOwn = (db: Database, own = other()) => installDeck(db, own, scheduler, NOW, "own");

export const DECK_CASES: readonly Case[] = [
  {
    name: "a deck is installed once per version",
    run: async (db) => {
      equal(await install(db, FIVE), true, "the first time");
      equal(await install(db, FIVE), false, "the second time");
      equal(ids(await db.getAll("states")), ids(FIVE), "states");
      equal(ids(await db.getAll("contents")), ids(FIVE), "contents");
      equal((await get(db, forward("a"))).state, NEW_CARD_STATE, "a new card");
    },
  },
  {
    name: "a state holds no text, and a content no state",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("a")), 3);
      equal(JSON.stringify(await db.getAll("states")).includes("What is"), false, "text in a state");
      equal(await db.get("contents", forward("a")), FIVE[0], "the content");
    },
  },
  {
    name: "new wording keeps history and revision",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("a")), 4);
      const before = await get(db, forward("a"));
      const front = [{ kind: "text" as const, text: "Said better?" }];
      await install(
        db,
        FIVE.map((card) => ({ ...card, front })),
        "2",
      );
      const after = await get(db, forward("a"));
      equal(after, before, "the state");
      equal((await db.get("contents", forward("a")))?.front, front, "front");
    },
  },
  {
    name: "a card that left the deck is hidden, not deleted, and comes back with its history",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("a")), 3);
      await install(db, FIVE.slice(1), "2");
      equal((await get(db, forward("a"))).retired, true, "retired");
      const today = await readToday(db, NOW + 3_600_000, () => 60);
      equal(
        [...today.learning, ...today.newCards].some(({ id }) => id === forward("a")),
        false,
        "in a queue",
      );
      equal(await grade(db, await get(db, forward("a")), 3), null, "a grade of it");
      await foldsToItself(db);
      await install(db, FIVE, "3");
      equal((await get(db, forward("a"))).state.reviews, 1, "reviews after its return");
      await foldsToItself(db);
    },
  },
  {
    name: "a renamed card takes its history along, also what arrives later, and undo finds it",
    run: async (db) => {
      await install(db, FIVE);
      const written = await grade(db, await get(db, forward("a")), 3);
      const renamed = content("a-better", 0, { formerIds: [forward("a")] });
      await install(db, [renamed, ...FIVE.slice(1)], "2");
      equal((await get(db, renamed.id)).state.reviews, 1, "reviews");
      equal((await get(db, forward("a"))).retired, true, "the old id");
      // Another device, which still has the old deck, has answered the card since.
      const late = {
        ...written?.event,
        atMs: NOW + 500,
        id: `${(NOW + 500).toString(36).padStart(9, "0")}-0000000000000000`,
      };
      await merge(db, [late as never], scheduler);
      equal((await get(db, renamed.id)).state.reviews, 2, "reviews after the merge");
      await foldsToItself(db);
      equal((await undo(db, NOW + 1000))?.id, renamed.id, "undo");
      equal((await get(db, renamed.id)).state.reviews, 1, "reviews after the undo");
      await foldsToItself(db);
      await install(db, FIVE, "3");
      equal((await get(db, forward("a"))).state.reviews, 1, "reviews of the old card, back again");
      await foldsToItself(db);
    },
  },
  {
    name: "a card cannot take the history of one that is there",
    run: async (db) => {
      await install(db, [content("a", 0), content("thief", 1, { formerIds: [forward("a")] })]);
      await grade(db, await get(db, forward("a")), 3);
      equal((await get(db, forward("thief"))).state.reviews, 0, "reviews");
      await foldsToItself(db);
    },
  },
  {
    name: "a log that came before its deck is folded when the deck is installed",
    run: async (db) => {
      await install(db, FIVE);
      const written = await grade(db, await get(db, forward("a")), 3);
      for (const store of ["states", "contents", "decks"] as const) await db.clear(store);
      await install(db, FIVE);
      equal((await get(db, forward("a"))).state, written?.row.state, "state");
    },
  },
  {
    name: "two decks that share fact and template do not touch each other's cards",
    run: async (db) => {
      await install(db, FIVE);
      await grade(db, await get(db, forward("a")), 4);
      await installOwn(db);
      equal(await db.count("states"), 7, "cards");
      const [mine] = (await db.getAll("states", cardIdsOf(OTHER))).filter(({ id }) => id.endsWith("/a/forward"));
      equal(
        [mine?.id, mine?.state.reviews, mine?.fact],
        ["other-deck/a/forward", 0, "other-deck/a"],
        "the other's card",
      );
      equal((await get(db, forward("a"))).state.reviews, 1, "the first's card");
      await installOwn(db, other("2", ["b"]));
      equal((await get(db, forward("a"))).retired, false, "the first's card, when the other's left");
      // Facts of two decks are two facts: answering the one keeps the other in the queue.
      const today = await readToday(db, NOW + 1000, () => 60);
      equal(
        today.newCards.some(({ id }) => id === "other-deck/b/forward"),
        true,
        "in the queue",
      );
      await foldsToItself(db);
    },
  },
  {
    name: "a deck with cards of another deck, or with such as were once, is refused whole",
    run: async (db) => {
      await install(db, FIVE);
      for (const card of [content("a", 0), content("a", 0, { deck: OTHER, formerIds: [forward("a")] })]) {
        const hostile = deck([card], "1", { id: OTHER });
        equal((await rejects(installOwn(db, hostile), "installing")) instanceof RangeError, true, "the reason");
        equal([await db.count("states"), await db.count("decks")], [5, 1], "what is there");
      }
    },
  },
  {
    name: "a deck of one's own takes no bundled deck's place, nor a bundled one its place",
    run: async (db) => {
      await install(db, FIVE);
      equal(await installDeck(db, deck(FIVE.slice(1), "9"), scheduler, NOW, "own"), false, "own over bundled");
      await installOwn(db);
      const bundled = other("9", ["c"]);
      const source = { versions: async () => [bundled], deck: async () => bundled };
      equal(await installDecks(db, source, scheduler, NOW), false, "bundled over own");
      equal(
        ids(await db.getAll("states", cardIdsOf(OTHER))),
        ["other-deck/a/forward", "other-deck/b/forward"],
        "own cards",
      );
      equal((await get(db, forward("a"))).retired, false, "the bundled card");
    },
  },
  {
    name: "a deck comes out of the database as it went in",
    run: async (db) => {
      const text = [{ kind: "text" as const, text: "x" }];
      const medium = { id: "ab".repeat(32), type: "image/svg+xml", bytes: "PHN2Zy8+", words: "A bone" };
      const whole = deck(FIVE, "1", {
        terms: ["b", "a"].map((name) => ({ id: `test-deck/${name}` as never, name, definition: text })),
        corrections: [1, 2].map((revision) => ({
          fact: "test-deck/a" as never,
          revision,
          before: text,
          now: text,
          why: text,
        })),
        media: [medium],
      });
      await installDeck(db, whole, scheduler, NOW, "own");
      equal(await readDeck(db, TEST_DECK), whole, "the deck");
      equal(await readDeck(db, OTHER), null, "another");
      // Two decks may bring the same picture.
      await installOwn(db, { ...other(), media: [medium] });
      await removeDeck(db, OTHER);
      equal(await readDeck(db, TEST_DECK), whole, "the deck, when another with its picture was removed");
    },
  },
  {
    name: "a deck of one's own is removed with its history kept; a bundled one is not removed",
    run: async (db) => {
      await install(db, FIVE);
      await installOwn(db);
      const [row] = await db.getAll("states", cardIdsOf(OTHER));
      if (!row) throw new Error("there is no card");
      await grade(db, row, 4);
      await removeDeck(db, OTHER);
      await removeDeck(db, TEST_DECK);
      equal(
        [await db.count("states"), await db.count("contents"), (await wholeLog(db)).length],
        [5, 5, 1],
        "what is left",
      );
      equal(await readDeck(db, OTHER), null, "the deck");
      await installOwn(db);
      equal((await db.get("states", row.id))?.state.reviews, 1, "reviews, when it is back");
      await foldsToItself(db);
    },
  },
  {
    name: "a card whose state is lost is in its deck all the same, and goes with it",
    run: async (db) => {
      await installOwn(db);
      const whole = await readDeck(db, OTHER);
      const lost = content("b", 1, { deck: OTHER }).id;
      await db.delete("states", lost);
      equal(await readDeck(db, OTHER), whole, "the deck");
      await installOwn(db, other("2", ["a"]));
      equal(await db.get("contents", lost), undefined, "what a later version left out");
      await installOwn(db, other("3"));
      await db.delete("states", lost);
      await removeDeck(db, OTHER);
      equal(await db.get("contents", lost), undefined, "what was removed");
    },
  },
  {
    name: "a page that shows a card as it was before its deck went grades nothing when the deck is back",
    run: async (db) => {
      await installOwn(db);
      const { id } = content("a", 0, { deck: OTHER });
      const pages = [await get(db, id)];
      for (const days of [0, 3, 9]) {
        await grade(db, await get(db, id), 3, NOW + days * DAY_MS);
        pages.push(await get(db, id));
      }
      const there = pages.pop();
      await removeDeck(db, OTHER);
      await installOwn(db);
      equal((await get(db, id)).state, there?.state, "the state");
      for (const page of pages) equal(await grade(db, page, 3, NOW + 10 * DAY_MS), null, `at ${page.revision}`);
    },
  },
];
