import fc from "fast-check";
import { DEFAULT_WEIGHTS } from "../../../../../src/core/memory/model.ts";
import { columnsOf, type ReviewColumns, type ReviewFigures } from "../../../../../src/core/memory/optimise/columns.ts";
import { HIGHEST, LOWEST } from "../../../../../src/core/memory/weights.ts";

/** Anything within the bounds, mostly near what people have. */
export const weightVectors: fc.Arbitrary<Float64Array> = fc
  .tuple(
    fc.constantFrom(0.05, 0.3, 1),
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 21, maxLength: 21 }),
  )
  .map(([reach, places]) =>
    Float64Array.from(DEFAULT_WEIGHTS, (value, i) => {
      const lowest = LOWEST[i] ?? 0;
      const anywhere = lowest + (places[i] ?? 0) * ((HIGHEST[i] ?? 0) - lowest);
      return value + reach * (anywhere - value);
    }),
  );

export interface Answer {
  readonly waitDays: number;
  readonly rating: number;
}

export const answers: fc.Arbitrary<Answer[]> = fc.array(
  fc.record({
    waitDays: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 2000 })),
    rating: fc.constantFrom(1, 2, 3, 3, 3, 4),
  }),
  { minLength: 1, maxLength: 25 },
);

export const columns: fc.Arbitrary<ReviewColumns> = fc.array(answers, { minLength: 1, maxLength: 6 }).map(columnsFrom);

/** Cards that are begun one day after the other. */
export function columnsFrom(cards: readonly (readonly Answer[])[]): ReviewColumns {
  return columnsOf(
    cards.map((history, card) => {
      let studyDay = 20_000 + card;
      return history.map(({ waitDays, rating }, i): ReviewFigures => {
        studyDay += i === 0 ? 0 : waitDays;
        return { studyDay, rating, atMs: studyDay * 86_400_000 + i * 60_000, durationMs: 4000 };
      });
    }),
  );
}
