/** A card's state is the fold of its log, whatever order its events arrive in and whatever clocks said. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EventId } from "../../../../src/core/ids.ts";
import { makeClockCorrection } from "../../../../src/core/log/clock-correction.ts";
import { decodeEvent } from "../../../../src/core/log/decode.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { isOfKind } from "../../../../src/core/log/event.ts";
import { applyEvent, canFollow, countedReviews, foldCard } from "../../../../src/core/log/fold.ts";
import type { Rating } from "../../../../src/core/log/kinds/review.ts";
import { makeReset, makeReview, makeUndo } from "../../../../src/core/log/make-event.ts";
import { reviewHistory } from "../../../../src/core/log/review-history.ts";
import { NEW_CARD_STATE } from "../../../../src/core/memory/card-state.ts";
import { DAY_MS, HOUR_MS } from "../../../../src/core/time/study-day.ts";
import { at, maker, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { answerOf, deeds, imported, live, shuffled } from "../../../support/database/histories.ts";
import { card } from "../../../support/samples/cards.ts";

test("the state that was brought along, event by event, is the fold of the log", () => {
  fc.assert(
    fc.property(deeds, (history) => {
      const { events, state } = live("fact", history, scheduler);
      expect(state).toEqual(foldCard(events, scheduler));
    }),
    { numRuns: 500 },
  );
});

test("the order in which events arrive, and how often, changes nothing", () => {
  const logs = deeds.map((history) => live("fact", history, scheduler)).filter(({ events }) => events.length > 0);
  fc.assert(
    fc.property(
      logs.chain((lived) => fc.record({ lived: fc.constant(lived), events: shuffled(lived.events) })),
      ({ lived, events }) => {
        expect(foldCard(events, scheduler)).toEqual(lived.state);
      },
    ),
    { numRuns: 300 },
  );
});

test("every event that is made passes the check for events from outside", () => {
  fc.assert(
    fc.property(deeds, (history) => {
      for (const event of live("fact", history, scheduler).events) expect(decodeEvent(event)).toEqual({ event });
    }),
  );
});

test("a history is the fold, review by review", () => {
  fc.assert(
    fc.property(deeds, (history) => {
      const { events, state } = live("fact", history, scheduler);
      const entries = reviewHistory(events, scheduler);
      expect(entries.map(({ event }) => event)).toEqual(countedReviews(events));
      const last = entries.at(-1);
      if (last && state.reviews > 0) expect(last.after).toEqual(state);
    }),
  );
});

/** Reviews one after the other, each a day after the one before it, with what was in between. */
function log(...steps: readonly (Rating | "reset")[]): Envelope[] {
  const events: Envelope[] = [];
  for (const [i, step] of steps.entries()) {
    const now = at(NOW + i * DAY_MS);
    const entry = card("fact", 0, foldCard(events, scheduler));
    const by = maker(now.nowMs);
    if (step === "reset") events.push(makeReset(entry, by));
    else events.push(makeReview(entry, answerOf(entry.id, entry.state, step, now, scheduler), by));
  }
  return events;
}

const fold = (...events: readonly Envelope[]) => foldCard(events, scheduler);
const idOf = (event: Envelope | undefined): EventId => event?.id as EventId;

describe("taking back", () => {
  test("an undo brings back what was before the review, and its undo what was after it", () => {
    const [first, second] = log(4, 1);
    if (!first || !second) throw new Error("two reviews were made");
    const undo = makeUndo(second, maker(NOW + 2 * DAY_MS));
    const again = makeUndo(undo, maker(NOW + 3 * DAY_MS));
    expect(fold(first, second, undo)).toEqual(fold(first));
    expect(fold(again, undo, second, first)).toEqual(fold(first, second));
  });

  test("a review that a clock stamped years ahead is taken back by an undo of today, and so is that undo", () => {
    const [first] = log(3);
    if (!first) throw new Error("a review was made");
    const entry = card("fact", 0, fold(first));
    const farMs = NOW + 3000 * DAY_MS;
    const far = makeReview(entry, answerOf(entry.id, entry.state, 1, at(farMs), scheduler), maker(farMs));
    const undo = makeUndo(far, maker(NOW + DAY_MS));
    expect(undo.atMs).toBeLessThan(far.atMs);
    expect(fold(first, far, undo)).toEqual(fold(first));
    // An undo that is itself stamped years ahead is taken back just so.
    const farUndo = makeUndo(first, maker(farMs));
    const again = makeUndo(farUndo, maker(NOW + DAY_MS));
    expect(again.atMs).toBeLessThan(farUndo.atMs);
    expect(fold(first, farUndo, again)).toEqual(fold(first));
  });

  test("a reset is taken back as a review is", () => {
    const [first, reset] = log(4, "reset");
    if (!first || !reset) throw new Error("a review and a reset were made");
    expect(fold(first, reset)).toEqual({ ...NEW_CARD_STATE, lastEventAtMs: reset.atMs });
    expect(fold(first, reset, makeUndo(reset, maker(NOW + 2 * DAY_MS)))).toEqual(fold(first));
  });

  test("a clock correction is taken back as well", () => {
    const [first] = log(4);
    if (!first) throw new Error("a review was made");
    const farMs = NOW + 3000 * DAY_MS;
    const entry = card("fact", 0, fold(first));
    const far = makeReview(entry, answerOf(entry.id, entry.state, 3, at(farMs), scheduler), maker(farMs));
    const stranded = card("fact", 0, fold(first, far));
    const correction = makeClockCorrection(stranded, [first, far], scheduler, maker(NOW + 9 * DAY_MS));
    if (!correction) throw new Error("the card was stranded");
    expect(fold(first, far, correction).lastDay).toBe(at(NOW + 9 * DAY_MS).today);
    expect(fold(first, far, correction, makeUndo(correction, maker(NOW + 9 * DAY_MS)))).toEqual(fold(first, far));
  });
});

