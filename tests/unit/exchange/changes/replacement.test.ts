import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CardId, type EventId, makeEventId } from "../../../../src/core/ids.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { isKnown, isOfKind } from "../../../../src/core/log/event.ts";
import { foldCard } from "../../../../src/core/log/fold.ts";
import type { ClockCorrectionEvent, ResetEvent, ReviewEvent } from "../../../../src/core/log/kinds.ts";
import { makeSetting, makeSwitch, makeUndo } from "../../../../src/core/log/make-event.ts";
import { heldRegisters } from "../../../../src/core/log/register.ts";
import { takenBack } from "../../../../src/core/log/taken-back.ts";
import { schedulerFor } from "../../../../src/core/memory/scheduler.ts";
import { nowAt } from "../../../../src/core/time/now.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { unionOf } from "../../../../src/exchange/changes/counting.ts";
import { replacementEvents } from "../../../../src/exchange/changes/replacement.ts";
import { withoutSettings } from "../../../../src/exchange/changes/settings-events.ts";
import { DEVICE, randomHistory } from "../../../anki/random-history.ts";
import { countedByCard } from "../../../support/samples/counted-by-card.ts";
import { holds } from "../../../support/samples/holds.ts";
import { arbitraryLog } from "../arbitrary-log.ts";

const NOW_MS = Date.UTC(2026, 10, 23, 12);
const NOW = nowAt(NOW_MS, () => 60, 4);
const HISTORY = randomHistory({ seed: 8, cards: 6, reviewsPerCard: 5, nowMs: NOW_MS, offsetAt: () => 60 });
const scheduler = schedulerFor(HISTORY.settings);

let chance = 0;
const maker = (nowMs = NOW_MS) => {
  const random = new Uint8Array(10);
  new DataView(random.buffer).setUint32(0, ++chance);
  return { device: DEVICE, now: { ...NOW, nowMs }, random };
};
const undoOf = (event: Envelope) => makeUndo(event, maker());
const reviews = HISTORY.events.filter((event) => isOfKind(event, "review"));

/** Everything else that can stand in a log: what this version knows, what it does not, and undos of each, also of undos. */
function besides(): Envelope[] {
  const [first, second] = [reviews[0], reviews[3]];
  const deck = "bone-hormones" as never;
  if (!first || !second) throw new Error("the history has no reviews");
  const settings = [5, 7, 9].map((value, i) => makeSetting("newPerDay", value, null, maker(NOW_MS - 9_000 + i)));
  const off = makeSwitch(deck, null, false, null, maker(NOW_MS - 8_000));
  const correction: ClockCorrectionEvent = {
    kind: "clock-correction",
    id: makeEventId(NOW_MS - 7_000, maker().random),
    device: DEVICE,
    card: second.card,
    atMs: NOW_MS - 7_000,
    offsetMinutes: 60,
    studyDay: second.studyDay - 4,
    moved: [second.id],
    shiftDays: 2,
    newest: second.id,
    next: second.next,
  };
  const later = {
    ...correction,
    kind: "unheard-of",
    id: makeEventId(NOW_MS - 6_000, maker().random),
    atMs: NOW_MS - 6_000,
  };
  const undone = undoOf(first);
  const { id: _, ...place } = later;
  const atMs = reviews[6]?.atMs ?? 0;
  const reset = { ...place, kind: "reset", surface: "osteon", card: reviews[6]?.card ?? first.card, atMs: atMs + 1 };
  const resets = [{ ...reset, id: makeEventId(atMs + 1, maker().random) } as ResetEvent];
  const some = [...settings, off, correction, later, undone, ...resets];
  const undos = [undone, settings[2], correction].flatMap((event) => (event ? [undoOf(event)] : []));
  return [...some, ...undos];
}
const EVENTS = [...HISTORY.events, ...besides()];
/** Any part of a history, with its undos or without them. */
const part = fc.subarray([...EVENTS]);

