import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkAll } from "../../../../src/copies/check/check.ts";
import { leftOf, total } from "../../../../src/copies/check/findings.ts";
import { journalsIn, segmentsIn } from "../../../../src/copies/place/file-names.ts";
import { replicate } from "../../../../src/copies/place/replicate.ts";
import { isAtRest } from "../../../../src/copies/record/at-rest.ts";
import { keepJournal } from "../../../../src/copies/record/keep-journal.ts";
import { openGuarded } from "../../../../src/copies/record/open-guarded.ts";
import type { DeckSource } from "../../../../src/core/deck/deck.ts";
import type { EventId } from "../../../../src/core/ids.ts";
import { eventsAmong } from "../../../../src/core/log/decode.ts";
import type { Place } from "../../../../src/core/log/place.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { unpackEvents } from "../../../../src/store/segments/pack.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { countRequests } from "../../../support/database/count-requests.ts";
import { deleteDatabase, foldsToItself, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { idsOf, reviews } from "../../../support/database/long-log.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";

const NO_DECKS: DeckSource = { versions: async () => [], deck: () => Promise.reject(new Error("no deck")) };
const FEW = { segmentEvents: 4 };

/** What happens to a log and its copy, one thing after the other. */
type Happening =
  | { readonly kind: "commit"; readonly events: number; readonly journaled: boolean }
  /** Copying that is ended at this write, removal or pause between two steps; never, where it comes to its end before. */
  | { readonly kind: "copy"; readonly endsAt: number }
  | { readonly kind: "together" }
  | { readonly kind: "tear"; readonly which: number; readonly at: number; readonly how: "cut" | "flip" };

const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant("commit" as const),
      events: fc.integer({ min: 1, max: 9 }),
      journaled: fc.boolean(),
    }),
    fc.record({ kind: fc.constant("copy" as const), endsAt: fc.integer({ min: 0, max: 25 }) }),
    fc.record({ kind: fc.constant("together" as const) }),
    fc.record({
      kind: fc.constant("tear" as const),
      which: fc.nat(),
      at: fc.nat(),
      how: fc.constantFrom("cut" as const, "flip" as const),
    }),
  ),
  { minLength: 1, maxLength: 14 },
);

let db: Database;
let place: MemoryFiles;

beforeEach(() => void vi.spyOn(console, "error").mockReturnValue());
afterEach(() => vi.restoreAllMocks());

async function begin(): Promise<void> {
  await deleteDatabase();
  db = await openDatabase();
  place = memoryFiles();
}

/** The place as it is for somebody whom the browser ends after so many writes and removals. */
function ending(endsAt: number): Place {
  let left = endsAt;
  const step = async (work: () => Promise<void>): Promise<void> => {
    if (left-- <= 0) throw new Error("ended");
    await work();
  };
  return {
    ...place,
    write: (name, content) => step(() => place.write(name, content)),
    remove: (name) => step(() => place.remove(name)),
  };
}

function tear(which: number, at: number, how: "cut" | "flip"): void {
  const names = [...place.content.keys()].sort();
  const name = names[which % Math.max(1, names.length)];
  const content = name === undefined ? undefined : place.content.get(name);
  if (name === undefined || !content || content.length === 0) return;
  // No bytes at all would say that it cannot be read just now, and then it stays.
  const where = Math.max(1, at % content.length);
  place.content.set(
    name,
    how === "cut" ? content.slice(0, where) : content.map((byte, i) => (i === where ? byte ^ 4 : byte)),
  );
}

async function live(happening: Happening, clock: { ms: number }): Promise<void> {
  switch (happening.kind) {
    case "commit": {
      const events = reviews(happening.events, clock.ms);
      clock.ms += 3_600_000;
      if (!happening.journaled) {
        // A page that was closed before it could write its journal.
        const hasty = await openDatabase();
        await merge(hasty, events, scheduler);
        hasty.close();
        return;
      }
      const own = await openDatabase();
      const journal = keepJournal(own, async () => place);
      await merge(own, events, scheduler);
      await journal.idle();
      own.close();
      return;
    }
    case "copy":
      await replicate(db, ending(happening.endsAt), FEW).catch((error: unknown) => {
        if (!(error instanceof Error && error.message === "ended")) throw error;
      });
      return;
    case "together":
      await Promise.all([replicate(db, place, FEW), replicate(db, place, FEW)]);
      return;
    case "tear":
      tear(happening.which, happening.at, happening.how);
  }
}

/** The ids of all events in segments and journal that can be read. */
async function copied(): Promise<EventId[]> {
  const names = [...place.content.keys()];
  const files = [...segmentsIn(names), ...journalsIn(names)];
  const events = await Promise.all(
    files.map(async ({ name }) => eventsAmong(await unpackEvents(place.content.get(name) ?? new Uint8Array()))),
  );
  return [...new Set(idsOf(events.flat()))];
}

test("whatever is committed, copied, ended and torn: the database keeps its log, each event once", async () => {
  await fc.assert(
    fc.asyncProperty(happenings, async (all) => {
      await begin();
      const clock = { ms: NOW };
      for (const one of all) await live(one, clock);
      const log = await wholeLog(db);
      await replicate(db, place, FEW);
      expect(await wholeLog(db)).toEqual(log);
      expect(new Set(idsOf(log)).size).toBe(log.length);
      await foldsToItself(db);

      // Names tell nothing of a file that was torn after it was written; a check reads them all.
      const checked = await checkAll({ db, place, decks: NO_DECKS, scheduler, read: new Map() });
      expect(total(leftOf(checked))).toBe(0);
      expect(await copied()).toEqual(idsOf(log));
      expect(await wholeLog(db)).toEqual(log);
      db.close();
    }),
    { numRuns: 60 },
  );
}, 120_000);

