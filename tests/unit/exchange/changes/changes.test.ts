/** What a preview says of a merge or a replacement, before anything is written. */
import { afterEach, describe, expect, it } from "vitest";
import {
  type CardId,
  type DeckId,
  type DeviceId,
  type EventId,
  type FactId,
  makeEventId,
} from "../../../../src/core/ids.ts";
import type { CardEnvelope, Envelope } from "../../../../src/core/log/envelope.ts";
import { defineKind, type EventKind } from "../../../../src/core/log/event-kind.ts";
import type { ClockCorrectionEvent, ResetEvent, ReviewEvent } from "../../../../src/core/log/kinds.ts";
import { KINDS } from "../../../../src/core/log/kinds.ts";
import { makePlan, makeSetting, makeSwitch, makeUndo } from "../../../../src/core/log/make-event.ts";
import { NEW_CARD_STATE } from "../../../../src/core/memory/card-state.ts";
import { schedulerFor } from "../../../../src/core/memory/scheduler.ts";
import { nowAt } from "../../../../src/core/time/now.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { changesBy, type LogHere } from "../../../../src/exchange/changes/changes.ts";
import { cardOf, fieldsOfEachKind, KINDS_OF_EXAMPLES } from "../../../support/samples/every-kind.ts";

const NOW_MS = Date.UTC(2026, 10, 23, 12);
const NOW = nowAt(NOW_MS, () => 0, 4);
const device = "0123456789abcdef" as DeviceId;
const CARD = "deck/a/forward" as CardId;

let chance = 0;
const random = (): Uint8Array => {
  const bytes = new Uint8Array(10);
  new DataView(bytes.buffer).setUint32(0, ++chance);
  return bytes;
};
const maker = (nowMs = NOW_MS) => ({ device, now: { ...NOW, nowMs }, random: random() });

/** @param days before today, at noon */
function review(days: number, more: Partial<ReviewEvent> = {}): ReviewEvent {
  const atMs = NOW_MS - days * DAY_MS;
  const studyDay = NOW.today - days;
  return {
    kind: "review",
    id: makeEventId(atMs, random()),
    device,
    card: CARD,
    atMs,
    offsetMinutes: 0,
    studyDay,
    rating: 3,
    phase: "new",
    factRevision: 1,
    durationMs: 1000,
    surface: "popup",
    next: { dueDay: studyDay + 3, dueAtMs: null },
    ...more,
  };
}
const reset = (days: number): ResetEvent => {
  const { id, card, atMs, offsetMinutes, studyDay } = review(days);
  return { kind: "reset", id, device, card, atMs, offsetMinutes, studyDay, surface: "import" };
};

const changes = (events: readonly Envelope[], added: readonly Envelope[], more: Partial<LogHere> = {}) =>
  changesBy(
    {
      events,
      cardOf: (id) => id,
      decks: new Map(),
      scheduler: schedulerFor({ desiredRetention: 0.9, weights: "default" }),
      nowMs: NOW_MS,
      ...more,
    },
    added,
  );
const NOTHING = {
  startCounting: 0,
  stopCounting: 0,
  beforeReset: 0,
  moveDay: 0,
  inFuture: 0,
  cards: 0,
  settings: [],
  plans: [],
  switches: [],
  touchesExisting: false,
};

