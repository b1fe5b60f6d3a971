/** A card that was renamed is one card to whoever reads the log, also where the row of its former name stands there still. */
import { describe, expect, test } from "vitest";
import { cardId } from "../../../src/core/ids.ts";
import { eventsFromAnki } from "../../../src/exchange/anki/events-from-anki.ts";
import type { FoundEvent } from "../../../src/exchange/anki/read-reviews.ts";
import { histories } from "../../../src/exchange/study-data.ts";
import { reviewRows } from "../../../src/exchange/tables/table-reviews.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { readToday } from "../../../src/store/today/today.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { readForImport } from "../../../src/worker/profile.ts";
import { readStudyData } from "../../../src/worker/study-data.ts";
import { forward, get, grade, NOW, scheduler } from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { content, deck, fact } from "../../support/samples/cards.ts";

const DAY = 86_400_000;
let db: Database;
useDatabase(async (opened) => {
  db = opened;
});
const renamed = deck([content("better", 0, { formerIds: [forward("a")] }), content("b", 1)], "2");

describe("each of its reviews stands once in a file", () => {
  const expectRows = async (rows: number): Promise<void> => {
    const data = await readStudyData(db);
    // The first says what the columns are.
    expect([...reviewRows(data)].slice(1)).toHaveLength(rows);
    expect(histories(data).flatMap(({ reviews }) => reviews)).toHaveLength(rows);
  };

  test("where its events come in after the deck that has renamed it", async () => {
    await installDeck(db, renamed, scheduler, NOW);
    await merge(db, reviewsOf("a", 3), scheduler);
    await expectRows(3);
  });

  test("where that deck comes after its events", async () => {
    await installDeck(db, deck([content("a", 0), content("b", 1)], "1"), scheduler, NOW);
    await grade(db, await get(db, forward("a")), 3, NOW);
    await installDeck(db, renamed, scheduler, NOW);
    await expectRows(1);
  });
});

test.each([
  ["better", "worse"],
  ["worse", "better"],
])("reviews of Anki that come again are known: %s, which was once called %s", async (name, once) => {
  const [id, former] = [cardId(fact(name), "forward"), cardId(fact(once), "forward")];
  await installDeck(db, deck([content(name, 0, { formerIds: [former] })], "2"), scheduler, NOW);
  const found = [2, 1].map(
    (days): FoundEvent => ({ card: former, atMs: NOW - days * DAY, rating: 3, interval: 2, durationMs: 1000 }),
  );
  const bring = async (): Promise<number> => {
    const result = eventsFromAnki(found, (await readForImport(db)).data);
    if ("problem" in result) throw new Error(result.problem.key);
    await merge(db, result.events, scheduler);
    return result.events.length;
  };
  expect(await bring()).toBe(2);
  // Another device has answered it, and has the deck as it was: a row of the former name is made.
  await merge(db, reviewsOf(once, 1, NOW + DAY), scheduler);
  expect(await db.getKey("states", former)).toBeDefined();
  expect(await bring()).toBe(0);
  expect((await db.get("states", id))?.state.reviews).toBe(3);
});

test("its answers count once for who is a beginner", async () => {
  await installDeck(db, renamed, scheduler, NOW);
  await merge(db, reviewsOf("a", 10), scheduler);
  expect((await readToday(db, NOW, () => 60)).past.answers).toBe(10);
});
