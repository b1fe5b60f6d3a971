/**
 * Whatever happens between two steps, and wherever work on days ends: put back whole, each card stands as if it had never been
 * given another day.
 */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { CardId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { isOfKind } from "../../../src/core/log/event.ts";
import { foldCard } from "../../../src/core/log/fold.ts";
import { makeReset, makeSuspend } from "../../../src/core/log/make-event.ts";
import { EXAM } from "../../../src/core/memory/exam.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import type * as transactions from "../../../src/store/database/transaction.ts";
import { removeDeck } from "../../../src/store/decks/decks.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { setPlan } from "../../../src/store/settings/set-plan.ts";
import { readSettings } from "../../../src/store/settings/settings.ts";
import { append } from "../../../src/store/writing/append.ts";
import { type GivenDays, readGivenDays } from "../../../src/store/writing/given-days.ts";
import { BEFORE_EXAM, BY_MODEL } from "../../../src/worker/look-at-days.ts";
import { takeBackRescheduling } from "../../../src/worker/put-days-back.ts";
import { reschedule } from "../../../src/worker/reschedule.ts";
import {
  at,
  deleteDatabase,
  foldsToItself,
  forward,
  get,
  grade,
  maker,
  NOW,
  OTHER_DEVICE,
  scheduler,
  undo,
} from "../../support/database/db-steps.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { content, deck } from "../../support/samples/cards.ts";

/** What happens before each write of the worker, and nothing before those that it does itself. */
const between = vi.hoisted(() => ({ happens: null as (() => Promise<void>) | null }));
vi.mock("../../../src/store/database/transaction.ts", async (original) => {
  const real = await original<typeof transactions>();
  return {
    ...real,
    write: async (...[db, stores, ...rest]: Parameters<typeof real.write>) => {
      const { happens } = between;
      // The worker's own writes alone hold both.
      if (happens && stores.includes("states") && stores.includes("registers")) {
        between.happens = null;
        await happens();
        between.happens = happens;
      }
      return real.write(db, stores, ...rest);
    },
  };
});

const quietly = (): void => {};
const NAMES = ["a", "b", "c", "d", "e", "f"];
const CARDS = NAMES.map((name, i) => content(name, i));
const { today } = at(NOW);
const ended = new Error("the browser ends it");
let db: Database;
let others: Database;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
  return () => {
    between.happens = null;
    db.close();
    others.close();
    vi.useRealTimers();
  };
});

const idOf = (n: number): CardId => forward(NAMES[n % NAMES.length] ?? "a");
const dues = async () => new Map((await db.getAll("states")).map(({ id, state }) => [id, state.dueDay]));
const schedulerNow = async () => schedulerFor(await readSettings(db));

/** @param ahead cards that a machine has answered whose clock is so many days ahead */
async function study(ahead: readonly { readonly n: number; readonly days: number }[]): Promise<void> {
  await deleteDatabase();
  [db, others] = [await openDatabase(), await openDatabase()];
  await installDeck(db, deck(CARDS, "1"), scheduler, NOW, "own");
  for (const name of NAMES)
    for (const days of [60, 1]) await grade(db, await get(db, forward(name)), 4, NOW - days * DAY_MS);
  for (const { n, days } of ahead) await grade(db, await get(db, idOf(n)), 3, NOW + days * DAY_MS, OTHER_DEVICE);
  await setPlan(db, EXAM, today + 30, () => maker(NOW - 2000));
  await saveSetting(db, "desiredRetention", 0.75, () => maker(NOW - 1000));
}

const KINDS = ["grade", "reset", "suspend", "undo", "deck leaves", "deck comes", "wish", "end"] as const;
interface Deed {
  readonly kind: (typeof KINDS)[number] | "nothing";
  readonly n: number;
}

