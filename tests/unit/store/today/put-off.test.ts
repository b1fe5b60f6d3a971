/** What is put off sleeps until its day and stands where it stood: as if every row were looked at. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { FactId } from "../../../../src/core/ids.ts";
import type { CardState } from "../../../../src/core/memory/card-state.ts";
import { isPutOff } from "../../../../src/core/memory/put-off.ts";
import { DAY_MS, type StudyDay } from "../../../../src/core/time/study-day.ts";
import type { StateRow } from "../../../../src/store/database/schema.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { queuePlace, stateRow } from "../../../../src/store/states/state-row.ts";
import { readLater, readPutOff } from "../../../../src/store/today/beyond-today.ts";
import { readToday } from "../../../../src/store/today/today.ts";
import { at, get, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { content, deck } from "../../../support/samples/cards.ts";

let db: Database;
useDatabase((opened) => {
  db = opened;
});

const TODAY = at(NOW).today;
const readAt = (days: number) => readToday(db, NOW + days * DAY_MS, () => 60);
const CHAPTERS = ["one", "two", "off"].map((id) => ({ id, title: id, startsOff: id === "off", offeredWhen: null }));
/** Two cards of each fact, one after the other, the chapters in turn. */
const CARDS = Array.from({ length: 50 }, (_, i) =>
  content(`f${i >> 1}`, i, {
    template: i % 2 === 0 ? "forward" : "reverse",
    chapter: CHAPTERS[i % 3]?.id ?? "one",
  }),
);

interface Stand {
  readonly phase: "new" | "learning" | "review";
  readonly dueDay: StudyDay;
  readonly dueAtMs: number;
  readonly buriedUntil: StudyDay | null;
  readonly suspended: boolean;
  /** Written before what is put off had queues of its own. */
  readonly older: boolean;
}
const stands: fc.Arbitrary<Stand[]> = fc.array(
  fc.record({
    phase: fc.constantFrom("new", "learning", "review"),
    dueDay: fc.integer({ min: TODAY - 4, max: TODAY + 4 }),
    dueAtMs: fc.integer({ min: NOW - DAY_MS, max: NOW + DAY_MS }),
    buriedUntil: fc.option(fc.constantFrom(...[-9, -1, 0, 1, 2, 3, 400].map((days) => TODAY + days)), {
      freq: 3,
    }),
    suspended: fc.constantFrom(false, false, false, true),
    older: fc.constantFrom(false, false, true),
  }),
  { minLength: CARDS.length, maxLength: CARDS.length },
);

function stateOf(stand: Stand, before: CardState): CardState {
  const { phase, dueDay, dueAtMs, buriedUntil, suspended } = stand;
  const memory = { stability: 5, difficulty: 5 };
  const schedule = {
    new: {},
    learning: { memory, dueDay: TODAY, dueAtMs, reviews: 1, lastDay: TODAY - 20 },
    review: { memory, dueDay, reviews: 3, lastDay: TODAY - 20 },
  } as const;
  return {
    ...before,
    phase,
    ...schedule[phase],
    ...(buriedUntil !== null && { buriedUntil }),
    ...(suspended && { suspended }),
  };
}

async function put(all: readonly Stand[], mayBeOlder: boolean): Promise<void> {
  for (const [i, { id }] of CARDS.entries()) {
    const [stand, known] = [all[i], await get(db, id)];
    if (!stand) continue;
    const row = stateRow({ ...known, state: stateOf(stand, known.state) }, known.model);
    const isOlder = mayBeOlder && stand.older && row.queue !== undefined;
    await db.put("states", isOlder ? { ...row, queue: queuePlace(row) } : row);
  }
}

/** Every row of the chapters that are on, in the order of the queues. */
async function allInOrder(): Promise<StateRow[]> {
  const rows = (await db.getAll("states")).filter(({ queue, chapter }) => queue && chapter !== "off");
  const place = (row: StateRow) => queuePlace(row)[1];
  return rows.toSorted((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1));
}
const kindOf = (row: StateRow) => queuePlace(row)[0];
const ids = (rows: readonly StateRow[]) => rows.map(({ id }) => id);

