/** What an opening asks of the database: each request costs the browser processor time, whatever it finds. */
import { expect, test } from "vitest";
import { readCardText } from "../../../src/store/decks/card-text.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { readToday } from "../../../src/store/today/today.ts";
import { countRequests } from "../../support/database/count-requests.ts";
import { deleteDatabase, forward, get, grade, NOW, scheduler } from "../../support/database/db-steps.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { content, deck } from "../../support/samples/cards.ts";

let db: Database;
useDatabase((opened) => {
  db = opened;
});

/** Two cards in each of so many chapters, of which the first was begun. */
async function installChapters(count: number): Promise<void> {
  db.close();
  await deleteDatabase();
  db = await openDatabase();
  const chapters = Array.from({ length: count }, (_, i) => `chapter-${i}`);
  const cards = chapters.flatMap((chapter, i) => [0, 1].map((j) => content(`f${2 * i + j}`, 2 * i + j, { chapter })));
  const listed = chapters.map((id) => ({ id, title: id, startsOff: false, offeredWhen: null }));
  await installDeck(db, deck(cards, "1", { chapters: listed }), scheduler, NOW);
  await grade(db, await get(db, forward("f0")), 4, NOW);
}

test("of a chapter that was not begun a day asks for new cards, and whether it is so", async () => {
  const asked: number[] = [];
  for (const chapters of [20, 30]) {
    await installChapters(chapters);
    const { reads, of } = await countRequests(() => readToday(db, NOW + 1000, () => 60));
    asked.push(reads - (of.parts ?? 0));
  }
  expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBe(2 * 10);
});

test("the fact of a new card is read once for its text", async () => {
  await installDeck(db, deck([content("f0", 0)], "1"), scheduler, NOW);
  const row = await get(db, forward("f0"));
  expect((await countRequests(() => readCardText(db, row))).of.parts).toBe(1);
});
