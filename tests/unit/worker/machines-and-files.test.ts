/**
 * Files that are brought in, replace what is here, and are taken back on machines that share a folder, among them profiles that
 * were copied and clocks that are put right: in the end all say the same, and no review is lost that nobody took back.
 */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { grouped } from "../../../src/core/grouped.ts";
import type { EventId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { concernsCard } from "../../../src/core/log/event.ts";
import { countedReviews } from "../../../src/core/log/fold.ts";
import { takenBack } from "../../../src/core/log/taken-back.ts";
import { readDevice } from "../../../src/store/database/local.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { setMark } from "../../../src/store/settings/set-own.ts";
import { correctClock } from "../../../src/store/writing/correct-clock.ts";
import { exportFile } from "../../../src/worker/export-file.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { keepRest, lastRestore } from "../../../src/worker/last-restore.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import {
  deleteDatabase,
  foldsToItself,
  forward,
  get,
  maker,
  NOW,
  scheduler,
  undo,
} from "../../support/database/db-steps.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { quietly, stopAt } from "../../support/files/bringing.ts";
import { databaseOf, imageOf } from "../../support/places/device-image.ts";
import {
  answerOn,
  exchangeOn,
  makeDevice,
  sharedFolder,
  standing,
  type TestDevice,
} from "../../support/places/devices.ts";

const HOUR_MS = 3_600_000;
/** Two, and a copy of either. */
const MACHINES = 3;

beforeEach(() => {
  vi.spyOn(console, "error").mockReturnValue();
  // Without the locks of the browser, which only let pages wait for each other.
  vi.stubGlobal("navigator", {});
});
afterEach(async () => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await deleteDatabase();
});

const on = fc.nat(MACHINES - 1);
const slot = fc.nat(1);
const kind = <const K extends string>(what: K): fc.Arbitrary<K> => fc.constant(what);
const aDeed = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ what: kind("answer"), on, card: fc.nat(4), hoursOff: fc.constantFrom(0, 0, -5, 900) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constantFrom("undo" as const, "star" as const, "set" as const), on }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ what: kind("clock"), on }),
  },
  { weight: 4, arbitrary: fc.record({ what: kind("save"), on, slot }) },
  {
    weight: 5,
    arbitrary: fc.record({
      what: kind("bring"),
      on,
      slot,
      mode: fc.constantFrom("merge" as const, "replace" as const),
      withSettings: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ what: kind("take back"), on, endsAt: fc.option(fc.integer({ min: 2, max: 5 })) }),
  },
  { weight: 1, arbitrary: fc.record({ what: kind("keep the rest"), on }) },
  { weight: 3, arbitrary: fc.record({ what: kind("exchange"), on }) },
  { weight: 1, arbitrary: fc.record({ what: kind("copy"), on }) },
);
type Deed = typeof aDeed extends fc.Arbitrary<infer D> ? D : never;

/** The reviews that count, each on its card, also those before a reset. */
const countedIn = (log: readonly Envelope[]): ReadonlySet<EventId> =>
  new Set(
    [...grouped(log.filter(concernsCard), ({ card }) => card).values()]
      .flatMap((one) => countedReviews(one))
      .map(({ id }) => id),
  );
const lackingIn = (before: ReadonlySet<EventId>, after: ReadonlySet<EventId>): EventId[] =>
  [...before].filter((id) => !after.has(id));

const met = { merged: 0, replaced: 0, "taken back": 0, "in part": 0, copied: 0, corrected: 0, renewed: 0 };

