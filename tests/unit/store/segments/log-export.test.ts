/** What a backup holds fits together, whatever is written while it is read. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { DeckId } from "../../../../src/core/ids.ts";
import type { LogExport } from "../../../../src/core/log/log-export.ts";
import { readPosition } from "../../../../src/store/database/local.ts";
import { removeDeck } from "../../../../src/store/decks/decks.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { withLog } from "../../../../src/store/segments/bulk-log.ts";
import { readCardsWithLog } from "../../../../src/store/segments/cards-with-log.ts";
import { readLogExport } from "../../../../src/store/segments/log-export.ts";
import { REPLACED } from "../../../../src/store/segments/rows-replaced.ts";
import { packNext } from "../../../../src/store/segments/segments.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { underTheirCards } from "../../../../src/store/writing/under-their-cards.ts";
import { FIVE, forward, get, grade, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { idsOf, reviews, reviewsOf } from "../../../support/database/long-log.ts";
import { mostOfOneTransaction } from "../../../support/database/rows-by-transaction.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { whenAsked } from "../../../support/database/when-asked.ts";
import { content, deck, factOf } from "../../../support/samples/cards.ts";

const MINE = "mine" as DeckId;
const own = (version: string, names: readonly string[] = [`own-${version}`], id = MINE) =>
  deck(
    names.map((name, i) => content(name, i, { deck: id })),
    version,
    { id, facts: names.map((name) => factOf(name)) },
  );
const install = (to: Database, version: string) => installDeck(to, own(version), scheduler, NOW, "own");
let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
});

/** A database that does something else once, when the heads of the segments are asked for: with that the log begins. */
function asLogBegins(then: () => Promise<unknown>, times = 1): Database {
  let left = times;
  return new Proxy(db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      if (name !== "transaction") return value.bind(target);
      return (...asked: readonly unknown[]) => {
        if (asked[0] !== "segments" || left-- <= 0) return value.apply(target, asked);
        const begun = then().then(() => value.apply(target, asked));
        return { done: begun, store: { getAll: async () => (await begun.then(rowsOfAll)).rows } };
      };
    },
  });
}
/** Not the transaction itself: it would be over. */
const rowsOfAll = (begun: { readonly store: { getAll: () => Promise<unknown> } }) => ({ rows: begun.store.getAll() });

/** The same when somebody looks whether rows were replaced, after they were read. */
const asRowsWereRead = (then: () => Promise<unknown>): Database => whenAsked(db, "get", "local", then);

/** The same when the first segment is asked for. */
const asLogIsRead = (then: () => Promise<unknown>): Database => whenAsked(db, "get", "packed", then);

/** The decks of the user's own: as the list says, and as they are there. */
function expectWhole({ decks, ownDecks }: LogExport): void {
  expect(ownDecks.map(({ id, version }) => ({ id, version }))).toEqual(decks.filter(({ id }) => id === MINE));
  for (const { version, cards } of ownDecks)
    expect(cards.map(({ id }) => id)).toEqual(own(version).cards.map(({ id }) => id));
}

describe("a deck of the user's own", () => {
  beforeEach(async () => {
    await install(db, "1");
    await merge(db, reviews(100), scheduler);
    while (await packNext(db, 10));
  });

  test.each([
    ["is updated", (other: Database) => install(other, "2")],
    ["is removed", (other: Database) => removeDeck(other, MINE)],
  ])("%s while the log is read: it is there as it was before", async (_, change) => {
    const other = await openDatabase();
    const found = await readLogExport(asLogIsRead(() => change(other)));
    other.close();
    expectWhole(found);
    expect(found.ownDecks.map(({ version }) => version)).toEqual(["1"]);
    expect(found.events).toHaveLength(100);
  });

  test.each([3, 1, 0])("that comes, changes or goes at any moment is there as a whole (%i tries)", async (tries) => {
    const seen = new Set<string | undefined>();
    for (let turns = 0; turns < 36; turns++) {
      const reading = readLogExport(db, tries);
      for (let i = 0; i < turns; i++) await new Promise(setImmediate);
      if (turns % 3 === 2) await removeDeck(db, MINE);
      else await install(db, turns % 3 === 0 ? "2" : "1");
      const found = await reading;
      expectWhole(found);
      seen.add(found.ownDecks[0]?.version);
    }
    expect(seen).toEqual(new Set(["1", "2", undefined]));
  });

  test("nothing that is answered after the decks were read is among the events", async () => {
    const found = await readLogExport(asLogBegins(async () => grade(db, await get(db, forward("a")), 3, NOW)));
    expect(found.events).toHaveLength(100);
    expect((await readLogExport(db)).events).toHaveLength(101);
  });

  test("each transaction is over by the time the log is read", async () => {
    const open = new Set<IDBTransaction>();
    const begin = IDBDatabase.prototype.transaction;
    const begun = vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (
      this: IDBDatabase,
      ...asked
    ) {
      const transaction = begin.apply(this, asked);
      open.add(transaction);
      transaction.addEventListener("complete", () => open.delete(transaction));
      return transaction;
    });
    const left: number[] = [];
    const looks = asLogBegins(async () => left.push(open.size), 2);
    await readLogExport(looks);
    await readLogExport(looks, 0);
    begun.mockRestore();
    expect(left).toEqual([0, 0]);
  });
});

