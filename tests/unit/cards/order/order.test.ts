import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generate } from "../../../../cards/generate.ts";
import { findCycle } from "../../../../cards/order/order.ts";
import { bone, tides } from "../support.ts";

const graphs = fc
  .integer({ min: 1, max: 9 })
  .chain((size) =>
    fc
      .array(fc.array(fc.integer({ min: 0, max: size - 1 }), { maxLength: 3 }), { minLength: size, maxLength: size })
      .map((needs) => needs.map((of, id) => ({ id: `f${id}`, needs: of.map((n) => `f${n}`) }))),
  );

/** Takes away, again and again, every fact that needs nothing that is left. What stays stands in a circle. */
function hasCycle(facts: readonly { id: string; needs: string[] }[]): boolean {
  let left = facts;
  for (;;) {
    const ids = new Set(left.map(({ id }) => id));
    const next = left.filter(({ needs }) => needs.some((need) => ids.has(need)));
    if (next.length === left.length) return left.length > 0;
    left = next;
  }
}

describe("findCycle", () => {
  it("finds a circle exactly where there is one, and names it", () => {
    fc.assert(
      fc.property(graphs, (facts) => {
        const cycle = findCycle(facts);
        expect(cycle !== null).toBe(hasCycle(facts));
        cycle?.slice(1).forEach((id, place) => {
          expect(facts.find((fact) => fact.id === cycle[place])?.needs).toContain(id);
        });
        if (cycle !== null) expect(cycle[0]).toBe(cycle.at(-1));
      }),
    );
  });
});

describe("the order of introduction", () => {
  it.each([["tides", tides] as const, ["bone", bone] as const])(
    "puts what is needed first in the %s deck",
    (_, source) => {
      const { deck } = generate(source);
      const first = (fact: string) => deck.cards.findIndex((card) => card.fact === `${source.id}/${fact}`);
      for (const { id, needs } of source.facts) {
        for (const need of needs)
          if (first(id) >= 0) expect([id, need, first(need) < first(id)]).toEqual([id, need, true]);
      }
      for (const card of deck.cards) {
        for (const fact of card.unlockedBy) {
          const recall = deck.cards.find((other) => other.fact === fact && other.unlockedBy.length === 0);
          expect(recall?.order).toBeLessThan(card.order);
        }
      }
    },
  );

  it("begins with the first chapter that the author lists", () => {
    const { cards, chapters } = generate(bone).deck;
    expect(cards[0]?.chapter).toBe(chapters[0]?.id);
  });
});
