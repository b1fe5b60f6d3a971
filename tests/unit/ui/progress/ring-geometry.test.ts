/** The ring of facts keeps its shape whatever the deck: nothing overlaps, nothing is left out. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { KnownChapter } from "../../../../src/core/stats/deck-facts.ts";
import { inColumns, type KnownFact } from "../../../../src/core/stats/known-facts.ts";
import { boldest, CANAL_RADIUS, inkOf, newestFact, ringPicture } from "../../../../src/ui/progress/ring-geometry.ts";
import { fact } from "../../../support/samples/cards.ts";

const known = (name: string, recall: number | null): KnownFact => ({
  id: fact(name),
  statement: null,
  cardIds: [],
  cards: 1,
  begun: recall === null ? 0 : 1,
  recall,
  standing: recall === null ? "new" : "known",
  lastDay: null,
  lastAtMs: 0,
  begunOnLastDay: false,
});
const chaptersOf = (recalls: readonly (readonly (number | null)[])[]): KnownChapter[] =>
  recalls.map((facts, i) => ({
    id: `c${i}`,
    title: `C${i}`,
    facts: inColumns(facts.map((recall, j) => known(`f${i}-${j}`, recall))),
  }));

const decks = fc.array(
  fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 400 }),
  {
    minLength: 1,
    maxLength: 40,
  },
);

test("the boldest arc is the fact begun today that was answered last, wider than any other, and touches none", () => {
  const today = 20_780;
  const of = (name: string, lastAtMs: number, isNew: boolean, day = today): KnownFact => ({
    ...{ ...known(name, 1), lastDay: day, lastAtMs, begunOnLastDay: isNew },
  });
  // The first was begun first, and came back after the second: that answer is what has just been laid down.
  const facts = [of("a", 300, true), of("b", 200, true), of("c", 400, false), of("d", 500, true, today - 1)];
  const chapters: KnownChapter[] = [{ id: "one", title: "One", facts: inColumns(facts) }];
  expect(newestFact(chapters, today)).toEqual({ chapter: 0, place: 0 });
  const { rings, pitch } = ringPicture(chaptersOf([[1], [1]]));
  const full = rings[0]?.arcs[0]?.width ?? 0;
  expect(boldest(pitch).width).toBeGreaterThan(full * 1.2);
  expect((boldest(pitch).width + full) / 2).toBeLessThan(pitch);
});

describe("the ring of facts", () => {
  test("holds every fact once, in order, one ring for each chapter", () => {
    fc.assert(
      fc.property(decks, (recalls) => {
        const chapters = chaptersOf(recalls);
        const { rings } = ringPicture(chapters);
        expect(rings.map(({ chapter }) => chapter)).toEqual(chapters);
        for (const [i, { chapter, arcs }] of rings.entries()) {
          expect(arcs.map((arc) => arc.chapter)).toEqual(arcs.map(() => i));
          expect(arcs.map(({ from }) => from)).toEqual([0, ...arcs.map(({ to }) => to)].slice(0, -1));
          expect(arcs.at(-1)?.to).toBe(chapter.facts.length);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("stays in its square; no ring touches another or the canal; every arc can be seen and told from the next", () => {
    fc.assert(
      fc.property(decks, (recalls) => {
        const { rings, pitch, half } = ringPicture(chaptersOf(recalls));
        const widest = Math.max(...rings.flatMap(({ arcs }) => arcs.map(({ width }) => width)));
        expect(widest).toBeLessThan(pitch * 0.7);
        expect((rings[0]?.radius ?? 0) - widest).toBeGreaterThan(CANAL_RADIUS);
        expect(half).toBeLessThanOrEqual(101);
        for (const { radius, arcs } of rings) {
          const drawn = arcs.reduce((sum, { length }) => sum + length, 0);
          expect(drawn).toBeLessThan(2 * Math.PI * radius);
          for (const { length } of arcs) expect(length).toBeGreaterThan(1.5);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("draws what is remembered wider and darker, and what is not begun thinnest", () => {
    const [ring] = ringPicture(chaptersOf([[null, 0.3, 0.7, 0.9, 1]])).rings;
    const [blank, ...inked] = ring?.arcs ?? [];
    expect(blank?.begun).toBe(false);
    const widths = [blank, ...inked].map((arc) => arc?.width ?? 0);
    expect(widths).toEqual(widths.toSorted((a, b) => a - b));
    expect(new Set(widths).size).toBe(5);
    const shades = inked.map(({ opacity }) => opacity);
    expect(shades).toEqual(shades.toSorted((a, b) => a - b));
    expect(shades[0]).toBeCloseTo(0.22);
    expect(shades.at(-1)).toBe(1);
  });

  test("grows with every recall, and never beyond", () => {
    expect([0, 0.6, 0.97, 1].map(inkOf)).toEqual([0, 0, 1, 1]);
    expect(inkOf(0.9)).toBeGreaterThan(inkOf(0.8));
  });
});
