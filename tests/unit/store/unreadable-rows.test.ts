/** A row that the browser cannot read costs no other: neither by an index, nor in a merge, nor in an export. */
import { afterEach, expect, test, vi } from "vitest";
import { checkAll } from "../../../src/copies/check/check.ts";
import { replicate } from "../../../src/copies/place/replicate.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { read } from "../../../src/store/database/transaction.ts";
import { DAY_STORES } from "../../../src/store/days/days.ts";
import { readDayTable } from "../../../src/store/days/read-day-table.ts";
import { beginRecount, finishRecount, recountSome } from "../../../src/store/days/recount.ts";
import { readRecount } from "../../../src/store/days/recount-position.ts";
import { readCardText } from "../../../src/store/decks/card-text.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { readRows } from "../../../src/store/log/readable-rows.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { readLogExport } from "../../../src/store/segments/log-export.ts";
import { packNext } from "../../../src/store/segments/segments.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { setWording } from "../../../src/store/settings/set-own.ts";
import { readSettings } from "../../../src/store/settings/settings.ts";
import { applyAction, planAction } from "../../../src/store/writing/card-actions.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { takeActionBack } from "../../../src/store/writing/take-action-back.ts";
import { readProfile } from "../../../src/worker/profile.ts";
import { readStudyData } from "../../../src/worker/study-data.ts";
import { breakRows, UNREADABLE } from "../../support/database/break-rows.ts";
import {
  at,
  FIVE,
  foldsToItself,
  forward,
  get,
  grade,
  maker,
  NOW,
  scheduler,
  undo,
} from "../../support/database/db-steps.ts";
import { idsOf, reviews, reviewsOf } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { memoryFiles } from "../../support/places/memory-files.ts";
import { NO_DECKS } from "../../support/places/no-decks.ts";
import { deck, factOf } from "../../support/samples/cards.ts";

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  vi.spyOn(console, "error").mockImplementation(() => {});
  await installDeck(db, deck(FIVE), scheduler, NOW);
  for (const [i, name] of ["a", "b", "a"].entries()) await grade(db, await get(db, forward(name)), 3, NOW + i * DAY_MS);
});
afterEach(() => vi.restoreAllMocks());

const unreadable = async () => (await readRows(db, IDBKeyRange.lowerBound(0))).unreadable;

/** Damages one row of the log. @returns the event that was there */
async function damage(place: number): Promise<Envelope> {
  const event = await db.get("events", place);
  if (!event || "events" in event) throw new Error("there is no such event");
  await db.put("events", { ...event, ...UNREADABLE } as Envelope, place);
  breakRows();
  expect(await unreadable()).toEqual([place]);
  return event;
}

test("an undo finds the newest event that can be read, and the card is folded from what can be read", async () => {
  const lost = await damage(1);
  expect(await undo(db, NOW + 2 * DAY_MS + 1000)).toMatchObject({ id: forward("a"), state: { phase: "new" } });
  await merge(db, [lost], scheduler);
  expect((await get(db, forward("a"))).state.reviews).toBe(1);
  await damageNewest();
  expect(await undo(db, NOW + DAY_MS + 1000)).toMatchObject({ id: forward("b") });
});

async function damageNewest(): Promise<void> {
  const [place] = await db.getAllKeysFromIndex("events", "card", forward("a"));
  vi.restoreAllMocks();
  vi.spyOn(console, "error").mockImplementation(() => {});
  await damage(place ?? 0);
}

test.each([1, 6000])(
  "a merge of %i events puts back the one that cannot be read, and adds the others",
  async (count) => {
    const lost = await damage(1);
    const more = reviews(count, NOW - DAY_MS);
    expect((await merge(db, [...more, lost], scheduler)).added).toHaveLength(count + 1);
    expect(await db.get("events", 1)).toEqual(lost);
    await checkAll({ db, place: null, decks: NO_DECKS, scheduler, read: new Map() });
    await foldsToItself(db);
  },
);

