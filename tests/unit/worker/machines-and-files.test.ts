/**
 * Files that are brought in, replace what is here, and are taken back on machines that share a folder, among them profiles that
 * were copied and clocks that are put right: in the end all say the same, and no review is lost that nobody took back. What a
 * preview says of a file, what its result says, and what is told while it is taken back, are the same numbers, and those that
 * the log has.
 */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { grouped } from "../../../src/core/grouped.ts";
import type { DeviceId, EventId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { concernsCard, isOfKind } from "../../../src/core/log/event.ts";
import { countedReviews } from "../../../src/core/log/fold.ts";
import { makeUndo } from "../../../src/core/log/make-event.ts";
import { isWithFile, takenBack } from "../../../src/core/log/taken-back.ts";
import { deviceRow, readDevice } from "../../../src/store/database/local.ts";
import { finishRecount } from "../../../src/store/days/recount.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { setMark } from "../../../src/store/settings/set-own.ts";
import { correctClock } from "../../../src/store/writing/correct-clock.ts";
import { merge } from "../../../src/store/writing/merge.ts";
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
import { entriesOfFile } from "../../support/files/entries-of-file.ts";
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
      spoilt: fc.array(fc.nat(), { maxLength: 2 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      what: kind("take back"),
      on,
      endsAt: fc.option(fc.integer({ min: 2, max: 5 })),
      spoilt: fc.array(fc.nat(), { maxLength: 2 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      what: kind("elsewhere"),
      on,
      which: fc.nat(),
      ofUndo: fc.boolean(),
      as: fc.constantFrom("file" as const, undefined),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: kind("renew"), on }) },
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

/** A machine that is not among those. */
const ELSEWHERE = "fedcba9876543210" as DeviceId;

/** Makes entries unreadable. @returns what they were */
async function spoil(db: Database, which: readonly number[], among: readonly Envelope[]): Promise<readonly Envelope[]> {
  // Of an undo that cannot be read nobody knows what it is about.
  const those = among.filter((event) => !isOfKind(event, "undo"));
  const lost = new Map(which.flatMap((i) => those[i % those.length] ?? []).map((event) => [event.id, event]));
  for (const { id } of lost.values()) {
    const place = (await db.getKeyFromIndex("events", "id", id)) ?? 0;
    const row = (await db.get("events", place)) as unknown as { readonly events?: readonly Envelope[] };
    const events = row.events?.map((event) => (event.id === id ? { id } : event));
    await db.put("events", (events ? { ...row, events } : { ...row, atMs: "then" }) as never, place);
  }
  // A segment that holds them says what they were, and is read before the rows.
  if (lost.size > 0) await Promise.all([db.clear("segments"), db.clear("packed")]);
  return [...lost.values()];
}
const idsOf = (events: readonly Envelope[]): ReadonlySet<EventId> => new Set(events.map(({ id }) => id));

const met = {
  spoilt: 0,
  unreadable: 0,
  merged: 0,
  replaced: 0,
  "taken back": 0,
  "in part": 0,
  copied: 0,
  corrected: 0,
  renewed: 0,
};

/** All machines, one deed after the other, each looked at on the machine on which it was done. */
async function convergeAfter(deeds: readonly Deed[]): Promise<void> {
  const folder = sharedFolder();
  const all: TestDevice[] = [await makeDevice(folder), await makeDevice(folder)];
  const ids = new Set<string>();
  const saved = new Map<number, { readonly blob: Blob; readonly log: readonly Envelope[] }>();
  /** The last file of each machine, by what its log said when it came and since. */
  const files = new Map<TestDevice, { came: ReadonlySet<EventId>; undos: Set<EventId> }>();
  let nowMs = NOW;
  let renewals = 0;
  vi.spyOn(Date, "now").mockImplementation(() => nowMs);
  const deviceOf = ({ db }: TestDevice) => readDevice(db.transaction("local").store);
  for (const one of all) ids.add(await deviceOf(one));

  type Bring = Extract<Deed, { what: "bring" }>;
  const bring = async (one: TestDevice, { slot, ...choice }: Bring): Promise<void> => {
    const { db } = one;
    const { blob: file, log: all } = saved.get(slot) ?? { blob: null, log: [] };
    const last = await lastRestore(db);
    if (!file || last?.isBegun) return;
    const { mode, withSettings } = choice;
    const log = await wholeLog(db);
    const before = countedIn(log);
    const here = idsOf(log);
    const lost = await spoil(
      db,
      choice.spoilt,
      all.filter(({ id }) => here.has(id)),
    );
    const chosen = await inspectFile(db, file, quietly);
    const come = await restore(db, chosen, choice, quietly);
    const after = await wholeLog(db);
    // What could not be read was nothing that is told of as counting.
    const gone = lackingIn(before, countedIn(after)).filter((id) => !idsOf(lost).has(id));
    // Of two ids of one review the other may count since.
    expect(gone.length).toBeLessThanOrEqual(come.takenBack);
    const { preview } = chosen;
    expect(come.takenBack).toBe((mode === "merge" ? preview.merge : preview.replace)?.stopCounting);
    const coming = withSettings ? preview : preview.withoutSettings;
    expect([come.added, come.mended]).toEqual([coming.added + coming.again, preview.mended]);
    expect(come.mended).toBe(lost.length);
    if (mode === "replace") expect(come.othersTakenBack).toBe(coming.othersTakenBack);
    const now = await lastRestore(db);
    if (now && now.atMs !== last?.atMs) {
      const came = idsOf(after.filter(({ id }) => !here.has(id)));
      files.set(one, { came, undos: new Set() });
      const { left } = entriesOfFile(after, { came, undos: new Set() }, await deviceOf(one));
      if (mode === "merge") expect(left).toBeLessThanOrEqual(come.added);
      // Undos among its entries need no taking back, nor what somebody has taken back by itself.
      const undone = new Set(
        after.flatMap((event) => (isOfKind(event, "undo") && event.with !== "file" ? event.undoes : [])),
      );
      const isPlain = !all.some((event) => isOfKind(event, "undo") || undone.has(event.id));
      if (mode === "merge" && isPlain) expect(left).toBe(come.added);
    }
    const again = (await inspectFile(db, file, quietly)).preview;
    expect(again.mended).toBe(0);
    // Its settings may still be left.
    if (withSettings) expect([again.added, again.again]).toEqual([0, 0]);
    expect(again.merge.cards).toBe(0);
    await finishRecount(db, () => true);
    met.spoilt += lost.length;
    met[mode === "merge" ? "merged" : "replaced"]++;
  };
  type TakeBack = Extract<Deed, { what: "take back" }>;
  const goBack = async (one: TestDevice, { endsAt, spoilt }: TakeBack): Promise<void> => {
    const { db } = one;
    const last = await lastRestore(db);
    if (!last) return;
    const file = files.get(one);
    if (!file) throw new Error("nobody has seen it come");
    const whole = await wholeLog(db);
    const here = idsOf(whole);
    const before = countedIn(whole);
    const lost = await spoil(
      db,
      spoilt,
      whole.filter(({ id }) => file.came.has(id)),
    );
    const entries = async (unreadable: readonly Envelope[]) => {
      const log = (await wholeLog(db)).map((event) => unreadable.find(({ id }) => id === event.id) ?? event);
      for (const event of log) if (!here.has(event.id) && isWithFile(event)) file.undos.add(event.id);
      return entriesOfFile(log, file, await deviceOf(one), idsOf(unreadable));
    };
    const done = await takeBack(db, endsAt === null ? quietly : stopAt(endsAt), 2).catch(() => null);
    const now = await lastRestore(db);
    const { undone, left, lost: unreadable } = await entries(lost);
    if (done) expect([done, left]).toEqual([{ takenBack: undone, unreadable }, 0]);
    else if (now && now.left !== null && now.undone > last.undone)
      expect([now.undone, now.left]).toEqual([undone, left + unreadable]);
    met.unreadable += unreadable;
    await merge(db, lost, scheduler);
    await finishRecount(db, () => true);
    if (done && unreadable > 0) {
      const all = await takeBack(db, quietly, 2);
      expect(all).toEqual({ takenBack: (await entries([])).undone, unreadable: 0 });
    }
    const log = await wholeLog(db);
    const gone = takenBack(log);
    // What counts no longer was taken back with the file.
    for (const id of lackingIn(before, countedIn(log))) expect(gone.has(id)).toBe(true);
    if (!done) return void met["in part"]++;
    expect(await lastRestore(db)).toBeNull();
    met["taken back"]++;
  };
  const copy = async (one: TestDevice): Promise<void> => {
    if (all.length === MACHINES) return;
    const db = await databaseOf(await imageOf(one.db));
    const other = { ...one, db };
    all.push(other);
    const file = files.get(one);
    if (file) files.set(other, { ...file, undos: new Set(file.undos) });
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
        met.corrected += await correctClock(db, () => maker(nowMs, device));
        break;
      }
      case "save":
        saved.set(deed.slot, { blob: await exportFile(db, { format: "json", appVersion: "1" }, quietly), log: before });
        break;
      case "bring":
        await bring(one, deed);
        break;
      case "take back":
        await goBack(one, deed);
        break;
      case "elsewhere": {
        const those = before.filter((event) => isOfKind(event, "undo") === deed.ofUndo);
        const event = those[deed.which % those.length];
        if (event) await merge(db, [makeUndo(event, maker(nowMs, ELSEWHERE), deed.as)], scheduler);
        break;
      }
      case "renew": {
        const device = String(++renewals).padStart(16, "a") as DeviceId;
        ids.add(device);
        await db.put("local", deviceRow(device));
        break;
      }
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
  // A shorter history that fails as well would take longer to find than the test may last.
  do await fc.assert(property, { numRuns: 25, endOnFailure: true });
  while (Object.values(met).some((times) => times === 0) && ++tries < 5);
  // All of it has happened.
  for (const [what, times] of Object.entries(met)) expect([what, times > 0]).toEqual([what, true]);
}, 120_000);
