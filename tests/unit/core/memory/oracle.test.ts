import fc from "fast-check";
import { createEmptyCard, fsrs, type Grade, State } from "ts-fsrs";
import { expect, test } from "vitest";
import type { Rating } from "../../../../src/core/log/kinds/review.ts";
import { type CardState, NEW_CARD_STATE } from "../../../../src/core/memory/card-state.ts";
import { modelFor } from "../../../../src/core/memory/model.ts";
import { makeScheduler } from "../../../../src/core/memory/scheduler.ts";
import { DAY_MS } from "../../../../src/core/plan/study-day.ts";

const PHASES = {
  [State.New]: "new",
  [State.Learning]: "learning",
  [State.Review]: "review",
  [State.Relearning]: "relearning",
};

/** ts-fsrs as a whole is the oracle of what we take from its formulas and our own steps. */
test("phase, step and memory are those of ts-fsrs on any history", () => {
  const answer = fc.record({ rating: fc.constantFrom<Rating>(1, 2, 3, 4), waitDays: fc.nat({ max: 400 }) });
  fc.assert(
    fc.property(
      fc.array(answer, { maxLength: 40 }),
      fc.double({ min: 0.7, max: 0.97, noNaN: true }),
      (answers, retention) => {
        const model = modelFor({ desiredRetention: retention, weights: "default" });
        const ours = makeScheduler(model, { fuzz: false });
        const theirs = fsrs({
          request_retention: retention,
          enable_fuzz: false,
          learning_steps: ["1m", "10m"],
          relearning_steps: ["10m"],
        });
        let state: CardState = NEW_CARD_STATE;
        let card = createEmptyCard(new Date(0));
        let day = 0;
        for (const { rating, waitDays } of answers) {
          day += waitDays;
          card = theirs.next(card, new Date(day * DAY_MS), rating as Grade).card;
          state = { ...state, ...ours.transition(state, rating, day), lastDay: day };
          expect(state.phase).toBe(PHASES[card.state]);
          expect(state.step).toBe(card.learning_steps);
          expect(state.memory?.stability).toBeCloseTo(card.stability, 8);
          expect(state.memory?.difficulty).toBeCloseTo(card.difficulty, 8);
        }
      },
    ),
  );
});