test("a merge of other events leaves it where it is", async () => {
  await damage(1);
  expect((await merge(db, reviews(2, NOW - DAY_MS), scheduler)).added).toHaveLength(2);
  expect(await unreadable()).toEqual([1]);
});

test("exports and what a file is compared with hold all others", async () => {
  const all = idsOf(await wholeLog(db));
  const lost = await damage(2);
  const others = all.filter((id) => id !== lost.id);
  expect(idsOf((await readLogExport(db)).events)).toEqual(others);
  expect(idsOf((await readStudyData(db)).events)).toEqual(others);
  expect(idsOf((await readProfile(db)).events)).toEqual(others);
});

test("a setting whose event cannot be read can be saved again", async () => {
  await saveSetting(db, "newPerDay", 7, () => maker());
  const [place] = await db.getAllKeysFromIndex("events", "key", "newPerDay");
  await damage(place ?? 0);
  await saveSetting(db, "newPerDay", 9, () => maker(NOW + 1000));
  expect((await readSettings(db)).newPerDay).toBe(9);
});

test("a state that cannot be read is left out of exports, and made anew by the check", async () => {
  const before = await get(db, forward("a"));
  await db.put("states", { ...before, ...UNREADABLE });
  breakRows();
  expect((await readStudyData(db)).cards.map(({ id }) => id)).toEqual(["b", "c", "d", "e"].map(forward));
  await merge(db, reviews(1, NOW - DAY_MS), scheduler);
  const checked = await checkAll({ db, place: null, decks: NO_DECKS, scheduler, read: new Map() });
  expect([checked.found.card, checked.mended.card]).toEqual([1, 1]);
  expect((await get(db, forward("a"))).state.reviews).toBe(before.state.reviews + 1);
  await foldsToItself(db);
});

/** Damages the sums of the first day, in the store of this name. */
async function damageDay(name: "days" | "recount"): Promise<void> {
  const [row] = await db.getAll(name);
  if (!row) throw new Error("there are no sums");
  await db.put(name, { ...row, ...UNREADABLE } as typeof row);
  breakRows();
}

test("sums of a day that cannot be read keep nobody from grading, and are counted anew", async () => {
  await damageDay("days");
  expect([...(await readDayTable(db)).days]).toHaveLength(2);
  await grade(db, await get(db, forward("c")), 3, NOW);
  expect((await get(db, forward("c"))).state.reviews).toBe(1);
  expect(await finishRecount(db, () => true)).toBe(true);
  await foldsToItself(db);
});

test("sums of a day that cannot be read are mended by a recount", async () => {
  await damageDay("days");
  await beginRecount(db);
  expect(await finishRecount(db, () => true)).toBe(true);
  await foldsToItself(db);
});

test.each(["grade", "count", "compare"] as const)(
  "a recount whose own sums cannot be read begins anew: met by %s",
  async (by) => {
    await beginRecount(db);
    await recountSome(db, { atOnce: by === "compare" ? 200 : 1 });
    await damageDay("recount");
    if (by === "grade") await grade(db, await get(db, forward("a")), 3, NOW + 1000);
    for (let turn = 0; turn < 3; turn++) await finishRecount(db, () => true);
    await foldsToItself(db);
    expect(await db.count("recount")).toBe(0);
  },
);

const counted = async () => (await readRecount(read(db, DAY_STORES)))?.counted ?? null;

test("a recount begins once where something of a card cannot be read, and goes on while more of it comes", async () => {
  await damage(1);
  const come = (day: number) =>
    merge(
      db,
      [...reviews(1, NOW - day * DAY_MS)].map((event) => ({ ...event, card: forward("a") })),
      scheduler,
    );
  await beginRecount(db);
  await recountSome(db, { atOnce: 2 });
  const so = await counted();
  expect(so).not.toBe("");
  await come(2);
  // What was counted before may have been counted when the row could be read.
  expect(await counted()).toBe("");
  await recountSome(db, { atOnce: 2 });
  for (let day = 3; day < 6; day++) {
    await come(day);
    expect(await counted()).toBe(so);
  }
  while (await recountSome(db, { atOnce: 2 }));
  await come(6);
  await finishRecount(db, () => true);
  expect(await counted()).toBeNull();
  // It has counted right all the same.
  await beginRecount(db);
  expect(await finishRecount(db, () => true)).toBe(false);
});

