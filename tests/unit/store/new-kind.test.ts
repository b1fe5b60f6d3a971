/**
 * A new kind of event is a file and a line in the table: what stores, folds, takes back, exports and merges events asks the
 * table and nothing else. The same event in a version without that line is carried.
 */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { replicate } from "../../../src/copies/place/replicate.ts";
import { type EventId, makeEventId } from "../../../src/core/ids.ts";
import { decodeEvent, eventsAmong } from "../../../src/core/log/decode.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { isKnown } from "../../../src/core/log/event.ts";
import { applyEvent, canFollow, foldCard } from "../../../src/core/log/fold.ts";
import { KINDS } from "../../../src/core/log/kinds.ts";
import { setRegisters } from "../../../src/store/log/registers.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { readLogExport } from "../../../src/store/segments/log-export.ts";
import { countEvents } from "../../../src/store/segments/segments.ts";
import { append } from "../../../src/store/writing/append.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { install } from "../../contracts/case.ts";
import type { HighlightEvent } from "../../fixtures/kinds/highlight.ts";
import type { PostponeEvent } from "../../fixtures/kinds/postpone.ts";
import {
  at,
  DEVICE,
  deleteDatabase,
  FIVE,
  foldsToItself,
  forward,
  get,
  grade,
  maker,
  NOW,
  random,
  scheduler,
  undo,
} from "../../support/database/db-steps.ts";
import { memoryFiles } from "../../support/places/memory-files.ts";
import { fact } from "../../support/samples/cards.ts";

vi.mock("../../../src/core/log/kinds.ts", async (original) => {
  const table = await original<typeof import("../../../src/core/log/kinds.ts")>();
  const { postpone } = await import("../../fixtures/kinds/postpone.ts");
  const { highlight } = await import("../../fixtures/kinds/highlight.ts");
  return { ...table, KINDS: new Map([...table.KINDS, [postpone.name, postpone], [highlight.name, highlight]]) };
});

const UNTIL = at(NOW).today + 400;
const postponed = (atMs: number, more: object = {}): PostponeEvent => ({
  kind: "postpone",
  id: makeEventId(atMs, random()),
  device: DEVICE,
  card: forward("a"),
  atMs,
  offsetMinutes: 60,
  studyDay: at(NOW).today,
  until: UNTIL,
  ...more,
});

let db: Database;
beforeEach(async () => {
  await deleteDatabase();
  db = await openDatabase();
  await install(db, FIVE);
  await grade(db, await get(db, forward("a")), 4);
});
afterEach(() => db.close());
const dueDay = async () => (await get(db, forward("a"))).state.dueDay;

describe("a kind that the table has", () => {
  test("is known, and its fields are checked", () => {
    expect(isKnown(postponed(NOW))).toBe(true);
    expect(decodeEvent(postponed(NOW))).toHaveProperty("event");
    expect(decodeEvent(postponed(NOW, { until: "soon" }))).toEqual({ problem: expect.stringMatching(/^until: /) });
    expect(decodeEvent(postponed(NOW, { card: undefined }))).toHaveProperty("problem");
  });

  test("is stored and changes its card, event by event and folded from nothing", async () => {
    const before = await dueDay();
    await append(
      db,
      await get(db, forward("a")),
      scheduler,
      () => maker(),
      () => postponed(NOW + 1000),
    );
    expect(await dueDay()).toBe(UNTIL);
    expect(before).toBeLessThan(UNTIL);
    await foldsToItself(db);
  });

  test("is taken back by the one Undo there is, before the review under it", async () => {
    const before = await dueDay();
    await append(
      db,
      await get(db, forward("a")),
      scheduler,
      () => maker(),
      () => postponed(NOW + 1000),
    );
    expect((await undo(db, NOW + 2000))?.state.dueDay).toBe(before);
    expect((await undo(db, NOW + 3000))?.state.reviews).toBe(0);
    await foldsToItself(db);
  });

  test("is exported, and merged into another database where it counts as it did here", async () => {
    await append(
      db,
      await get(db, forward("a")),
      scheduler,
      () => maker(),
      () => postponed(NOW + 1000),
    );
    const state = (await get(db, forward("a"))).state;
    const events = eventsAmong(JSON.parse(JSON.stringify((await readLogExport(db)).events)) as unknown[]);
    expect(events.map(({ kind }) => kind)).toEqual(["review", "postpone"]);
    db.close();
    await deleteDatabase();
    db = await openDatabase();
    await install(db, FIVE);
    await merge(db, events.toReversed(), scheduler);
    expect((await get(db, forward("a"))).state).toEqual(state);
    await foldsToItself(db);
  });
});