/** All machines, one deed after the other, each looked at on the machine on which it was done. */
async function convergeAfter(deeds: readonly Deed[]): Promise<void> {
  const folder = sharedFolder();
  const all: TestDevice[] = [await makeDevice(folder), await makeDevice(folder)];
  const ids = new Set<string>();
  const saved = new Map<number, Blob>();
  let nowMs = NOW;
  vi.spyOn(Date, "now").mockImplementation(() => nowMs);
  const deviceOf = ({ db }: TestDevice) => readDevice(db.transaction("local").store);
  for (const one of all) ids.add(await deviceOf(one));

  const bring = async ({ db }: TestDevice, file: Blob, choice: Parameters<typeof restore>[2]): Promise<void> => {
    const { mode } = choice;
    const before = countedIn(await wholeLog(db));
    const chosen = await inspectFile(db, file, quietly);
    const come = await restore(db, chosen, choice, quietly);
    const gone = lackingIn(before, countedIn(await wholeLog(db))).length;
    // Of two ids of one review the other may count since.
    expect(gone).toBeLessThanOrEqual(come.takenBack);
    expect(come.takenBack).toBe((mode === "merge" ? chosen.preview.merge : chosen.preview.replace)?.stopCounting);
    const again = (await inspectFile(db, file, quietly)).preview;
    // Its settings may still be left.
    if (choice.withSettings) expect([again.added, again.again]).toEqual([0, 0]);
    expect(again.merge.cards).toBe(0);
    met[mode === "merge" ? "merged" : "replaced"]++;
  };
  const goBack = async (one: TestDevice, endsAt: number | null): Promise<void> => {
    const last = await lastRestore(one.db);
    if (!last) return;
    const before = countedIn(await wholeLog(one.db));
    const done = await takeBack(one.db, endsAt === null ? quietly : stopAt(endsAt), 2).catch(() => null);
    const log = await wholeLog(one.db);
    const gone = takenBack(log);
    // What counts no longer was taken back with the file.
    for (const id of lackingIn(before, countedIn(log))) expect(gone.has(id)).toBe(true);
    if (!done) return void met["in part"]++;
    expect(done.unreadable).toBe(0);
    expect(await lastRestore(one.db)).toBeNull();
    met["taken back"]++;
  };
  const copy = async (one: TestDevice): Promise<void> => {
    if (all.length === MACHINES) return;
    const db = await databaseOf(await imageOf(one.db));
    all.push({ ...one, db });
    met.copied++;
  };
  const exchange = async (one: TestDevice): Promise<void> => {
    await exchangeOn(one, one.place, nowMs);
    const device = await deviceOf(one);
    if (!ids.has(device)) met.renewed++;
    ids.add(device);
  };

  for (const deed of deeds) {
    nowMs += 2 * HOUR_MS;
    const one = all[deed.on % all.length];
    if (!one) throw new Error("no machine");
    const { db } = one;
    const before = await wholeLog(db);
    const counted = countedIn(before);
    switch (deed.what) {
      case "answer":
        await answerOn(one, deed.card, nowMs + deed.hoursOff * HOUR_MS);
        break;
      case "undo":
        await undo(db, nowMs, [], await deviceOf(one)).catch(() => null);
        break;
      case "star": {
        const device = await deviceOf(one);
        await setMark(db, await get(db, forward("a")), true, () => maker(nowMs, device));
        break;
      }
      case "set": {
        const device = await deviceOf(one);
        await saveSetting(db, "newPerDay", (nowMs / HOUR_MS) % 20, () => maker(nowMs, device));
        break;
      }
      case "clock": {
        const device = await deviceOf(one);
        met.corrected += await correctClock(db, scheduler, () => maker(nowMs, device));
        break;
      }
      case "save":
        saved.set(deed.slot, await exportFile(db, { format: "json", appVersion: "1" }, quietly));
        break;
      case "bring": {
        const file = saved.get(deed.slot);
        if (file && !(await lastRestore(db))?.isBegun) await bring(one, file, deed);
        break;
      }
      case "take back":
        await goBack(one, deed.endsAt);
        break;
      case "keep the rest":
        await keepRest(db, (await lastRestore(db))?.atMs ?? 0);
        break;
      case "exchange":
        await exchange(one);
        break;
      case "copy":
        await copy(one);
        break;
    }
    const log = await wholeLog(db);
    // Nothing is deleted, nothing is there twice.
    const now = log.map(({ id }) => id);
    expect(new Set(now).size).toBe(now.length);
    expect(before.filter(({ id }) => !now.includes(id))).toEqual([]);
    // What counts no longer was taken back by somebody.
    const gone = takenBack(log);
    for (const id of lackingIn(counted, countedIn(log))) expect(gone.has(id)).toBe(true);
    if (["answer", "star", "set", "clock", "save", "keep the rest", "copy"].includes(deed.what))
      expect(lackingIn(counted, countedIn(log))).toEqual([]);
    await foldsToItself(db);
  }
  // Once all have seen all.
  for (let round = 1; ; round++) {
    nowMs += HOUR_MS;
    const done = [];
    for (const one of all) done.push(await exchangeOn(one, one.place, nowMs));
    if (round > 2 && done.every(({ taken, complete }) => taken === 0 && complete)) break;
    if (round > 9) throw new Error("they do not come to an end");
  }
  const [first, ...others] = await Promise.all(all.map(standing));
  for (const other of others) expect(other).toEqual(first);
  for (const { db } of all) await foldsToItself(db);
  for (const { db } of all) db.close();
}

test("whatever comes and goes, all come to say the same, and nothing is lost or counted twice", async () => {
  const property = fc.asyncProperty(fc.array(aDeed, { minLength: 10, maxLength: 40, size: "max" }), (deeds) =>
    convergeAfter(deeds),
  );
  let tries = 0;
  do await fc.assert(property, { numRuns: 25 });
  while (Object.values(met).some((times) => times === 0) && ++tries < 5);
  // All of it has happened.
  for (const [what, times] of Object.entries(met)) expect([what, times > 0]).toEqual([what, true]);
}, 120_000);
