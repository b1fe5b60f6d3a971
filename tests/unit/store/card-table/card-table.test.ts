/** The table of all cards: whatever happens, and wherever it was kept in between, it says what the rows of the cards say. */
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { mendCards } from "../../../../src/copies/check/check-cards.ts";
import type { ReviewEvent } from "../../../../src/core/log/kinds.ts";
import { makeReset } from "../../../../src/core/log/make-event.ts";
import { NEW_CARD_STATE } from "../../../../src/core/memory/card-state.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { cardTables } from "../../../../src/store/card-table/card-table.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { append } from "../../../../src/store/writing/append.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { steps, take, VERSIONS } from "../../../support/database/any-steps.ts";
import { breakRows, UNREADABLE } from "../../../support/database/break-rows.ts";
import {
  deleteDatabase,
  FIVE,
  forward,
  get,
  grade,
  maker,
  NOW,
  scheduler,
} from "../../../support/database/db-steps.ts";
import { reviewsOf } from "../../../support/database/long-log.ts";
import { fillWithMany, keepTable, MANY, ofEach } from "../../../support/database/many-cards.ts";
import { fromRows, otherModel, refoldBy, tableOf, unlogged } from "../../../support/database/tables-and-rows.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { READS, watchRequests } from "../../../support/database/watch-requests.ts";
import { content, deck, factOf } from "../../../support/samples/cards.ts";

type Unlogged = keyof typeof unlogged;

test("brought along through anything, it is the one that is made anew", async () => {
  const deeds = fc.tuple(steps, fc.array(fc.option(fc.constantFrom(...(Object.keys(unlogged) as Unlogged[])))));
  await fc.assert(
    fc.asyncProperty(deeds, fc.nat(4), async ([all, beside], keptAt) => {
      const db = await openDatabase();
      try {
        await installDeck(db, deck(VERSIONS[0] ?? []), scheduler, NOW);
        const open = cardTables(db, 0);
        let nowMs = NOW;
        for (const [i, step] of all.entries()) {
          nowMs = Math.max(1, nowMs + step.waitMs);
          await take(db, step, nowMs);
          const other = beside[i];
          if (other) await unlogged[other](db);
          const right = await fromRows(db);
          expect(await tableOf(open)).toEqual(right);
          expect(await tableOf(cardTables(db, 0))).toEqual(right);
          if (i % 5 === keptAt) await open.keep();
        }
      } finally {
        db.close();
        await deleteDatabase();
      }
    }),
    { numRuns: 100 },
  );
}, 120_000);

describe("of many cards", () => {
  let db: Database;
  useDatabase((opened) => {
    db = opened;
    return fillWithMany(db);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test("is made anew where an event that came since is spoilt, though it can be read", async () => {
    await keepTable(db);
    await grade(db, await get(db, forward("b")), 3, NOW + 1000);
    const place = (await db.getAllKeys("events")).at(-1) as number;
    await db.put("events", { ...(await db.get("events", place)), kind: 5 } as never, place);
    expect(await tableOf(cardTables(db))).toEqual(await fromRows(db));
  });

  test("is none where a row could not be read: it may be readable again, and no event says so", async () => {
    breakRows();
    const [right, row] = [await fromRows(db), await get(db, forward("a"))];
    await db.put("states", { ...row, ...UNREADABLE });
    const tables = cardTables(db);
    expect((await tableOf(tables)).cards.ids).not.toContain(row.id);
    await tables.keep();
    await db.put("states", row);
    expect(await tableOf(cardTables(db))).toEqual(right);
    expect(await tableOf(tables)).toEqual(right);
  });

  test("is not brought along where a renamed card could not be read while an event came under its former id", async () => {
    breakRows();
    const renamed = content("better", 0, { formerIds: [forward("a")] });
    await installDeck(db, deck([renamed, ...FIVE.slice(1), ...MANY], "2"), scheduler, NOW);
    const tables = cardTables(db);
    await tables.read();
    await merge(db, reviewsOf("a", 1, NOW + DAY_MS), scheduler);
    const [right, row] = [await fromRows(db), await get(db, forward("better"))];
    await db.put("states", { ...row, ...UNREADABLE });
    await tables.read();
    await db.put("states", row);
    expect(await tableOf(tables)).toEqual(right);
  });

  test("is made of one reading while states are worked out anew, which is told of and rises", async () => {
    const told: number[] = [];
    const steps: Promise<unknown>[] = [];
    // A step at each piece that the page reads, as the background takes them.
    await cardTables(db).read((cards) => {
      told.push(cards);
      steps.push(refoldBy(db, otherModel, () => false));
    });
    await Promise.all(steps);
    expect(steps.length).toBeGreaterThan(2);
    expect(told).toEqual([1000, 2000, FIVE.length + MANY.length]);
  });

  test("is brought along by no more requests than it takes to read the cards", async () => {
    const requests = async (work: () => Promise<unknown>): Promise<number> => {
      let asked = 0;
      await watchRequests([...READS], () => void asked++, work);
      return asked;
    };
    await keepTable(db);
    await merge(db, ofEach(900), scheduler);
    expect(await requests(() => cardTables(db).read())).toBeLessThan(60);
  });

  test("is not believed once a card is mended, or an event has taken the place of a spoilt row", async () => {
    const tables = cardTables(db);
    const right = await fromRows(db);
    const [place] = await db.getAllKeys("events");
    const event = (await db.get("events", place as number)) as ReviewEvent;
    await db.put("events", { ...event, kind: 5 } as never, place);
    await db.put("states", { ...(await get(db, forward("a"))), state: NEW_CARD_STATE });
    expect(await tableOf(tables)).not.toEqual(right);
    await mendCards(db, [forward("a")], scheduler);
    expect(await tableOf(tables)).toEqual(await fromRows(db));
    await merge(db, [event], scheduler);
    expect(await tableOf(tables)).toEqual(right);
    const row = await get(db, forward("b"));
    await db.put("states", { ...row, state: { ...row.state, reviews: 77 } });
    expect(await tableOf(cardTables(db))).not.toEqual(right);
    const spoilt = cardTables(db);
    await spoilt.read();
    await mendCards(db, [forward("b")], scheduler);
    expect(await tableOf(spoilt)).toEqual(right);
  });

  test("stays as it was for who holds it while it is brought along", async () => {
    const tables = cardTables(db);
    const before = await tables.read();
    const states = structuredClone(before.states);
    await append(db, await get(db, forward("a")), scheduler, maker, (card) => makeReset(card, maker(NOW + 1000)));
    expect((await tables.read()).states).not.toEqual(states);
    expect(before.states).toEqual(states);
  });

  test("has the facts as the deck has them, also after a version that has them otherwise", async () => {
    for (const names of [
      ["c", "many-7", "a"],
      ["a", "b", "c"],
    ]) {
      const facts = names.map((name) => factOf(name));
      await installDeck(db, deck([...FIVE, ...MANY], names.join(), { facts }), scheduler, NOW);
      await keepTable(db);
      const read = await tableOf(cardTables(db));
      expect(read).toEqual(await fromRows(db));
      expect(read.cards.facts.slice(0, 3)).toEqual(facts.map(({ id }) => id));
    }
  });
});