test("each deck is read in a transaction of its own", async () => {
  const names = Array.from({ length: 900 }, (_, i) => `own-${i}`);
  for (const id of ["mine", "yours"] as DeckId[]) await installDeck(db, own("1", names, id), scheduler, NOW, "own");
  const most = await mostOfOneTransaction(() => readLogExport(db));
  // A deck's cards and facts, and a few rows besides.
  expect(most).toBeGreaterThanOrEqual(1800);
  expect(most).toBeLessThan(1900);
});

describe("a row with the events of two cards that is put under them while the log is read", () => {
  let all: readonly string[];
  const mend = async (): Promise<unknown> => {
    const [first] = await db.getAllKeys("events");
    return underTheirCards(db, [first ?? 0], scheduler);
  };
  const news = reviewsOf("c", 1, NOW - 7e8);
  const mendAndGoOn = async (): Promise<unknown> => {
    await mend();
    return merge(db, news, scheduler);
  };
  beforeEach(async () => {
    const [a, b] = [reviewsOf("a", 4, NOW - 9e8), reviewsOf("b", 4, NOW - 8e8)];
    await merge(db, a, scheduler);
    await merge(db, b, scheduler);
    const [first, second] = await db.getAllKeys("events");
    const [last] = b.slice(-1);
    const one = await db.get("events", first ?? 0);
    if (!last || !one) throw new Error("no events");
    const ids = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id) as never;
    await db.put(
      "events",
      { ...one, id: ids(b.slice(0, 3)), card: b[0]?.card, events: b.slice(0, 3) } as never,
      second,
    );
    await db.put("events", { ...one, id: ids([...a, last]), events: [...a, last] } as never, first);
    all = idsOf([...a, ...b]);
  });

  test("all of its events are there", async () => {
    expect(idsOf((await readLogExport(asLogBegins(mend))).events)).toEqual(all);
  });

  test("all of them are there as well where the row was packed, and its segment is taken away", async () => {
    expect(await packNext(db, 8)).toMatchObject({ events: 8 });
    expect(idsOf((await readLogExport(asLogIsRead(mend))).events)).toEqual(all);
  });

  test("so are they for who reads cards as well, and the cards stand where the log says", async () => {
    const changing = asLogBegins(mendAndGoOn);
    const found = await readCardsWithLog(changing, { stores: [], rest: async () => null });
    expect(idsOf(found.events)).toEqual([...all, ...idsOf(news)].sort());
    const reviewed = found.states.map(({ state }) => state.reviews).filter((count) => count > 0);
    expect(reviewed).toEqual([4, 4, 1]);
  });

  test.each([
    ["before its rows", asLogBegins],
    ["behind its rows", asRowsWereRead],
  ])("where it is read no more than once, all are there once, and what came since (%s)", async (_, at) => {
    const readRest = async () => ({ end: { place: 2, replaced: await readPosition(db, REPLACED) } });
    const { events } = await withLog(at(mendAndGoOn), readRest, 1);
    expect(idsOf(events)).toEqual([...all, ...idsOf(news)].sort());
  });
});
