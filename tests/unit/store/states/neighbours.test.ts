/** What is read of neighbours together is what is read of each by itself. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ReviewEvent } from "../../../../src/core/log/kinds.ts";
import { makeReview } from "../../../../src/core/log/make-event.ts";
import { dayEntries } from "../../../../src/core/stats/day-entry.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { readableUnder } from "../../../../src/store/database/readable.ts";
import { read, write } from "../../../../src/store/database/transaction.ts";
import { addToDays, DAY_STORES } from "../../../../src/store/days/days.ts";
import { finishRecount } from "../../../../src/store/days/recount.ts";
import { readRecount } from "../../../../src/store/days/recount-position.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { addMany, memoisedEvents } from "../../../../src/store/log/log.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { eventsOfNeighbours, rowsOfNeighbours, rowsUnderNeighbours } from "../../../../src/store/states/neighbours.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { deleteDatabase, foldsToItself, forward, maker, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { card, content, deck, fact } from "../../../support/samples/cards.ts";

const NAMES = Array.from({ length: 40 }, (_, i) => `f${String(i).padStart(2, "0")}`);
const DAYS = 60;
/** Each waits for the one before it, and some had another id once. */
const CARDS = NAMES.map((name, i) =>
  content(name, i, {
    unlockedBy: i === 0 ? [] : [fact(NAMES[i - 1] ?? "")],
    formerIds: i % 7 === 0 ? [forward(`old-${name}`)] : [],
  }),
);

/** Reviews of the cards in turn, over some days; every ninth of the card under its old id, if it has one. */
function reviews(count: number): ReviewEvent[] {
  return Array.from({ length: count }, (_, i) => {
    const nowMs = NOW - DAYS * DAY_MS + Math.floor((i * DAYS * DAY_MS) / count);
    const name = NAMES[i % NAMES.length] ?? "";
    const under = card(i % 9 === 0 && (i % NAMES.length) % 7 === 0 ? `old-${name}` : name);
    const answer = { rating: 3, wait: { unit: "days", count: 3 }, shownAtMs: nowMs, surface: "popup" } as const;
    return makeReview(under, { ...answer, factRevision: 1 }, maker(nowMs));
  });
}

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(CARDS), scheduler, NOW);
});

test("the events, the rows and who waits for them", async () => {
  await merge(db, reviews(200), scheduler);
  const span = fc.tuple(fc.nat(NAMES.length), fc.nat(NAMES.length)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
  await fc.assert(
    fc.asyncProperty(span, fc.constantFrom(1, 20, 2000), async ([from, to], most) => {
      const ids = NAMES.slice(from, to).map(forward);
      const facts = NAMES.slice(from, to).map((name) => fact(name));
      const transaction = read(db, ["events", "states"]);
      const states = transaction.objectStore("states");
      const single = memoisedEvents(transaction.objectStore("events"));
      const together = await eventsOfNeighbours(transaction, ids, most);
      for (const id of [...ids, forward("old-f00"), forward("nobody")])
        expect(await together(id)).toEqual(await single(id));
      const rows = await rowsOfNeighbours(states, ids);
      expect([...rows]).toEqual(await Promise.all(ids.map(async (id) => [id, await states.get(id)])));
      const byLock = states.index("unlockedBy");
      const waiting = await rowsUnderNeighbours(byLock, facts, ({ unlockedBy }) => unlockedBy, most);
      if (most === 2000) expect(waiting).not.toBeNull();
      for (const one of waiting ? facts : []) expect(waiting?.get(one) ?? []).toEqual(await readableUnder(byLock, one));
    }),
    { numRuns: 30 },
  );
});

test("a long log that comes into an empty one leaves every card, lock and day as the log says", async () => {
  const log = reviews(5_100);
  expect((await merge(db, log, scheduler)).added).toHaveLength(5_100);
  await foldsToItself(db);
  const [states, days] = [await db.getAll("states"), await db.getAll("days")];
  expect(days.length).toBeGreaterThanOrEqual(DAYS);
  // The same in parts, each of which asks for one thing after the other.
  db.close();
  await deleteDatabase();
  db = await openDatabase();
  await installDeck(db, deck(CARDS), scheduler, NOW);
  for (let start = 0; start < log.length; start += 1_700) await merge(db, log.slice(start, start + 1_700), scheduler);
  expect(await db.getAll("days")).toEqual(days);
  expect((await db.getAll("states")).map(({ revision, ...row }) => row)).toEqual(
    states.map(({ revision, ...row }) => row),
  );
});

test("an event whose id is taken is refused with all that came with it, and says why", async () => {
  const [first, ...others] = reviews(50);
  if (!first) throw new Error("there are no reviews");
  await merge(db, [first], scheduler);
  const adding = write(db, ["events"], (transaction) =>
    addMany(transaction.objectStore("events"), [...others, first, ...reviews(3)]),
  );
  await expect(adding).rejects.toMatchObject({ name: "ConstraintError" });
  expect((await wholeLog(db)).length).toBe(1);
});

test("the sums of many days are changed together, and a damaged one is found as among few", async () => {
  const log = reviews(40);
  const entries = dayEntries(log.map((event) => ({ ...event, card: forward("f01") })));
  const additions = entries.map((entry) => ({ card: forward("f01"), entry }));
  const add = (some: typeof additions) => write(db, DAY_STORES, (transaction) => addToDays(transaction, some));
  await add(additions);
  const together = await db.getAll("days");
  expect(together.length).toBeGreaterThan(20);
  await db.clear("days");
  for (const one of additions) await add([one]);
  expect(await db.getAll("days")).toEqual(together);
  const [row] = together;
  if (!row) throw new Error("there are no sums");
  await db.put("days", { ...row, sums: "none" as never });
  await add(additions);
  expect(await readRecount(read(db, DAY_STORES) as never)).not.toBeNull();
  expect(await finishRecount(db, () => true)).toBe(true);
  expect(await db.getAll("days")).toEqual([]);
});
