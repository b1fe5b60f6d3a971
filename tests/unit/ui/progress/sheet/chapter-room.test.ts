/** The chapters of the report: all of them, with their whole names, in numbers that add up. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { factsKnown } from "../../../../../src/core/stats/known-facts.ts";
import { passedText } from "../../../../../src/ui/parts/figures.ts";
import { chapterCounts } from "../../../../../src/ui/progress/chapter-counts.ts";
import { chapterScale, MOST_CHAPTERS } from "../../../../../src/ui/progress/sheet/chapter-room.ts";
import "../../../../support/gallery/browser-stub.ts";

const { chapters }: { chapters: readonly { readonly title: string }[] } = parse(
  readFileSync("cards/bone-hormones/deck.yaml", "utf8"),
);
const titles = chapters.map(({ title }) => title);

test("the bundled deck has room for every chapter, in letters of full size", () => {
  expect(titles.length).toBeLessThanOrEqual(MOST_CHAPTERS);
  expect(chapterScale(titles)).toBe(1);
});

test("more of them, or longer names, make the letters smaller, never too small to be read", () => {
  const long = Array.from({ length: 19 }, () => "A chapter whose name goes on over more than one line");
  expect(chapterScale(long)).toBeLessThan(1);
  expect(chapterScale([...titles, ...titles])).toBe(0.6);
  expect(chapterScale([])).toBe(1);
});

test("the counts of the chapters add up to that of the deck", () => {
  const parts = [[0.4, 0.9], [0.7], [0.4], [0.4]].map((recalls) => ({
    facts: { length: recalls.length, recalls: Float64Array.from(recalls), standings: new Uint8Array(recalls.length) },
  }));
  const known = factsKnown(parts.map(({ facts }) => facts));
  const said = chapterCounts({ chapters: parts, known });
  // Each rounded for itself: 1, 1, 0 and 0, under a sum of 3.
  expect(said).toEqual(["1 of 2", "1 of 1", "1 of 1", "0 of 1"]);
  expect(Math.round(known.expected)).toBe(3);
});

test("of few answers the numbers are said, of more a percentage", () => {
  const said = [
    [0, 0],
    [1, 1],
    [8, 9],
    [9, 10],
  ].map(([passed = 0, asked = 0]) => passedText({ passed, asked }));
  expect(said).toEqual(["–", "1 of 1", "8 of 9", "90%"]);
});
