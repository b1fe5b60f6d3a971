/** Whatever an answer holds, each card is met once, in its order and with all of its events. */
import { expect, test } from "vitest";
import { FOUND_STORES, nextCards } from "../../../../src/copies/check/found-cards.ts";
import type { CardId, DeckId } from "../../../../src/core/ids.ts";
import { read } from "../../../../src/store/database/transaction.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { nextLogs } from "../../../../src/store/log/next-logs.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { FIVE, forward, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { content, deck } from "../../../support/samples/cards.ts";

let db: Database;
useDatabase((opened) => {
  db = opened;
});

/** So many reviews of each card. */
const merged = (counts: Readonly<Record<string, number>>) => {
  const cards = Object.entries(counts).flatMap(([card, count]) => Array<string>(count).fill(card));
  const made = reviews(cards.length).map((event, i) => ({ ...event, card: cards[i] as CardId }));
  return merge(db, made, scheduler);
};

test.each([1, 2, 3, 5, 100])("logs in answers of at most %i events", async (most) => {
  const counts = { "d/a": 1, "d/b": 4, "d/c": 2, "d/d": 1, "e/a": 3 };
  await merged(counts);
  const met: [string, number][] = [];
  for (let after = "" as CardId; ; ) {
    const transaction = read(db, ["events"]);
    const { ids, end, eventsOf } = await nextLogs(transaction, after, null, most);
    for (const id of ids) met.push([id, (await eventsOf(id)).length]);
    if (end === null) break;
    after = end;
  }
  expect(met).toEqual(Object.entries(counts));
});

test("events of a deck that is not here are passed over at once, and hide no card behind them", async () => {
  const others = Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [`not-here/${String(i).padStart(2, "0")}`, 20]),
  );
  // One card has left its deck, and its row is lost: only the log tells of it.
  const gone = "test-deck/0-gone/forward" as CardId;
  await installDeck(db, deck(FIVE), scheduler, NOW);
  await installDeck(
    db,
    deck([content("z", 0, { deck: "a-deck" as DeckId })], "1", { id: "a-deck" as DeckId }),
    scheduler,
    NOW,
  );
  await merged({ ...others, [gone]: 1 });
  const found: string[] = [];
  let answers = 0;
  for (let after = "" as CardId; ; answers++) {
    const { cards, last } = await nextCards(read(db, FOUND_STORES), after, 2);
    found.push(...cards.map(({ id }) => id));
    if (last === null) break;
    after = last;
  }
  const own = (await db.getAllKeys("states")).filter((id) => !id.startsWith("not-here/"));
  expect(found).toEqual([...new Set([...own, gone])].sort());
  expect(found).toContain(forward("a"));
  expect(answers).toBeLessThan(8);
});