test.each([
  ["beside", [], null],
  ["of", ["a"], ""],
])("many events of cards %s the one with a row that cannot be read", async (_, names, position) => {
  await damage(1);
  const around = [...["a", "b"].map((name) => `0${name}`), ...Array.from({ length: 10 }, (_, i) => `b${i}`), ...names];
  const added = reviews(around.length, NOW - DAY_MS).map((event, i) => ({ ...event, card: forward(around[i] ?? "") }));
  expect((await merge(db, added, scheduler)).added).toHaveLength(around.length);
  expect(await counted()).toBe(position);
});

const LATER = NOW + 3 * DAY_MS;
const suspend = async (names: readonly string[]) => {
  const plan = await planAction(db, names.map(forward), { kind: "suspend" }, at(LATER).today);
  return applyAction(db, plan, () => maker(LATER));
};

test.each([
  [4, "a"],
  [5, "b"],
])("an action is taken back, but for its event that cannot be read: place %i", async (place, name) => {
  await suspend(["a", "b", "c"]);
  const lost = await damage(place);
  expect((await takeActionBack(db, () => maker(LATER + 1000)))?.kind).toBe("suspend");
  const suspended = (await db.getAll("states")).filter(({ state }) => state.suspended);
  expect(suspended.map(({ id }) => id)).toEqual([forward(name)]);
  await merge(db, [lost], scheduler);
  await foldsToItself(db);
});

test("an action on chosen cards passes over the one that cannot be read", async () => {
  await db.put("states", { ...(await get(db, forward("b"))), ...UNREADABLE });
  breakRows();
  expect(await suspend(["a", "b", "c"])).toEqual({ end: "whole", changed: 2, meanwhile: 0 });
});

const own = (question: string) => ({ question, answer: null, note: null });

test("a card whose own wording cannot be read is shown as its deck has it, until that is made anew", async () => {
  const row = await get(db, forward("a"));
  await setWording(db, row, own("Own?"), () => maker(LATER));
  const [register] = await db.getAll("registers");
  if (!register) throw new Error("there is no register");
  const damageIt = () => db.put("registers", { ...register, ...UNREADABLE } as typeof register);
  const wording = async () => (await readCardText(db, row))?.own.wording;
  await damageIt();
  breakRows();
  expect(await wording()).toBeNull();
  expect((await readStudyData(db)).cards).toHaveLength(5);
  await setWording(db, row, own("Again?"), () => maker(LATER + 1000));
  expect(await wording()).toEqual(own("Again?"));
  await damageIt();
  const checked = await checkAll({ db, place: null, decks: NO_DECKS, scheduler, read: new Map() });
  expect(checked.mended.register).toBe(1);
  expect(await wording()).toEqual(own("Again?"));
});

test("a list of a deck that cannot be read is mended by the check, and what was kept of it is read again", async () => {
  const whole = deck(FIVE, "2", { facts: [factOf("a")] });
  await installDeck(db, whole, scheduler, NOW);
  const decks = { versions: async () => [whole], deck: async () => whole };
  const [before] = await db.getAll("decks");
  const row = (await db.getAll("parts")).find(({ part }) => part === "facts");
  if (!row) throw new Error("there is no fact");
  await db.put("parts", { ...row, ...UNREADABLE } as typeof row);
  breakRows();
  const checked = await checkAll({ db, place: null, decks, scheduler, read: new Map() });
  expect([checked.found.content, checked.mended.content]).toEqual([1, 1]);
  expect(await db.get("parts", [row.deck, row.part, row.id])).toEqual(row);
  const [after] = await db.getAll("decks");
  expect(after).toEqual({ ...before, mendedAtMs: expect.any(Number) });
});