describe("what counts for nothing", () => {
  const unknown = {
    ...(log(3)[0] as Envelope),
    kind: "unheard-of",
    id: "0mwtvz07p-0000000000000000" as EventId,
    reason: 1,
  };

  test("an event of a kind that is not known, and a field that is not known", () => {
    const [first, second] = log(3, 4);
    if (!first || !second) throw new Error("two reviews were made");
    expect(fold(first, unknown, second)).toEqual(fold(first, second));
    expect(fold({ ...first, mood: "fine" } as Envelope, second)).toEqual(fold(first, second));
    expect(applyEvent(fold(first), unknown, scheduler)).toEqual(fold(first));
  });

  test("a review that came back through Anki, whether its own event counts or was taken back", () => {
    const [first] = log(3);
    if (!first) throw new Error("a review was made");
    const undo = makeUndo(first, maker(NOW + 1000));
    expect(fold(imported(first), first)).toEqual(fold(first));
    expect(fold(imported(first), first, undo)).toEqual(NEW_CARD_STATE);
  });

  test("a review whose file was taken back, beside the same one that came through Anki", () => {
    const [first] = log(3);
    if (!first) throw new Error("a review was made");
    const gone = makeUndo(first, maker(NOW + 1000), "file");
    const through = imported(first);
    expect(fold(through, first, gone).reviews).toBe(1);
    expect(countedReviews([through, first, gone])).toEqual([through]);
    expect(countedReviews([through, first, gone, makeUndo(gone, maker(NOW + 2000))])).toEqual([first]);
  });
});

describe("an event that is made now", () => {
  test("follows the newest that counts, which may be older than one that was taken back", () => {
    const [first, second] = log(3, 3);
    if (!first || !second) throw new Error("two reviews were made");
    const state = fold(first, second, makeUndo(second, maker(NOW + 2 * DAY_MS)));
    expect(state.lastEventAtMs).toBe(first.atMs);
    const between = { ...second, id: "x" as EventId, atMs: second.atMs - 1 };
    expect(canFollow(state, between)).toBe(true);
  });

  /** How many hours later than now a review is stamped whose card was last stamped so many hours ahead. */
  const hoursAhead = (hours: number, lastDay: number) => {
    const entry = card("fact", 0, { ...fold(...log(4)), lastEventAtMs: NOW + hours * HOUR_MS, lastDay });
    const event = makeReview(entry, answerOf(entry.id, entry.state, 3, at(NOW), scheduler), maker(NOW));
    return [Math.floor((event.atMs - NOW) / HOUR_MS), event.studyDay - at(NOW).today];
  };

  test("is later than what its card has seen, on a day no earlier than its last", () => {
    const { today } = at(NOW);
    expect([hoursAhead(-1, today), hoursAhead(23, today), hoursAhead(23, today + 1)]).toEqual([
      [0, 0],
      [23, 0],
      [23, 1],
    ]);
  });

  test("is not later than a stamp years ahead, also where its day says today", () => {
    expect(hoursAhead(9999, at(NOW).today)).toEqual([0, 0]);
  });

  test("neither follows nor repeats the day of a clock that ran ahead, where the card is to be brought back", () => {
    expect([hoursAhead(24, at(NOW).today + 2), hoursAhead(9999, at(NOW).today + 400)]).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  test("a card that stands as nobody left it cannot be brought along by an undo or a correction", () => {
    const [first] = log(3);
    if (!first) throw new Error("a review was made");
    const undo = makeUndo(first, maker(NOW + 1000));
    const correction = { ...undo, kind: "clock-correction", next: { dueDay: 1, dueAtMs: null } };
    expect([canFollow(fold(first), undo), canFollow(fold(first), correction)]).toEqual([false, false]);
  });
});

describe("worked by hand", () => {
  test("a card that is learnt, forgotten, learnt again and reset", () => {
    const events = log(4, 3, 1, 3, "reset", 3);
    const reviews = events.filter((event) => isOfKind(event, "review"));
    expect(reviews.map(({ phase }) => phase)).toEqual(["new", "review", "review", "relearning", "new"]);
    const entries = reviewHistory(events, scheduler);
    expect(entries.map(({ before }) => before.reviews)).toEqual([0, 1, 2, 3, 0]);
    expect(entries.map(({ after }) => after.lapses)).toEqual([0, 0, 1, 1, 0]);
    expect(fold(...events)).toMatchObject({ reviews: 1, successes: 1, lapses: 0, phase: "learning" });
    expect(fold(...events.slice(0, 4))).toMatchObject({ reviews: 4, successes: 3, lapses: 1, phase: "review" });
    expect(idOf(countedReviews(events).at(-1))).toBe(idOf(events.at(-1)));
  });

  test("what happened on the last day is counted for that day alone", () => {
    const [first, second] = log(4, 3);
    if (!first || !second) throw new Error("two reviews were made");
    expect(fold(first).onLastDay).toEqual({ answers: 1, introductions: 1, reviews: 0 });
    expect(fold(first, second).onLastDay).toEqual({ answers: 1, introductions: 0, reviews: 1 });
    const sameDay = { ...second, studyDay: first.studyDay };
    expect(fold(first, sameDay).onLastDay).toEqual({ answers: 2, introductions: 1, reviews: 1 });
  });
});
