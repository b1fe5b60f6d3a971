import fc from "fast-check";
import { createEmptyCard, type FSRSState, forgetting_curve, fsrs, type Grade, State } from "ts-fsrs";
import { expect, test } from "vitest";
import type { CardId } from "../../../../src/core/ids.ts";
import type { Rating } from "../../../../src/core/log/kinds/review.ts";
import { type CardState, NEW_CARD_STATE } from "../../../../src/core/memory/card-state.ts";
import { makeModel, modelFor, STEPS } from "../../../../src/core/memory/model.ts";
import { makeScheduler, retrievability } from "../../../../src/core/memory/scheduler.ts";
import { HIGHEST, LOWEST } from "../../../../src/core/memory/weights.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";

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

/** What follows from the weights alone is worked out once, and past the proxy of ts-fsrs: not a bit may differ for that. */
test("memory, interval and recall are those of next_state, next_interval and forgetting_curve to the last bit", () => {
  const answer = fc.record({ rating: fc.constantFrom<Rating>(1, 2, 3, 4), waitDays: fc.nat({ max: 400 }) });
  const weight = (place: number) =>
    fc
      .double({ min: LOWEST[place] ?? 0, max: HIGHEST[place] ?? 0, noNaN: true })
      .map((value) => Number(value.toFixed(4)));
  const weights = fc.tuple(...LOWEST.map((_, place) => weight(place)));
  fc.assert(
    fc.property(weights, fc.array(answer, { minLength: 1, maxLength: 40 }), (some, answers) => {
      const model = makeModel({ weights: some, desiredRetention: 0.9, ...STEPS });
      const ours = makeScheduler(model, { fuzz: false });
      const theirs = fsrs({ w: [...some], request_retention: 0.9, enable_fuzz: false });
      let memory: FSRSState | null = null;
      let state: CardState = NEW_CARD_STATE;
      for (const { rating, waitDays } of answers) {
        const day = (state.lastDay ?? 0) + waitDays;
        memory = theirs.next_state(memory, memory ? waitDays : 0, rating as Grade);
        state = { ...state, ...ours.transition(state, rating, day), lastDay: day };
        expect(state.memory).toEqual(memory);
        expect(retrievability(memory, waitDays, model)).toBe(forgetting_curve([...some], waitDays, memory.stability));
        expect(ours.waitOf("a/b/c" as CardId, { ...state, reviews: 1 }).days).toBe(
          theirs.next_interval(memory.stability, 0),
        );
      }
    }),
  );
});