describe("what a merge changes", () => {
  const [first, second, third] = [review(9), review(6), review(3)];
  const here = [first, second];

  it("is nothing where everything is here, or is carried; but what nobody here can judge may touch what is here", () => {
    expect(changes(here, here)).toEqual(NOTHING);
    const { card: _, ...carried } = { ...reset(1), kind: "of-later" };
    const touched = { ...NOTHING, touchesExisting: true };
    const subjects = [{ card: CARD }, { fact: "deck/a" as FactId }, { deck: "deck" as DeckId }, {}];
    for (const subject of subjects) {
      expect(changes(here, [{ ...carried, ...subject }])).toEqual(touched);
      expect(changes([], [{ ...carried, ...subject }])).toEqual(NOTHING);
    }
    expect(changes(here, [{ ...carried, card: "deck/b/forward" as CardId }])).toEqual(NOTHING);
  });

  it("is more reviews, which touch nothing where they only follow", () => {
    expect(changes(here, [third])).toEqual({ ...NOTHING, startCounting: 1, cards: 1 });
    expect(changes([], [first, second])).toEqual({ ...NOTHING, startCounting: 2, cards: 1 });
  });

  it("touches what is here where a later review takes its card out of sight for many years", () => {
    const next = { dueDay: third.studyDay + 30_000, dueAtMs: null };
    expect(changes(here, [{ ...third, next } as ReviewEvent])).toMatchObject({
      startCounting: 1,
      touchesExisting: true,
    });
  });

  it("touches what is here where a review comes before it", () => {
    expect(changes([second], [first])).toEqual({ ...NOTHING, startCounting: 1, cards: 1, touchesExisting: true });
  });

  it("is reviews that stop counting: undos of all of them beside as many new ones", () => {
    const undos = here.map((event) => makeUndo(event, maker()));
    expect(changes(here, [...undos, third, review(2)])).toEqual({
      ...NOTHING,
      startCounting: 2,
      stopCounting: 2,
      cards: 1,
      touchesExisting: true,
    });
  });

  it("is reviews that a reset leaves out, those before it alone", () => {
    expect(changes([first, second, third], [reset(5)])).toEqual({
      ...NOTHING,
      beforeReset: 2,
      cards: 1,
      touchesExisting: true,
    });
  });

  it("is reviews that move to another day", () => {
    const correction: ClockCorrectionEvent = {
      kind: "clock-correction",
      ...(({ id, card, atMs, offsetMinutes, studyDay }) => ({ id, device, card, atMs, offsetMinutes, studyDay }))(
        review(12),
      ),
      moved: [first.id, second.id],
      shiftDays: 2,
      newest: second.id,
      next: second.next,
    };
    expect(changes(here, [correction])).toMatchObject({ stopCounting: 0, moveDay: 2, cards: 1, touchesExisting: true });
  });

  it("is reviews that lie in the future", () => {
    expect(changes(here, [review(-400), third])).toMatchObject({ startCounting: 2, inFuture: 1 });
    // Those that are here already are no news.
    expect(changes([review(-400)], [review(-500)])).toMatchObject({ inFuture: 1 });
    // A card that is reviewed here waits until then.
    expect(changes(here, [review(-400)])).toMatchObject({ touchesExisting: true });
  });

  describe("of any kind", () => {
    const other = "deck/b/forward" as CardId;
    const stamped = (atMs: number) => {
      const { id, offsetMinutes, studyDay } = review((NOW_MS - atMs) / DAY_MS);
      return { id, device, atMs, offsetMinutes, studyDay };
    };
    const exampleOf = (kind: string, atMs: number, of: { card: CardId; id: EventId }): Envelope => {
      const fields = fieldsOfEachKind({ card: of.card, named: of.id, day: first.next.dueDay });
      return {
        ...{ ...stamped(atMs), ...cardOf(kind, of.card), kind },
        ...(fields as Partial<Record<string, object>>)[kind],
      };
    };
    const kinds = [...KINDS_OF_EXAMPLES, "of-later"];

    it.each(kinds)("tells of what is dated later than now: %s", (kind) => {
      const [far, now] = [NOW_MS + 400 * DAY_MS, NOW_MS].map((atMs) => exampleOf(kind, atMs, first));
      expect(changes(here, [far, now] as Envelope[])).toMatchObject({ inFuture: 1 });
      expect(changes([...here, far] as Envelope[], [far, now] as Envelope[])).toMatchObject({ inFuture: 0 });
    });

    it.each([
      ["review", false, false],
      ["undo", true, false],
      ["reset", true, false],
      ["suspend", true, false],
      ["bury", true, false],
      ["edit", true, false],
      ["mark", true, false],
      ["plan", true, true],
      ["clock-correction", true, false],
      // These come along only where the user says so, and then a backup is saved.
      ["setting", false, false],
      ["seen", false, false],
      ["switch", true, true],
      ["of-later", true, false],
    ])("says whether it touches what is here, on its card and on another: %s", (kind, onCard, elsewhere) => {
      const touches = (of: { card: CardId; id: EventId }): boolean =>
        changes(here, [exampleOf(kind, NOW_MS, of)]).touchesExisting;
      expect([touches(first), touches({ card: other, id: makeEventId(5, random()) })]).toEqual([onCard, elsewhere]);
    });
  });

  it("is nothing lost where a review comes back that is here from Anki, or the other way round", () => {
    const own = review(4);
    const fromAnki = { ...own, id: makeEventId(own.atMs, random()), surface: "import" as const };
    expect(changes([own], [fromAnki])).toEqual(NOTHING);
    expect(changes([fromAnki], [own])).toMatchObject({ startCounting: 0, stopCounting: 0 });
  });

  it("is found under the ids that cards had before", () => {
    const old = "deck/old/forward" as CardId;
    const undo = { ...makeUndo(first, maker()), card: old };
    const cardOf = (id: CardId): CardId => (id === old ? CARD : id);
    expect(changes(here, [undo], { cardOf })).toMatchObject({ stopCounting: 1 });
    expect(changes(here, [undo])).toMatchObject({ stopCounting: 0 });
  });
});

