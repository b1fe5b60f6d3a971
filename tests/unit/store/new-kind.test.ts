/**
 * A new kind of event is a file and a line in the table: what stores, folds, takes back, exports and merges events asks the
 * table and nothing else. The same event in a version without that line is carried, and counts in the version that gets it.
 */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { total } from "../../../src/copies/check/findings.ts";
import { replicate } from "../../../src/copies/place/replicate.ts";
import { examine } from "../../../src/copies/record/health.ts";
import { type EventId, makeEventId } from "../../../src/core/ids.ts";
import { decodeEvent, eventsAmong } from "../../../src/core/log/decode.ts";
import type { CardEnvelope, Envelope } from "../../../src/core/log/envelope.ts";
import { isKnown } from "../../../src/core/log/event.ts";
import { defineKind } from "../../../src/core/log/event-kind.ts";
import { applyEvent, canFollow, foldCard } from "../../../src/core/log/fold.ts";
import { KINDS } from "../../../src/core/log/kinds.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { eventWords } from "../../../src/session/common/event-words.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { setRegisters } from "../../../src/store/log/registers.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { countEvents } from "../../../src/store/segments/count-events.ts";
import { readLogExport } from "../../../src/store/segments/log-export.ts";
import { isReadAnew, readAnew } from "../../../src/store/states/read-anew.ts";
import { refoldStates } from "../../../src/store/states/refold-states.ts";
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
import { useDatabase } from "../../support/database/use-database.ts";
import { memoryFiles } from "../../support/places/memory-files.ts";
import { content, deck, fact } from "../../support/samples/cards.ts";

vi.mock("../../../src/core/log/kinds.ts", async (original) => {
  const table = await original<typeof import("../../../src/core/log/kinds.ts")>();
  const { postpone } = await import("../../fixtures/kinds/postpone.ts");
  const { highlight } = await import("../../fixtures/kinds/highlight.ts");
  return { ...table, KINDS: new Map([...table.KINDS, [postpone.name, postpone], [highlight.name, highlight]]) };
});

/** What the fold is called, so that a test can raise it. */
const version = vi.hoisted(() => ({ fold: 1 }));
vi.mock("../../../src/core/fold-version.ts", () => ({
  get FOLD() {
    return version.fold;
  },
}));

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
useDatabase(async (opened) => {
  db = opened;
  await install(db, FIVE);
  await grade(db, await get(db, forward("a")), 4);
});
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

test("what an event of it was is said in the words of its kind's file, and of one that is not known nothing", () => {
  expect(eventWords(postponed(NOW))).toBe("event_postpone");
  const { card: _, until: __, ...envelope } = postponed(NOW);
  const marked = (value: boolean) => ({ ...envelope, kind: "highlight", fact: fact("a"), key: fact("a"), value });
  expect([true, false].map((value) => eventWords(marked(value)))).toEqual([
    "event_highlight_given",
    "event_highlight_ended",
  ]);
  expect(eventWords({ ...postponed(NOW), kind: "another" })).toBeNull();
});

describe("events that an older version carried, in the one that knows their kinds", () => {
  const learnt = defineKind<CardEnvelope & { readonly kind: "learnt" }>({
    name: "learnt",
    concerns: "card",
    undoable: true,
    words: "event_review",
    fields: {},
    apply: (before, { atMs, studyDay }) => ({
      ...before,
      phase: "review",
      memory: { stability: 5, difficulty: 5 },
      successes: before.successes + 1,
      dueDay: studyDay + 5,
      lastDay: studyDay,
      lastEventAtMs: Math.max(before.lastEventAtMs, atMs),
    }),
  });
  const [table, { highlight }] = [KINDS as Map<string, unknown>, Object.fromEntries(KINDS)];
  const waiting = content("w", 9, { unlockedBy: [fact("b")] });
  const event = (kind: string, more: object, atMs: number): Envelope =>
    ({ ...postponed(atMs), kind, ...more }) as Envelope;
  const carried = [
    event("learnt", { card: forward("b") }, NOW + 1000),
    event("highlight", { card: undefined, fact: fact("a"), key: fact("a"), value: true }, NOW + 2000),
  ].map((one) => JSON.parse(JSON.stringify(one)) as Envelope);
  beforeEach(async () => {
    version.fold = 1;
    table.delete("highlight");
    await installDeck(db, deck([...FIVE, waiting], "2"), scheduler, NOW);
    await merge(db, carried, scheduler);
  });
  afterEach(() => {
    version.fold = 1;
    table.set("highlight", highlight);
    table.delete("learnt");
    vi.restoreAllMocks();
  });
  const settings = { desiredRetention: 0.9, weights: "default" };
  function upgrade(): void {
    table.set("learnt", learnt).set("highlight", highlight);
    version.fold++;
  }
  /** As the background does, over and over, each time ended after a step. */
  async function careInSteps(): Promise<number> {
    for (let wakes = 1; ; wakes++) {
      const by = schedulerFor(settings);
      const any = [await readAnew(db, () => false), await refoldStates(db, by, () => false)];
      const isDone = (await isReadAnew(db)) && !any.includes(true);
      if (isDone) return wakes;
    }
  }
  const held = async () => (await db.get("registers", `highlight/${fact("a")}`))?.value;

  test("count: for their cards, for those that wait for them, for registers and for the days", async () => {
    await foldsToItself(db);
    expect((await get(db, waiting.id)).locked).toBe(true);
    upgrade();
    expect(await readAnew(db, () => true)).toBe(true);
    expect(await refoldStates(db, schedulerFor(settings), () => true)).toBe(true);
    expect((await get(db, forward("b"))).state).toMatchObject({ phase: "review", dueDay: at(NOW).today + 5 });
    expect((await get(db, waiting.id)).locked).toBe(false);
    expect(await held()).toBe(true);
    await foldsToItself(db, schedulerFor(settings));
    expect(await readAnew(db, () => true)).toBe(false);
  });

  test("count too where that is ended after each step, and somebody grades in between", async () => {
    upgrade();
    await readAnew(db, () => false);
    await grade(db, await get(db, forward("b")), 1, NOW + 5000);
    await undo(db, NOW + 6000);
    expect(await careInSteps()).toBeGreaterThan(2);
    await foldsToItself(db, schedulerFor(settings));
  });

  test("are no fault that a check finds", async () => {
    upgrade();
    const decks = { versions: async () => [], deck: async () => deck([]) };
    const { found } = await examine(db, null, decks, NOW);
    expect(total(found)).toBe(0);
    expect(await held()).toBe(true);
  });

  test("count no more where a version comes back that does not know them", async () => {
    upgrade();
    await careInSteps();
    table.delete("learnt");
    table.delete("highlight");
    version.fold--;
    await careInSteps();
    expect(await held()).toBeUndefined();
    expect((await get(db, waiting.id)).locked).toBe(true);
    await foldsToItself(db, schedulerFor(settings));
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