/** Does what a deed says, by another page. @returns the card that it touched */
async function act({ kind, n }: Deed, nowMs: number): Promise<CardId | undefined> {
  const by = () => maker(nowMs);
  const row = await others.get("states", idOf(n));
  switch (kind) {
    case "grade":
      if (row) await grade(others, row, 3, nowMs);
      return row?.id;
    case "reset":
      if (row) await append(others, row, scheduler, by, (stored) => makeReset(stored, by()));
      return row?.id;
    case "suspend":
      if (row) await append(others, row, scheduler, by, (stored) => makeSuspend(stored, n % 2 === 0, by()));
      return row?.id;
    case "undo":
      return (await undo(others, nowMs))?.id;
    case "deck leaves":
      await removeDeck(others, deck(CARDS).id);
      return undefined;
    case "deck comes":
      await installDeck(others, deck(CARDS, String(nowMs)), scheduler, nowMs, "own", () => true);
      return undefined;
    case "wish":
      await setPlan(others, EXAM, n === 0 ? null : today + 24 + 4 * n, by);
      await saveSetting(others, "desiredRetention", [0.75, 0.95, 0.8][n % 3] ?? 0.9, by);
      return undefined;
    case "end":
      throw ended;
    case "nothing":
      return undefined;
  }
}

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ kind: "nothing" as const, n: 0 }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom(...KINDS), n: fc.nat(9) }) },
);
const works = fc.array(
  fc.record({
    what: fc.constantFrom("give" as const, "put back" as const),
    most: fc.integer({ min: 1, max: 3 }),
    deeds: fc.array(deed, { maxLength: 8 }),
  }),
  { minLength: 1, maxLength: 5 },
);
const ahead = fc.array(fc.record({ n: fc.nat(9), days: fc.constantFrom(400, 20, 3) }), { maxLength: 5 });

/** As many cards are said to have days as can be put back. */
async function countsCards(kept: GivenDays | null): Promise<void> {
  if (!kept) return;
  const ranges = kept.stretches.map(({ from, to }) => db.getAll("events", IDBKeyRange.bound(from, to)));
  const cards = new Set((await Promise.all(ranges)).flat().map(({ card }) => card));
  expect(kept.given - kept.putBack).toBe(cards.size);
}

describe.each([
  ["before an exam", BEFORE_EXAM],
  ["by the model", BY_MODEL],
])("days %s", (_, way) => {
  test("leave nothing behind once they are put back", async () => {
    let corrected = 0;
    await fc.assert(
      fc.asyncProperty(works, ahead, async (all, far) => {
        await study(far);
        const before = new Set((await wholeLog(db)).map(({ id }) => id));
        const touched = new Set<CardId | undefined>();
        let nowMs = NOW;
        for (const { what, most, deeds } of all) {
          const kept = await readGivenDays(db, way.job);
          // What came to its end would be no part of what is given next.
          if (what === "give" && kept && kept.begun === null) continue;
          const left = [...deeds];
          between.happens = async () => {
            const next = left.shift();
            nowMs += 1000;
            if (next) touched.add(await act(next, nowMs));
          };
          const work = what === "give" ? reschedule : takeBackRescheduling;
          await work(db, quietly, way, most).catch((error) => expect(error).toBe(ended));
          between.happens = null;
          await foldsToItself(db, await schedulerNow());
          await countsCards(await readGivenDays(db, way.job));
        }
        expect(await takeBackRescheduling(db, quietly, way, 2)).toMatchObject({ end: "whole" });
        expect(await readGivenDays(db, way.job)).toBeNull();

        const log = await wholeLog(db);
        const undone = log.flatMap((event) => (isOfKind(event, "undo") ? [event.undoes] : []));
        expect(new Set(undone).size).toBe(undone.length);
        const since = log.filter(({ id }) => !before.has(id));
        if (since.some((event) => isOfKind(event, "clock-correction"))) corrected++;
        const given = new Set(since.flatMap((event) => (isOfKind(event, "due") ? [event.id] : [])));
        for (const id of given) expect(undone).toContain(id);
        // What was put right on a card stays where somebody went on with it.
        const isOwn = (event: Envelope): boolean =>
          given.has(event.id) ||
          (isOfKind(event, "undo") && given.has(event.undoes)) ||
          (!touched.has(event.card) && !before.has(event.id));
        const by = await schedulerNow();
        for (const { id, state } of await db.getAll("states")) {
          const { dueDay, reviews, memory } = foldCard(
            log.filter((event) => event.card === id && !isOwn(event)),
            by,
          );
          expect([id, state.dueDay, state.reviews, state.memory]).toEqual([id, dueDay, reviews, memory]);
        }
        db.close();
        others.close();
      }),
      { numRuns: 30 },
    );
    expect(corrected).toBeGreaterThan(0);
  });

  test.each([1, 2, 3, 4])(
    "given again after %i steps back, a card keeps its first day and no correction",
    async (n) => {
      await study([
        { n: 2, days: 400 },
        { n: 5, days: 400 },
      ]);
      const before = await dues();
      await reschedule(db, quietly, way, 1);
      let told = 0;
      const endedThere = takeBackRescheduling(
        db,
        () => {
          if (told++ === n) throw ended;
        },
        way,
        1,
      );
      await expect(endedThere).rejects.toBe(ended);
      await reschedule(db, quietly, way);
      expect(await takeBackRescheduling(db, quietly, way)).toMatchObject({ end: "whole" });
      expect(await readGivenDays(db, way.job)).toBeNull();
      expect(await dues()).toEqual(before);
    },
  );
});