/** What of later versions was not taken back. */
const carried = (events: readonly Envelope[]) =>
  events.filter((event) => !isKnown(event) && !takenBack(events).has(event.id)).map(({ id }) => id);

/** What a log says: where each card stands, what counts and what is held. */
function meaning(events: readonly Envelope[]) {
  const cards = [...new Set(events.flatMap(({ card }) => card ?? []))].sort();
  const ofCard = (card: CardId) => events.filter((event) => event.card === card);
  return {
    states: cards.map((card) => [card, { ...foldCard(ofCard(card), scheduler), lastEventAtMs: 0 }] as const),
    counted: countedByCard(events).map(({ id }) => id),
    held: [...heldRegisters(events)].map(([name, { value }]) => [name, value]).sort(),
  };
}
/** Without cards of which nothing counts, which may be in one log only by what was taken back. */
const meant = (events: readonly Envelope[]) => {
  const { states, ...rest } = meaning(events);
  return { ...rest, states: states.filter(([, { reviews: count }]) => count > 0) };
};

describe("replacing a log by a backup", () => {
  it("where nothing is here takes nothing back, whatever the backup holds", () => {
    fc.assert(
      fc.property(arbitraryLog, ({ events }) => {
        expect(replacementEvents([], events, undoOf)).toEqual([]);
      }),
    );
    expect(replacementEvents([], [...HISTORY.events, ...besides()], undoOf)).toEqual([]);
  });

  it("makes exactly what the backup says count, of every kind that it knows, only by undos", () => {
    holds(
      fc.property(part, part, (here, backup) => {
        const added = replacementEvents(here, backup, undoOf);
        expect(added.every((event) => isOfKind(event, "undo"))).toBe(true);
        expect(meant([...unionOf(here, backup), ...added])).toEqual(meant(backup));
      }),
      { numRuns: 300 },
    );
  });

  it("leaves alone what this version does not know, on both sides", () => {
    const [review] = reviews;
    if (!review) throw new Error("the history has no reviews");
    const unheardOf = { ...review, kind: "unheard-of", id: makeEventId(review.atMs, maker().random) };
    const undone = undoOf(unheardOf);
    expect(replacementEvents([unheardOf], [], undoOf)).toEqual([]);
    expect(replacementEvents([unheardOf, undone], [unheardOf], undoOf)).toEqual([]);
    holds(
      fc.property(part, part, (here, backup) => {
        const union = unionOf(here, backup);
        expect(carried([...union, ...replacementEvents(here, backup, undoOf)])).toEqual(carried(union));
      }),
    );
  });

  it("adds nothing the second time, and finds the way back", () => {
    holds(
      fc.property(part, part, (here, backup) => {
        const after = unionOf(unionOf(here, backup), replacementEvents(here, backup, undoOf));
        expect(replacementEvents(after, backup, undoOf)).toEqual([]);
        const back = replacementEvents(after, here, undoOf);
        expect(meant(unionOf(after, back))).toEqual(meant(here));
      }),
    );
  });

  it("leaves settings alone where they are not wanted", () => {
    holds(
      fc.property(part, part, (here, backup) => {
        const [mine, theirs] = [withoutSettings(here, backup), withoutSettings(backup, here)];
        const after = [...unionOf(here, theirs), ...replacementEvents(mine, theirs, undoOf)];
        const settings = (events: readonly Envelope[]) => heldRegisters(events).get("setting/newPerDay")?.value;
        expect(settings(after)).toBe(settings(here));
        expect(meant(after).counted).toEqual(meant(backup).counted);
      }),
    );
  });

  it("takes a review that came back through Anki and the one that was made here for one", () => {
    // In one moment of a card two things may be one in Anki; here each has its own.
    const own = HISTORY.events;
    holds(
      fc.property(fc.subarray([...own]), fc.subarray([...own]), (here, there) => {
        const backup = there.map(throughAnki);
        const added = replacementEvents(here, backup, undoOf);
        const after = unionOf(unionOf(here, backup), added);
        expect(answers(after)).toEqual(answers(backup));
        expect(replacementEvents(after, backup, undoOf)).toEqual([]);
      }),
    );
  });

  // Whether a review is the one that came back through Anki hangs on the corrections that count in the end.
  it.each([
    ["is taken back", true],
    ["counts again", false],
  ])("takes a review and its import for one by the time that it has once a correction %s", (_, isHere) => {
    const [review] = reviews;
    if (!review) throw new Error("the history has no reviews");
    const ahead = { ...review, atMs: review.atMs + 100 * DAY_MS, studyDay: review.studyDay + 100 };
    const correction: ClockCorrectionEvent = {
      kind: "clock-correction",
      id: makeEventId(review.atMs + 1000, maker().random),
      device: DEVICE,
      card: review.card,
      atMs: review.atMs + 1000,
      offsetMinutes: review.offsetMinutes,
      studyDay: review.studyDay,
      moved: [review.id],
      shiftDays: 100,
      newest: review.id,
      next: review.next,
    };
    const here = isHere ? [ahead, correction] : [ahead, correction, undoOf(correction)];
    const backup = isHere ? [throughAnki(ahead)] : [correction, throughAnki(review)];
    const added = replacementEvents(here, backup, undoOf);
    expect(added).toHaveLength(1);
    const after = unionOf(unionOf(here, backup), added);
    expect(countedByCard(after).map(({ id }) => id)).toEqual([review.id]);
    expect(replacementEvents(after, backup, undoOf)).toEqual([]);
  });

  it("takes back more events than a call takes arguments", () => {
    const [review] = reviews;
    if (!review) throw new Error("the history has no reviews");
    const many = Array.from({ length: 130_000 }, (_, i) => {
      const atMs = NOW_MS - 1e9 + i;
      return { ...review, atMs, id: makeEventId(atMs, new Uint8Array(10)), card: `d/f${i % 9000}/forward` as CardId };
    });
    expect(replacementEvents(many, [], undoOf)).toHaveLength(130_000);
  });

  it("takes back what no clock made: undos and corrections that are stamped years ahead", () => {
    const [review] = reviews;
    if (!review) throw new Error("the history has no reviews");
    const ahead = NOW_MS + 900 * 365 * DAY_MS;
    const undo = makeUndo(review, maker(ahead));
    const correction: ClockCorrectionEvent = {
      kind: "clock-correction",
      id: makeEventId(ahead, maker().random),
      device: DEVICE,
      card: review.card,
      atMs: ahead,
      offsetMinutes: 0,
      studyDay: Math.floor(ahead / DAY_MS),
      moved: reviews.filter(({ card }) => card === review.card).map(({ id }) => id),
      shiftDays: 300,
      newest: review.id,
      next: { dueDay: 370_000, dueAtMs: null },
    };
    const here = [...HISTORY.events, undo, correction];
    const added = replacementEvents(here, HISTORY.events, undoOf);
    expect(added.map(({ undoes }) => undoes).sort()).toEqual([undo.id, correction.id].sort());
    // Made now, and no later.
    for (const { atMs } of added) expect(atMs).toBeLessThan(NOW_MS + DAY_MS);
    expect(meant([...here, ...added])).toEqual(meant(HISTORY.events));
  });
});

/** The event as another Osteon would have it that got it from Anki. */
function throughAnki(event: Envelope): Envelope {
  const id = (known: EventId) => `${known.slice(0, -4)}anki` as EventId;
  if (isOfKind(event, "undo")) return { ...event, id: id(event.id), undoes: id(event.undoes) } as Envelope;
  if (!isOfKind(event, "review") && !isOfKind(event, "reset")) return event;
  const travelled: ReviewEvent | ResetEvent = { ...event, id: id(event.id), surface: "import" };
  return travelled;
}

/** The reviews that count, by what both programs know of them. */
const answers = (events: readonly Envelope[]): string[] =>
  countedByCard(events)
    .map(({ card, atMs, rating }) => `${card} ${atMs} ${rating}`)
    .sort();
