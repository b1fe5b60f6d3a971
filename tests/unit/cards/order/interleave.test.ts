import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generate } from "../../../../cards/generate.ts";
import {
  DAY,
  interleave,
  isPair,
  LONGEST_RUN,
  PAIR_GAP,
  type Placed,
  weaveIn,
} from "../../../../cards/order/interleave.ts";
import type { CardContent } from "../../../../src/core/deck/deck.ts";
import { daysOf, pairsIn } from "../days.ts";
import { bone } from "../support.ts";

/** Cards of some chapters, some of them about the same two things; each needs none but cards before it. */
const decks = fc
  .array(
    fc.record({
      fact: fc.nat({ max: 14 }),
      chapter: fc.constantFrom("a", "b", "c", "advice"),
      pair: fc.option(fc.nat({ max: 3 })),
      needs: fc.array(fc.nat({ max: 60 }), { maxLength: 2 }),
      wants: fc.array(fc.nat({ max: 60 }), { maxLength: 1 }),
    }),
    { maxLength: 45 },
  )
  .map((cards) => cards.sort((a, b) => (a.chapter < b.chapter ? -1 : a.chapter > b.chapter ? 1 : 0)))
  .map((cards) =>
    cards.map(({ fact, chapter, pair, needs, wants }, at): Placed => {
      const before = (places: readonly number[]) =>
        new Set(places.filter(() => at > 0).map((place) => `card ${place % at}`));
      const pairs = pair === null ? [] : [`pair ${pair}`];
      return { id: `card ${at}`, fact: `fact ${fact}`, chapter, pairs, needs: before(needs), wants: before(wants) };
    }),
  );
const isAdvice = (chapter: string): boolean => chapter === "advice";
const ids = (cards: readonly Placed[]): string[] => cards.map(({ id }) => id);
const follows = (order: readonly Placed[]): boolean =>
  order.every(({ needs }, at) => [...needs].every((need) => ids(order.slice(0, at)).includes(need)));

describe("any deck", () => {
  it("keeps all its cards, each after what it needs", () => {
    fc.assert(
      fc.property(decks, (cards) => {
        const order = interleave(cards, isAdvice);
        expect(ids(order).sort()).toEqual(ids(cards).sort());
        expect(follows(order)).toBe(true);
      }),
    );
  });

  it("sets two of one pair close, or four of one chapter in a row, only where nothing else was left", () => {
    fc.assert(
      fc.property(decks, (cards) => {
        const plain = cards.map((card) => ({ ...card, wants: new Set<string>() }));
        const order = interleave(plain, () => false);
        for (const [at, card] of order.entries()) {
          const done = order.slice(0, at);
          const ready = order.slice(at + 1).filter(({ needs }) => [...needs].every((id) => ids(done).includes(id)));
          const isClose = (one: Placed) => done.slice(-PAIR_GAP).some((other) => isPair(one, other));
          const isLong = ({ chapter }: Placed) =>
            at >= LONGEST_RUN && done.slice(-LONGEST_RUN).every((other) => other.chapter === chapter);
          if (isClose(card)) expect(ready.every(isClose)).toBe(true);
          else if (isLong(card)) expect(ready.every((one) => isClose(one) || isLong(one))).toBe(true);
        }
      }),
    );
  });

  it("goes by the author's order where there is no reason against it", () => {
    const one = (id: number): Placed => {
      const chapter = String(Math.floor(id / LONGEST_RUN));
      return { id: `${id}`, fact: `${id}`, chapter, needs: new Set(), wants: new Set(), pairs: [] };
    };
    const cards = Array.from({ length: 30 }, (_, id) => one(id));
    expect(interleave(cards, isAdvice)).toEqual(cards);
  });

  it("refuses cards that wait for one another", () => {
    const one = (id: string, need: string): Placed => {
      return { id, fact: id, chapter: "a", needs: new Set([need]), wants: new Set(), pairs: [] };
    };
    expect(() => interleave([one("x", "y"), one("y", "x")], isAdvice)).toThrow("cards wait for one another: x, y");
  });

  it("leaves the order of what is on as it is when it brings in what is off", () => {
    fc.assert(
      fc.property(decks, fc.nat({ max: 50 }), (cards, from) => {
        const order = interleave(cards, isAdvice);
        const isOff = ({ chapter }: Placed): boolean => chapter === "c";
        const on = order.filter((card) => !isOff(card));
        // What is on never needs what is off: a learner may leave that out.
        fc.pre(on.every(({ needs }) => [...needs].every((id) => on.some((card) => card.id === id))));
        const woven = weaveIn(on, order.filter(isOff), () => Math.min(from, on.length));
        expect(woven.filter((card) => !isOff(card))).toEqual(on);
        expect(ids(woven).sort()).toEqual(ids(cards).sort());
        expect(follows(woven)).toBe(true);
      }),
    );
  });
});

describe("the days of the deck that is shipped", () => {
  const { deck } = generate(bone);
  const isMixedUp = pairsIn(bone);
  const advice = new Set(bone.deck.chapters.filter((chapter) => chapter.advice).map(({ id }) => id));
  const off = new Set(deck.chapters.filter(({ startsOff }) => startsOff).map(({ id }) => id));
  const chaptersOf = (cards: readonly CardContent[]) => new Set(cards.map(({ chapter }) => chapter));
  // [new cards a day, all chapters on]
  const some = [3, 4, 5, 6, 7, DAY, 9, 10, 15, 17, 18, 19, 20].flatMap((newPerDay) => [
    [newPerDay, false] as const,
    [newPerDay, true] as const,
  ]);

  it.each(some)(
    "%d new cards, all chapters on: %s: no avoidable pair on one day, and no day of one chapter",
    (newPerDay, all) => {
      const paired: string[] = [];
      const days = daysOf(deck, newPerDay, (chapter) => all || !off.has(chapter));
      expect(days.flatMap(({ cards }) => cards)).toHaveLength(
        deck.cards.filter(({ chapter }) => all || !off.has(chapter)).length,
      );
      for (const [day, { cards, instead }] of days.entries()) {
        for (const [at, card] of cards.entries()) {
          const before = cards.slice(0, at);
          const isPaired = (one: CardContent) => before.some((other) => isMixedUp(one, other));
          if (isPaired(card) && instead[at]?.some((one) => !isPaired(one))) paired.push(`day ${day + 1}: ${card.id}`);
        }
        const alone = chaptersOf(cards).size === 1 && cards.length > LONGEST_RUN;
        if (alone) expect(chaptersOf(instead.flat()).size, `day ${day + 1}`).toBe(1);
      }
      expect(paired).toEqual([]);
    },
  );

  it("bring advice and mechanism together from the third day, and never before", () => {
    const days = daysOf(deck, DAY, (chapter) => !off.has(chapter));
    const isMixed = ({ cards }: { readonly cards: readonly CardContent[] }): boolean =>
      cards.some(({ chapter }) => advice.has(chapter)) && cards.some(({ chapter }) => !advice.has(chapter));
    expect(days.slice(0, 2).some(({ cards }) => cards.some(({ chapter }) => advice.has(chapter)))).toBe(false);
    // On the last days only what had to wait for its siblings is left.
    const full = days.slice(2).filter(({ cards }) => cards.length === DAY);
    expect(full.length).toBeGreaterThan(8);
    expect(full.every(isMixed)).toBe(true);
  });
});