test("a card whose fact cannot be read is asked all the same, without the sentence that the fact says", async () => {
  await installDeck(db, deck(FIVE, "2", { facts: [factOf("a")] }), scheduler, NOW);
  const text = async () => readCardText(db, await get(db, forward("a")));
  expect((await text())?.statement).toEqual(factOf("a").statement);
  const row = (await db.getAll("parts")).find(({ part }) => part === "facts");
  if (!row) throw new Error("there is no fact");
  await db.put("parts", { ...row, ...UNREADABLE } as typeof row);
  breakRows();
  expect((await text())?.content.id).toBe(forward("a"));
  expect((await text())?.statement).toBeNull();
});

test.each(["segment", "journal"] as const)(
  "a row of the log that cannot be read comes back from the second record: its %s",
  async (where) => {
    const place = memoryFiles();
    await replicate(db, place, { segmentEvents: where === "segment" ? 2 : 1000 });
    const lost = await damage(1);
    expect(await replicate(db, place, { segmentEvents: 1000 })).toMatchObject({ complete: true });
    if (where === "segment") {
      // Comparing reads no segment; the check does.
      const checked = await checkAll({ db, place, decks: NO_DECKS, scheduler, read: new Map() });
      expect([checked.found.event, checked.mended.event]).toEqual([1, 1]);
    }
    expect(await db.get("events", 1)).toEqual(lost);
    expect(await unreadable()).toEqual([]);
    await foldsToItself(db);
  },
);

function refuseRows() {
  const { put } = IDBObjectStore.prototype;
  return vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...given) {
    if (this.name === "events") throw new DOMException("the row cannot be written", "UnknownError");
    return put.apply(this, given);
  });
}

test("the check keeps the segment of a row that can neither be read nor written again", async () => {
  await packNext(db, 3);
  const lost = await damage(1);
  const refused = refuseRows();
  const check = () => checkAll({ db, place: null, decks: NO_DECKS, scheduler, read: new Map() });
  const { found, mended } = await check();
  expect([found.event, mended.event]).toEqual([1, 0]);
  refused.mockRestore();
  expect((await check()).mended.event).toBe(1);
  expect(await db.get("events", 1)).toEqual(lost);
});

test("copying comes to its end where a row can neither be read nor written again", async () => {
  const place = memoryFiles();
  await replicate(db, place);
  await damage(1);
  refuseRows();
  expect(await replicate(db, place)).toMatchObject({ complete: true });
  expect(await unreadable()).toEqual([1]);
});

test("rows that stay unreadable throughout a merge of many events get all that came of each, in whatever order it came", async () => {
  const rows = Array.from({ length: 251 }, (_, i) => reviewsOf(`c${i}`, 20, NOW + i * DAY_MS));
  await merge(db, rows.flat(), scheduler);
  const before = idsOf(await wholeLog(db)).sort();
  const { get: one, getAll: all } = IDBObjectStore.prototype;
  /** All but those that were there before. */
  const isBroken = ({ name }: IDBObjectStore, asked: unknown): boolean =>
    name === "events" && ((asked instanceof IDBKeyRange ? asked.upper : asked) ?? Number.POSITIVE_INFINITY) > 3;
  const fail = (): never => {
    throw new DOMException("the row cannot be read", "UnknownError");
  };
  vi.spyOn(IDBObjectStore.prototype, "get").mockImplementation(function (this: IDBObjectStore, key) {
    return isBroken(this, key) ? fail() : one.call(this, key);
  });
  vi.spyOn(IDBObjectStore.prototype, "getAll").mockImplementation(function (this: IDBObjectStore, ...asked) {
    return isBroken(this, asked[0]) ? fail() : all.apply(this, asked);
  });
  // The first of one row, and the others of it behind all other rows.
  const [first, ...others] = rows[250] ?? [];
  if (!first) throw new Error("no reviews");
  await merge(db, [first, ...rows.slice(0, 250).flat(), ...others], scheduler);
  vi.restoreAllMocks();
  expect(idsOf(await wholeLog(db)).sort()).toEqual(before);
});
