import fc from "fast-check";
import { expect, test } from "vitest";
import { enoughToday } from "../../../../src/core/plan/enough.ts";
import { endOfToday } from "../../../../src/core/time/now.ts";
import { at, NOW } from "../../../support/database/db-steps.ts";
import { card } from "../../../support/samples/cards.ts";

const now = at(NOW);
const answered = (answers: readonly number[]) =>
  answers.map((count, i) =>
    card(`card-${i}`, i, { lastDay: now.today, onLastDay: { answers: count, introductions: 0, reviews: 0 } }),
  );

test("a card that came several times counts once, and one whose answer was taken back not at all", () => {
  const settings = { quietAfter: 2 };
  expect(enoughToday({ answered: answered([7]), now, settings })).toBeNull();
  expect(enoughToday({ answered: answered([7, 0]), now, settings })).toBeNull();
  const enough = { kind: "enough", cards: 2, untilMs: endOfToday(now) };
  expect(enoughToday({ answered: answered([1, 3]), now, settings })).toEqual(enough);
});

test("it is enough from the chosen number on, and never where none is chosen, in whatever order the cards are", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4 })), fc.integer({ min: 0, max: 12 }), (answers, quietAfter) => {
      const cards = answers.filter((count) => count > 0).length;
      const found = enoughToday({ answered: answered(answers), now, settings: { quietAfter } });
      expect(found !== null).toBe(quietAfter > 0 && cards >= quietAfter);
      // As another machine reads them.
      expect(enoughToday({ answered: answered(answers).reverse(), now, settings: { quietAfter } })).toEqual(found);
    }),
  );
});
