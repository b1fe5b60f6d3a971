/** The table of all cards: whatever happens, and wherever it was kept in between, it says what the rows of the cards say. */
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { mendCards } from "../../../src/copies/check/check-cards.ts";
import { examine } from "../../../src/copies/health.ts";
import { refoldStates } from "../../../src/copies/refold-states.ts";
import type { ReviewEvent } from "../../../src/core/log/kinds.ts";
import { makeReset } from "../../../src/core/log/make-event.ts";
import { NEW_CARD_STATE } from "../../../src/core/memory/card-state.ts";
import { DAY_MS } from "../../../src/core/plan/study-day.ts";
import { cardTables } from "../../../src/store/card-table/card-table.ts";
import { removeDeck } from "../../../src/store/decks/decks.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { append } from "../../../src/store/writing/append.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { steps, take, VERSIONS } from "../../support/any-steps.ts";
import { breakRows, UNREADABLE } from "../../support/break-rows.ts";
import { content, deck, fact, factOf } from "../../support/cards.ts";
import { countRows } from "../../support/count-rows.ts";
import { deleteDatabase, FIVE, forward, get, grade, maker, NOW, scheduler } from "../../support/db-steps.ts";
import { reviewsOf } from "../../support/long-log.ts";
import { NO_DECKS } from "../../support/no-decks.ts";
import { fromRows, OTHER, otherModel, tableOf } from "../../support/tables-and-rows.ts";
import { useDatabase } from "../../support/use-database.ts";
import { READS, watchRequests } from "../../support/watch-requests.ts";

/** What moves cards and writes no event. */
const unlogged = {
  bring: (db: Database) =>
    installDeck(db, deck([content("x", 1, { deck: OTHER })], "1", { id: OTHER }), scheduler, NOW, "own"),
  remove: (db: Database) => removeDeck(db, OTHER),
  refold: (db: Database) => refoldStates(db, otherModel, () => true),
  refoldBack: (db: Database) => refoldStates(db, scheduler, () => true),
  async spoil(db: Database) {
    const [row] = await db.getAll("states");
    // What another model made is not compared with its log before it is refolded.
    if (row?.model !== scheduler.model.id) return;
    await db.put("states", { ...row, state: { ...row.state, reviews: 77 } });
    await mendCards(db, [row.id], scheduler);
  },
};
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