describe("settings and switches", () => {
  it("go with plans: those that begin or end, and none that is over", () => {
    const plan = (key: string, value: string | number | null) => makePlan(key, value, null, maker(NOW_MS - 1000));
    const exam = plan("exam", NOW.today + 20);
    const pauses = [plan("pause", NOW.today + 5), plan("pause", NOW.today - 9)];
    expect(changes([], [exam]).plans).toEqual(["exam"]);
    expect(changes([exam], [makeUndo(exam, maker())]).plans).toEqual(["exam"]);
    expect(changes([], [plan("catch-up", `20 until ${NOW.today + 4}`)]).plans).toEqual(["catch-up"]);
    expect(pauses.map((pause) => changes([], [pause]).plans)).toEqual([["pause"], []]);
    expect(changes([exam], [plan("exam", NOW.today + 20)]).plans).toEqual([]);
  });

  const deck = "deck" as DeckId;
  const decks = new Map([
    [deck, { id: deck, title: "Bones", chapters: [{ id: "more", title: "More of it", startsOff: true }] }],
  ]);

  it("are listed with the values in force before and after", () => {
    const held = makeSetting("reviewsPerDay", 50, null, maker());
    const added = [
      makeSetting("newPerDay", 0, null, maker()),
      makeSetting("reviewsPerDay", 50, held, maker()),
      makeSetting("theme", "purple", null, maker()),
      makeSetting("ofLater", 1, null, maker()),
    ];
    // What replaces another is stamped a millisecond later.
    const settings = [{ key: "newPerDay", from: 3, to: 0 }];
    expect(changes([held], added, { nowMs: NOW_MS + 1 })).toEqual({ ...NOTHING, settings });
  });

  it("are listed where an undo takes one back", () => {
    const held = makeSetting("newPerDay", 5, null, maker());
    expect(changes([held], [makeUndo(held, maker())]).settings).toEqual([{ key: "newPerDay", from: 5, to: 3 }]);
  });

  it("say which deck or chapter would be on, by its title", () => {
    const added = [
      makeSwitch(deck, null, false, null, maker()),
      makeSwitch(deck, "more", true, null, maker()),
      makeSwitch("gone" as DeckId, null, true, null, maker()),
    ];
    expect(changes([], added, { decks }).switches).toEqual([
      { deck, chapter: null, title: "Bones", on: false },
      { deck, chapter: "more", title: "More of it", on: true },
    ]);
  });
});

describe("a kind that is added later", () => {
  const table = KINDS as Map<string, EventKind>;
  afterEach(() => {
    table.delete("forget-half");
  });

  it("is in the preview without a word of its own: which reviews a state rests on is read off the fold", () => {
    const forgetHalf = defineKind<CardEnvelope>({
      name: "forget-half",
      concerns: "card",
      fields: {},
      undoable: true,
      words: "event_reset",
      apply: (before) => ({ ...NEW_CARD_STATE, reviews: Math.floor(before.reviews / 2) }),
    });
    table.set(forgetHalf.name, forgetHalf as EventKind);
    const here = [review(9), review(8), review(7), review(6)];
    const event = { ...reset(1), kind: "forget-half" };
    expect(changes(here, [event])).toEqual({ ...NOTHING, beforeReset: 2, cards: 1, touchesExisting: true });
    expect(changes([...here, event], [makeUndo(event, maker())])).toMatchObject({ startCounting: 2, stopCounting: 0 });
  });
});
