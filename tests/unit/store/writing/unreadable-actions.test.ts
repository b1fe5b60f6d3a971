/** Actions on many cards of which some rows cannot be read just when they are taken back: the way back of those is kept. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { isOfKind } from "../../../../src/core/log/event.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { readActions } from "../../../../src/store/writing/action-record.ts";
import { applyAction, lastAction, planAction } from "../../../../src/store/writing/card-actions.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { takeActionBack } from "../../../../src/store/writing/take-action-back.ts";
import { breakRows, UNREADABLE } from "../../../support/database/break-rows.ts";
import {
  at,
  DEVICE,
  foldsToItself,
  forward,
  get,
  grade,
  maker,
  NOW,
  OTHER_DEVICE,
  scheduler,
  undo,
} from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { content, deck } from "../../../support/samples/cards.ts";

const NAMES = ["a", "b", "c", "d", "e"];
const CARDS = NAMES.length;
const { today } = at(NOW);
let db: Database;
let others: Database;
useDatabase(async (opened) => {
  db = opened;
  others = await openDatabase();
  await installDeck(db, deck(NAMES.map((name, i) => content(name, i))), scheduler, NOW);
});
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  return () => others.close();
});
afterEach(() => vi.restoreAllMocks());

async function suspend(names: readonly string[] = NAMES, nowMs = NOW) {
  const plan = await planAction(db, names.map(forward), { kind: "suspend" }, today);
  return applyAction(db, plan, () => maker(nowMs));
}
/** @param most rows of a step */
const back = (most?: number, page = db) =>
  takeActionBack(page, () => maker(NOW + 1000), most === undefined ? {} : { most });
const last = () => lastAction(db, today);
const suspended = async () => (await db.getAll("states")).filter(({ state }) => state.suspended).map(({ id }) => id);
const done = async () => (await wholeLog(db)).filter((event) => isOfKind(event, "suspend"));
const undone = async () => (await wholeLog(db)).flatMap((event) => (isOfKind(event, "undo") ? [event.undoes] : []));
const some = <T>(list: readonly T[], ...places: number[]): T[] => places.map((i) => list[i] as T);

/** What the rows hold cannot be read from now on, until it is merged from a copy. */
async function spoil(...events: readonly Envelope[]): Promise<void> {
  for (const { id } of events) {
    const place = (await db.getKeyFromIndex("events", "id", id)) ?? 0;
    await db.put("events", { ...(await db.get("events", place)), ...UNREADABLE } as never, place);
  }
  breakRows();
}

test.each([1, 2, 500])(
  "what cannot be read keeps its way back, and is taken back once it is mended (steps of %i)",
  async (most) => {
    await suspend();
    const lost = some(await done(), 0, 1, 4);
    await spoil(...lost);
    for (const _ of ["once", "again"]) {
      expect(await back(most)).toEqual({ kind: "suspend", cards: CARDS, end: "unreadable", unreadable: 3 });
      expect(await last()).toMatchObject({ begun: "unreadable", cards: CARDS, back: 2 });
    }
    await merge(db, lost, scheduler);
    // What is mended may be taken back by now.
    expect(await last()).toMatchObject({ begun: "takingBack", back: 2 });
    expect(await back(most)).toMatchObject({ end: "whole", cards: CARDS, unreadable: 0 });
    expect([await last(), await suspended()]).toEqual([null, []]);
    const all = await undone();
    expect([all.length, new Set(all).size]).toEqual([CARDS, CARDS]);
    await foldsToItself(db);
  },
);

test("where some of it is mended, that is taken back, and the rest is told of again", async () => {
  await suspend();
  const lost = some(await done(), 1, 2, 3);
  await spoil(...lost);
  await back();
  await merge(db, lost.slice(1), scheduler);
  expect(await back(1)).toMatchObject({ end: "unreadable", unreadable: 1 });
  expect(await last()).toMatchObject({ begun: "unreadable", back: CARDS - 1 });
  await merge(db, lost, scheduler);
  expect(await back(1)).toMatchObject({ end: "whole" });
  expect(await suspended()).toEqual([]);
});