test("without tears, one copying to the end leaves every event in the place, and each segment once", async () => {
  await fc.assert(
    fc.asyncProperty(happenings, async (all) => {
      await begin();
      const clock = { ms: NOW };
      for (const one of all) if (one.kind !== "tear") await live(one, clock);
      expect((await replicate(db, place, FEW)).complete).toBe(true);
      const log = idsOf(await wholeLog(db));
      expect(await copied()).toEqual(log);
      const segments = segmentsIn([...place.content.keys()]);
      expect(segments.length).toBe(Math.floor(log.length / FEW.segmentEvents));
      const before = new Map(place.content);
      await replicate(db, place, FEW);
      expect([...place.content.keys()]).toEqual([...before.keys()]);

      // The other way: everything is lost but the place.
      db.close();
      await deleteDatabase();
      const guarded = await openGuarded({}, async () => place);
      expect(idsOf(await wholeLog(guarded.db))).toEqual(log);
      guarded.db.close();
      db = await openDatabase();
      db.close();
    }),
    { numRuns: 40 },
  );
}, 120_000);

test("whoever says that both agree already is right, and says it after each copying to the end", async () => {
  const said = { rest: 0, not: 0 };
  await fc.assert(
    fc.asyncProperty(happenings, async (all) => {
      await begin();
      const clock = { ms: NOW };
      for (const one of all) {
        await live(one, clock);
        const [files, log] = [new Map(place.content), await wholeLog(db)];
        const atRest = await isAtRest(db, place, FEW.segmentEvents);
        expect(place.content).toEqual(files);
        said[atRest ? "rest" : "not"]++;
        if (!atRest) continue;
        expect((await replicate(db, place, FEW)).complete).toBe(true);
        expect(place.content).toEqual(files);
        expect(await wholeLog(db)).toEqual(log);
      }
      if ((await wholeLog(db)).length > 0) {
        await replicate(db, place, FEW);
        expect(await isAtRest(db, place, FEW.segmentEvents)).toBe(true);
      }
      db.close();
    }),
    { numRuns: 40 },
  );
  expect(Math.min(said.rest, said.not)).toBeGreaterThan(5);
}, 120_000);

test("what a database lost of its newest or oldest events comes back, however copying is ended on the way", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 0, max: 30 }),
      fc.boolean(),
      fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 4 }),
      async (events, kept, newest, endings) => {
        await begin();
        await merge(db, reviews(events), scheduler);
        await replicate(db, place, FEW);
        const log = idsOf(await wholeLog(db));
        const rows = await wholeLog(db);
        for (const store of ["events", "segments", "packed"] as const) await db.clear(store);
        for (const row of newest ? rows.slice(0, kept) : rows.slice(Math.max(0, rows.length - kept)))
          await db.add("events", row);
        for (const endsAt of endings) await live({ kind: "copy", endsAt }, { ms: NOW });
        const { complete } = await replicate(db, place, FEW);
        expect(complete).toBe(true);
        expect(idsOf(await wholeLog(db))).toEqual(log);
        expect(await copied()).toEqual(log);
        db.close();
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

test("copying that may not go on stops after a step, and goes on the next time", async () => {
  await begin();
  await merge(db, reviews(40), scheduler);
  let calls = 0;
  while (!(await replicate(db, place, { ...FEW, goOn: () => false })).complete) {
    if (++calls > 100) throw new Error("it makes no progress");
  }
  expect(calls).toBeGreaterThan(10);
  expect(await copied()).toEqual(idsOf(await wholeLog(db)));
  db.close();
});

test("copying a day reads names and heads once, and writes no more than the day, however much stands in the place", async () => {
  await begin();
  await merge(db, reviews(60), scheduler);
  await replicate(db, place, FEW);
  const files = (await place.list()).length;
  await merge(db, reviews(3, NOW), scheduler);
  const list = vi.fn(place.list);
  const write = vi.fn(place.write);
  const remove = vi.fn(place.remove);
  const watched = { ...place, list, write, remove };
  const { of } = await countRequests(async () => {
    expect((await replicate(db, watched, FEW)).complete).toBe(true);
  });
  expect(of.segments).toBe(1);
  expect(files).toBeGreaterThan(5);
  expect(list).toHaveBeenCalledTimes(1);
  expect(write).toHaveBeenCalledTimes(1);
  expect(remove).not.toHaveBeenCalled();
  // Before a file goes it is looked at again whether all else is there: after the segment was written, and under the lock.
  await merge(db, reviews(1, NOW + 3_600_000), scheduler);
  expect((await replicate(db, watched, FEW)).complete).toBe(true);
  expect(list).toHaveBeenCalledTimes(1 + 3);
  expect(remove).toHaveBeenCalledTimes(1);
  db.close();
});

test("no file of the journal goes while another page takes the segment away that holds its events", async () => {
  await begin();
  await merge(db, reviews(3, NOW), scheduler);
  await replicate(db, place, FEW);
  await merge(db, reviews(1, NOW + 3_600_000), scheduler);
  const before = idsOf(await wholeLog(db));
  let isTaken = false;
  const lock: Place["lock"] = async (mode, work) => {
    const [segment] = segmentsIn([...place.content.keys()]);
    if (segment && !isTaken && journalsIn([...place.content.keys()]).length > 0) {
      isTaken = true;
      place.content.delete(segment.name);
    }
    return place.lock(mode, work);
  };
  await replicate(db, { ...place, lock }, FEW);
  expect(isTaken).toBe(true);
  expect(await copied()).toEqual(before);
  db.close();
});