describe("a kind that concerns no card and sets a register", () => {
  const marked = (value: boolean, atMs: number, replaces?: EventId): HighlightEvent => {
    const { card: _, until: __, ...envelope } = postponed(atMs);
    return { ...envelope, kind: "highlight", fact: fact("a"), key: fact("a"), value, ...(replaces && { replaces }) };
  };
  const held = async () => (await db.get("registers", `highlight/${fact("a")}`))?.value;

  test("is stored, merged and taken back by the one Undo there is, before what was done earlier", async () => {
    const first = marked(true, NOW + 1000);
    const second = marked(false, NOW + 2000, first.id);
    await setRegisters(db, [`highlight/${fact("a")}`], () => [first]);
    expect(await held()).toBe(true);
    await merge(db, [second], scheduler);
    expect(await held()).toBe(false);
    expect(await undo(db, NOW + 3000)).toBeNull();
    expect(await held()).toBe(true);
    await undo(db, NOW + 4000, [second.id, first.id]);
    expect(await held()).toBeUndefined();
    expect((await undo(db, NOW + 5000))?.state.reviews).toBe(0);
    await foldsToItself(db);
  });
});

describe("the same event, in a version whose table does not have the kind", () => {
  const { apply, ...rest } = KINDS.get("postpone") ?? { apply: undefined };
  beforeEach(() => void (KINDS as Map<string, unknown>).delete("postpone"));
  afterEach(() => void (KINDS as Map<string, unknown>).set("postpone", { ...rest, apply }));

  test("is carried by merges and exports, with every field, and changes nothing", async () => {
    const before = await get(db, forward("a"));
    const event = postponed(NOW + 1000, { until: "a day that this version cannot read", mood: ["fine"] });
    expect(isKnown(event)).toBe(false);
    expect((await merge(db, [event], scheduler)).added).toHaveLength(1);
    expect((await readLogExport(db)).events).toContainEqual(event);
    expect(await get(db, forward("a"))).toEqual(before);
    expect(canFollow(before.state, event)).toBe(true);
    expect(applyEvent(before.state, event, scheduler)).toEqual(before.state);
    expect(foldCard([event], scheduler).reviews).toBe(0);
  });

  test("and so is one of a known kind with a value that this version does not know, also where it is copied", async () => {
    const before = await get(db, forward("a"));
    const [review] = (await readLogExport(db)).events;
    if (!review) throw new Error("a card was graded");
    const later: Envelope[] = [
      { ...review, rating: 5 },
      { ...review, phase: "filtered" },
      { ...review, next: { afterExam: true } },
    ].map((event, i) => ({ ...event, id: makeEventId(NOW + 1000 + i, random()), atMs: NOW + 1000 + i }));
    expect((await merge(db, later, scheduler)).added).toHaveLength(3);
    expect(await get(db, forward("a"))).toEqual(before);
    await foldsToItself(db);
    expect(await countEvents(db)).toEqual({ events: 4, newer: 3, unreadable: 0 });
    const { events } = await readLogExport(db);
    for (const event of later) expect(events).toContainEqual(event);
    // The next grade goes on from what this version understands, and Undo takes that back.
    await grade(db, before, 3, NOW + 5000);
    expect((await undo(db, NOW + 6000))?.state).toEqual({ ...before.state, lastEventAtMs: expect.any(Number) });
    const place = memoryFiles("shared");
    await replicate(db, place);
    db.close();
    await deleteDatabase();
    db = await openDatabase();
    await replicate(db, place);
    expect((await readLogExport(db)).events).toEqual(expect.arrayContaining(later));
  });

  test("is not taken back by Undo, which does not know how to say what it was", async () => {
    await merge(db, [postponed(NOW + 1000)], scheduler);
    expect((await undo(db, NOW + 2000))?.state.reviews).toBe(0);
    expect(await undo(db, NOW + 3000)).toBeNull();
  });
});