describe("a table that is kept", () => {
  let db: Database;
  const MANY = Array.from({ length: 2500 }, (_, i) => content(`many-${i}`, i));
  useDatabase(async (opened) => {
    db = opened;
    await installDeck(db, deck([...FIVE, ...MANY]), scheduler, NOW);
    await grade(db, await get(db, forward("a")), 3, NOW);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  /** An answer to each of so many cards. */
  const ofEach = (cards: number) => Array.from({ length: cards }, (_, i) => reviewsOf(`many-${i}`, 1)).flat();
  async function kept(): Promise<void> {
    const tables = cardTables(db);
    await tables.read();
    await tables.keep();
    expect(await db.getKey("local", "made-anew/card-table/states")).toBeDefined();
  }
  const readAnew = () => countRows(() => cardTables(db).read());

  test("spares the reading of all cards but those to which something has happened since", async () => {
    const before = (await readAnew()).read;
    expect(before).toBeGreaterThan(MANY.length);
    await kept();
    await grade(db, await get(db, forward("b")), 1, NOW + 1000);
    await grade(db, await get(db, forward("a")), 1, NOW + DAY_MS);
    expect((await readAnew()).read).toBeLessThan(20);
    expect(await tableOf(cardTables(db))).toEqual(await fromRows(db));
  });

  test("is written again only where much has happened since", async () => {
    await kept();
    const keepAgain = async () => {
      const tables = cardTables(db);
      await tables.read();
      return countRows(tables.keep);
    };
    await grade(db, await get(db, forward("b")), 1, NOW + 1000);
    expect((await keepAgain()).written).toBe(0);
    await merge(db, ofEach(150), scheduler);
    expect((await keepAgain()).written).toBe(2);
    expect((await readAnew()).read).toBeLessThan(20);
    expect(await tableOf(cardTables(db))).toEqual(await fromRows(db));
  });

  test("is not asked after a file has brought more than is worth it", async () => {
    await kept();
    await merge(db, ofEach(1100), scheduler);
    expect((await readAnew()).read).toBeGreaterThan(MANY.length);
    expect(await tableOf(cardTables(db))).toEqual(await fromRows(db));
  });

  test("is thrown away where a byte of it is another one, or it has another form", async () => {
    await kept();
    const right = (await fromRows(db)).states;
    const damages: ((cards: Kept, states: Kept) => void)[] = [
      ({ head }) => flip(head),
      ({ names }) => flip(names),
      ({ places }) => flip(places),
      (_, { numbers }) => flip(numbers),
      (_, states) => Object.assign(states, { numbers: states.numbers?.slice(8) }),
      (_, states) => Object.assign(states, { hash: 5 }),
      ...[undefined, null, "1", Number.NaN, 1.5, -3, 0].map(
        (place) => (_: Kept, states: Kept) => void Object.assign(states, { place }),
      ),
      (_, states) => Object.assign(states, { unlogged: null }),
      (cards) => Object.assign(cards, { names: "a text" }),
      // As an older version wrote it.
      (cards) => Object.assign(cards, { head: undefined }),
    ];
    for (const damage of damages) {
      const [cards, states] = await Promise.all(KEYS.map(async (key) => (await db.get("local", key))?.value as Kept));
      if (!cards || !states) throw new Error("nothing is kept");
      const [spoiltCards, spoiltStates] = [structuredClone(cards), structuredClone(states)];
      damage(spoiltCards, spoiltStates);
      await put(spoiltCards, spoiltStates);
      expect((await readAnew()).read).toBeGreaterThan(MANY.length);
      expect((await tableOf(cardTables(db))).states).toEqual(right);
      await put(cards, states);
      expect((await readAnew()).read).toBeLessThan(20);
    }
  });

  test("is made anew where an event that came since is spoilt, though it can be read", async () => {
    await kept();
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

  test("does not outlive a check, nor the cards that were many", async () => {
    await kept();
    await examine(db, null, NO_DECKS, NOW);
    expect(await db.getAllKeys("local", IDBKeyRange.bound(...KEYS))).toEqual([]);
    await kept();
    await installDeck(db, deck(FIVE, "2"), scheduler, NOW);
    const few = cardTables(db);
    await few.read();
    await few.keep();
    expect(await db.getAllKeys("local", IDBKeyRange.bound(...KEYS))).toEqual([]);
  });

  test("is made of one reading while states are worked out anew, which is told of and rises", async () => {
    const told: number[] = [];
    const steps: Promise<unknown>[] = [];
    // A step at each piece that the page reads, as the background takes them.
    await cardTables(db).read((cards) => {
      told.push(cards);
      steps.push(refoldStates(db, otherModel, () => false));
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
    await kept();
    await merge(db, ofEach(900), scheduler);
    expect(await requests(() => cardTables(db).read())).toBeLessThan(60);
  });

  test("is not kept where a deck came while it was written, nor believed afterwards", async () => {
    const tables = cardTables(db);
    await tables.read();
    await unlogged.bring(db);
    await tables.keep();
    expect(await db.getKey("local", "made-anew/card-table/states")).toBeUndefined();
    await kept();
    await unlogged.remove(db);
    expect((await readAnew()).read).toBeGreaterThan(MANY.length);
  });

  test("is not believed once an older version has moved cards, which leaves no mark", async () => {
    for (const move of [unlogged.bring, unlogged.remove, unlogged.refold, unlogged.refoldBack]) {
      await kept();
      const before = await tableOf(cardTables(db));
      const mark = await db.get("local", "unlogged");
      await move(db);
      if (mark) await db.put("local", mark);
      const right = await fromRows(db);
      expect(right).not.toEqual(before);
      expect(await tableOf(cardTables(db))).toEqual(right);
    }
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
      await kept();
      const read = await tableOf(cardTables(db));
      expect(read).toEqual(await fromRows(db));
      expect(read.cards.facts.slice(0, 3)).toEqual(facts.map(({ id }) => id));
    }
  });

  test("is none where the id of a card does not begin with that of its fact", async () => {
    const row = await get(db, forward("a"));
    await db.put("states", { ...row, fact: fact("another") });
    const tables = cardTables(db);
    await tables.read();
    await tables.keep();
    expect(await db.getKey("local", "made-anew/card-table/states")).toBeUndefined();
  });

  test("is none where an id is no text that bytes can say", async () => {
    await installDeck(db, deck([...FIVE, ...MANY, content("half-\ud83d", 9)], "2"), scheduler, NOW);
    const tables = cardTables(db);
    await tables.read();
    await tables.keep();
    expect(await db.getKey("local", "made-anew/card-table/states")).toBeUndefined();
  });

  test("is none where the cards are few", async () => {
    await installDeck(db, deck(FIVE, "2"), scheduler, NOW);
    const tables = cardTables(db);
    await tables.read();
    await tables.keep();
    expect(await db.getKey("local", "made-anew/card-table/states")).toBeUndefined();
  });

  const KEYS = ["made-anew/card-table/cards", "made-anew/card-table/states"] as const;
  interface Kept {
    readonly head?: Uint8Array;
    readonly names?: Uint8Array;
    readonly places?: Uint8Array;
    readonly numbers?: Uint8Array;
  }
  const put = (...values: readonly Kept[]) =>
    Promise.all(values.map((value, i) => db.put("local", { key: KEYS[i] as string, value })));
  function flip(bytes: Uint8Array | undefined): void {
    if (bytes) bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  }
});