test("what was done before it can be taken back meanwhile, and is offered instead", async () => {
  await suspend(["a", "b"]);
  await suspend(["c", "d"], NOW + 100);
  await spoil(...some(await done(), 2));
  expect(await back()).toMatchObject({ end: "unreadable", unreadable: 1 });
  const before = await last();
  expect(before).toMatchObject({ begun: null, cards: 2 });
  await takeActionBack(db, () => maker(NOW + 2000), before ? { first: before.first } : {});
  expect(await last()).toMatchObject({ begun: "unreadable" });
});

test("a row that is no event keeps its way back, be it the first, and the others go", async () => {
  await suspend();
  const [first] = await done();
  const place = (await db.getKeyFromIndex("events", "id", first?.id ?? ("" as never))) ?? 0;
  await db.put("events", { nothing: true } as never, place);
  expect(await back(2)).toMatchObject({ end: "unreadable", unreadable: 1 });
  expect(await last()).toMatchObject({ begun: "unreadable", back: CARDS - 1 });
});

test("two pages that take it back at once both come to the end, and say what is left", async () => {
  await suspend();
  const lost = some(await done(), 2);
  await spoil(...lost);
  const both = await Promise.all([back(1), back(1, others)]);
  for (const said of both) expect(said).toMatchObject({ end: "unreadable", unreadable: 1 });
  await merge(db, lost, scheduler);
  await Promise.all([back(1), back(1, others)]);
  expect([await last(), await suspended()]).toEqual([null, []]);
  const all = await undone();
  expect(new Set(all).size).toBe(all.length);
});

test("Undo goes past what is left of it, also once that is mended", async () => {
  await grade(db, await get(db, forward("a")), 3, NOW - 60_000, DEVICE);
  await suspend(["b", "c"]);
  const lost = some(await done(), 0);
  await spoil(...lost);
  await back();
  await merge(db, lost, scheduler);
  expect((await undo(db, NOW + 2000, [], DEVICE))?.id).toBe(forward("a"));
});

test("a correction that could not be read when its card was taken back is so with the rest", async () => {
  // A machine whose clock is ahead.
  await grade(db, await get(db, forward("d")), 4, NOW - 30 * DAY_MS);
  await grade(db, await get(db, forward("d")), 3, NOW + 400 * DAY_MS, OTHER_DEVICE);
  const before = (await get(db, forward("d"))).state;
  await suspend();
  const lost = (await wholeLog(db)).filter((event) => isOfKind(event, "clock-correction"));
  expect(lost).toHaveLength(1);
  await spoil(...lost);
  expect(await back(1)).toMatchObject({ end: "unreadable", unreadable: 1 });
  await merge(db, lost, scheduler);
  expect(await back(1)).toMatchObject({ end: "whole" });
  expect((await get(db, forward("d"))).state).toEqual(before);
});

test.each([1, 2, 500])(
  "a card dated far ahead stays as it is while its row cannot be read, and its correction goes with it once that is mended (steps of %i)",
  async (most) => {
    await grade(db, await get(db, forward("b")), 4, NOW - 30 * DAY_MS);
    await grade(db, await get(db, forward("b")), 3, NOW + 400 * DAY_MS, OTHER_DEVICE);
    const before = (await get(db, forward("b"))).state;
    await suspend();
    const after = (await get(db, forward("b"))).state;
    const lost = (await done()).filter(({ card }) => card === forward("b"));
    await spoil(...lost);
    for (const _ of ["once", "again"]) {
      expect(await back(most)).toMatchObject({ end: "unreadable", unreadable: 1 });
      expect((await get(db, forward("b"))).state).toEqual(after);
      expect(await last()).toMatchObject({ begun: "unreadable", back: CARDS - 1 });
    }
    await merge(db, lost, scheduler);
    expect(await back(most)).toMatchObject({ end: "whole", cards: CARDS });
    expect((await get(db, forward("b"))).state).toEqual(before);
    expect([await last(), await suspended()]).toEqual([null, []]);
  },
);

test("what an earlier version kept of a taking back that was ended is gone on with", async () => {
  await suspend();
  const record = await last();
  if (!record) throw new Error("nothing is kept");
  const { unreadable: _, firstAt: __, ...earlier } = record;
  await db.put("local", { key: "job/card-actions", value: [earlier] });
  expect(await readActions(db.transaction("local").store, today)).toEqual([record]);
});
