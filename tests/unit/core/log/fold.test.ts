import fc from "fast-check";
import { expect, test } from "vitest";
import { cardId, type FactId } from "../../../../src/core/ids.ts";
import type { OsteonEvent } from "../../../../src/core/log/event.ts";
import { decodeEvent } from "../../../../src/core/log/event-schema.ts";
import { foldCard } from "../../../../src/core/log/fold.ts";
import { NEW_CARD_STATE } from "../../../../src/core/memory/card-state.ts";
import { makeScheduler } from "../../../../src/core/memory/scheduler.ts";
import { deeds, live } from "../../../support/histories.ts";

const ID = cardId("fact" as FactId, "forward");
const scheduler = makeScheduler({ desiredRetention: 0.9 });

test("folding the log from nothing gives exactly the snapshot that was kept", () => {
  fc.assert(
    fc.property(deeds, (history) => {
      const { events, snapshot } = live(ID, history, scheduler);
      expect(foldCard(events, scheduler)).toEqual(snapshot);
    }),
    { numRuns: 500 },
  );
});

test("the order in which events arrive, and how often, changes nothing", () => {
  const withShuffle = deeds.chain((history) =>
    fc.record({ history: fc.constant(history), order: fc.array(fc.nat(1000), { minLength: 80, maxLength: 80 }) }),
  );
  fc.assert(
    fc.property(withShuffle, ({ history, order }) => {
      const { events, snapshot } = live(ID, history, scheduler);
      const twice: OsteonEvent[] = [...events, ...events];
      const shuffled = twice.map((event, i) => ({ event, at: order[i] ?? 0 })).sort((a, b) => a.at - b.at);
      expect(
        foldCard(
          shuffled.map(({ event }) => event),
          scheduler,
        ),
      ).toEqual(snapshot);
    }),
  );
});

test("undoing everything leaves a card as new as it was, but for the time of its log", () => {
  fc.assert(
    fc.property(deeds, (history) => {
      const reviewsOnly = history.filter(({ kind }) => kind === "review");
      const undos = reviewsOnly.map((deed) => ({ ...deed, kind: "undo" as const, waitMs: 1000 }));
      const { snapshot } = live(ID, [...reviewsOnly, ...undos], scheduler);
      expect({ ...snapshot, lastEventAtMs: 0 }).toEqual(NEW_CARD_STATE);
    }),
  );
});

test("every event that a session makes passes the check for events from outside", () => {
  fc.assert(
    fc.property(deeds, (history) => {
      for (const event of live(ID, history, scheduler).events) expect(decodeEvent(event)).toEqual({ event });
    }),
  );
});

test("time within a card's log only goes forward, and so do its study days", () => {
  fc.assert(
    fc.property(deeds, (history) => {
      const { events } = live(ID, history, scheduler);
      events.slice(1).forEach((event, i) => {
        expect(event.atMs).toBeGreaterThan(events[i]?.atMs ?? 0);
      });
      const reviews = events.filter((event) => event.kind === "review");
      const undone = events.some((event) => event.kind === "undo");
      if (!undone) {
        reviews.slice(1).forEach((event, i) => {
          expect(event.studyDay).toBeGreaterThanOrEqual(reviews[i]?.studyDay ?? 0);
        });
      }
    }),
  );
});