/** Rows until they hold so many facts beside those of other cards. */
function ofFacts(rows: readonly StateRow[], wanted: number, beside: readonly StateRow[]): StateRow[] {
  const facts = new Set<FactId>();
  const others = new Set(beside.map(({ fact }) => fact));
  const end = rows.findIndex(({ fact }) => !others.has(fact) && facts.add(fact).size >= wanted);
  return end < 0 ? [...rows] : rows.slice(0, end + 1);
}

test("whoever was put off until whichever day, a day reads what passing over every row would find", async () => {
  await installDeck(db, deck(CARDS, "1", { chapters: CHAPTERS }), scheduler, NOW);
  await fc.assert(
    fc.asyncProperty(stands, async (all) => {
      await put(all, true);
      for (const days of [0, 1, 2, 3]) {
        const today = TODAY + days;
        const read = await readAt(days);
        const awake = (await allInOrder()).filter(({ state }) => !isPutOff(state, today));
        const learning = awake.filter((row) => kindOf(row) === 1);
        const due = awake.filter((row) => kindOf(row) === 2 && (row.state.dueDay ?? 0) <= today);
        const unseen = awake.filter((row) => kindOf(row) === 0);
        const { newPerDay, reviewsPerDay } = read.settings;
        expect(ids(read.learning)).toEqual(ids(learning));
        expect(ids(read.reviews)).toEqual(ids(ofFacts(due, reviewsPerDay + 12, learning)));
        expect(ids(read.newCards)).toEqual(ids(ofFacts(unseen, newPerDay + 12, learning)));
      }
    }),
    { numRuns: 40 },
  );
});

test("cards that were put off until many different days come in their order once they are awake", async () => {
  const cards = Array.from({ length: 60 }, (_, i) => content(`f${(i * 7) % 60}`, i));
  const daysFrom = (i: number) => 1 - ((i * 11) % 60);
  await installDeck(db, deck(cards), scheduler, NOW);
  for (const [i, { id }] of cards.entries()) {
    const known = await get(db, id);
    // Days by a clock far ahead bind nobody, and must hide none of the others.
    const buriedUntil = daysFrom(i) < -38 ? TODAY + 1000 - i : TODAY + daysFrom(i);
    await db.put("states", stateRow({ ...known, state: { ...known.state, buriedUntil } }, known.model));
  }
  for (const days of [0, 1]) {
    const { newCards, settings } = await readAt(days);
    const awake = cards.filter((_, i) => daysFrom(i) <= days);
    expect(ids(newCards)).toEqual(awake.slice(0, settings.newPerDay + 12).map(({ id }) => id));
  }
});

test("whoever was put off, what comes tomorrow and later is counted as by passing over every row", async () => {
  await installDeck(db, deck(CARDS, "1", { chapters: CHAPTERS }), scheduler, NOW);
  await fc.assert(
    fc.asyncProperty(stands, async (all) => {
      await put(all, false);
      const rows = await allInOrder();
      for (const days of [0, 1, 2]) {
        const today = TODAY + days;
        const asleep = rows.filter(({ state }) => isPutOff(state, today));
        const isDue = (row: StateRow) => kindOf(row) === 1 || (kindOf(row) === 2 && (row.state.dueDay ?? 0) <= today);
        const newCards = asleep.filter((row) => kindOf(row) === 0).length;
        expect(await readPutOff(db, await readAt(days))).toEqual({ newCards, begun: asleep.filter(isDue).length });
        const later = rows.flatMap((row) => (kindOf(row) === 2 ? (row.state.dueDay ?? []) : []));
        const day = Math.min(...later.filter((one) => one > today));
        const cards = later.filter((one) => one === day).length;
        expect(await readLater(db, today)).toEqual(cards === 0 ? null : { day, cards });
      }
    }),
    { numRuns: 40 },
  );
});
