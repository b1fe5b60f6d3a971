/** How far chapters have come, and the offer that follows: counted, without a card being read. */
import { expect, test, vi } from "vitest";
import type { DeckId } from "../../../../src/core/ids.ts";
import { readDeckEntries } from "../../../../src/session/options/decks.ts";
import { readChapterProgress } from "../../../../src/store/decks/chapter-progress.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { declineOffer, readOffer } from "../../../../src/store/today/offers.ts";
import { countRows } from "../../../support/database/count-rows.ts";
import { forward, get, grade, maker, NOW, scheduler, undo } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { content, deck, TEST_DECK } from "../../../support/samples/cards.ts";

const CHAPTERS = [
  { id: "basics", title: "Basics", startsOff: false, offeredWhen: null },
  { id: "more", title: "More", startsOff: true, offeredWhen: { chapters: ["basics"], known: 0.5 } },
];
/** So many cards in each chapter, of which the deck says nothing more. */
const inChapters = (cards: number) =>
  CHAPTERS.flatMap(({ id }) => Array.from({ length: cards }, (_, i) => content(`${id}${i}`, i, { chapter: id })));

let db: Database;
useDatabase((opened) => {
  db = opened;
});

const install = (cards: ReturnType<typeof inChapters>, version = "1") =>
  installDeck(db, deck(cards, version, { chapters: CHAPTERS }), scheduler, NOW);
const progress = async () => {
  const ids = CHAPTERS.map(({ id }) => id);
  return Object.fromEntries(await readChapterProgress(db.transaction("states").store, { id: TEST_DECK }, ids));
};
const easy = async (name: string, nowMs = NOW) => grade(db, await get(db, forward(name)), 4, nowMs);

test("what is in review is known, chapter by chapter, and what left the deck is left out", async () => {
  await install(inChapters(3));
  await easy("basics0");
  await easy("basics1");
  await grade(db, await get(db, forward("more0")), 1);
  expect(await progress()).toEqual({ basics: { cards: 3, known: 2 }, more: { cards: 3, known: 0 } });
  await undo(db, NOW + 1000);
  await undo(db, NOW + 2000);
  expect(await progress()).toEqual({ basics: { cards: 3, known: 1 }, more: { cards: 3, known: 0 } });
  await install(
    inChapters(3).filter(({ id }) => id !== forward("basics0")),
    "2",
  );
  expect(await progress()).toEqual({ basics: { cards: 2, known: 0 }, more: { cards: 3, known: 0 } });
});

test("a deck whose name begins as another's has its own counts", async () => {
  await install(inChapters(2));
  const other = `${TEST_DECK}-2` as DeckId;
  await installDeck(db, deck([content("a", 0, { deck: other })], "1", { id: other }), scheduler, NOW, "own");
  expect(await progress()).toEqual({ basics: { cards: 2, known: 0 }, more: { cards: 2, known: 0 } });
});

test("the first list of the decks counts no card, and a later one those of each chapter", async () => {
  await install(inChapters(3));
  const count = vi.spyOn(IDBIndex.prototype, "count");
  await readDeckEntries(db, { reach: false });
  expect(count).not.toHaveBeenCalled();
  const [deck] = await readDeckEntries(db);
  expect(deck?.chapters.map(({ cards }) => cards)).toEqual([3, 3]);
  // The cards of each of the two chapters, and those of them that are known.
  expect(count).toHaveBeenCalledTimes(4);
  count.mockRestore();
});

test("a chapter is offered once, and neither this nor the list of decks reads a card", async () => {
  await install(inChapters(400));
  expect(await readOffer(db)).toBeNull();
  for (let i = 0; i < 200; i++) await easy(`basics${i}`, NOW + i);
  const offer = await readOffer(db);
  expect(offer).toEqual({ deck: TEST_DECK, chapter: "more", title: "More", cards: 400, waiting: ["more"] });
  expect((await readDeckEntries(db))[0]?.chapters.map(({ ready }) => ready)).toEqual([false, true]);
  expect((await countRows(() => readOffer(db))).read).toBeLessThan(20);
  expect((await countRows(() => readDeckEntries(db))).read).toBeLessThan(20);
  if (offer) await declineOffer(db, offer, () => maker(NOW + 1000));
  expect(await readOffer(db)).toBeNull();
});
