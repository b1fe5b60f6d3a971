/** A kept deck of many facts is drawn as it was read, or not at all: in its ring, in the bar of each chapter, and in numbers. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { markGroups } from "../../../../src/core/stats/drawn-groups.ts";
import { recallIn } from "../../../../src/core/stats/fact-groups.ts";
import { factsKnown, inColumns, type KnownFact } from "../../../../src/core/stats/known-facts.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { keepRing, readKeptRing } from "../../../../src/platform/kept-text.ts";
import { keptIn, keptText } from "../../../../src/session/cards/kept-knowledge.ts";
import type { Knowledge } from "../../../../src/session/cards/read-facts.ts";
import type { Circumstances } from "../../../../src/session/common/kept.ts";
import { chapterCounts } from "../../../../src/ui/progress/chapter-counts.ts";
import { isOfDay, ringPicture } from "../../../../src/ui/progress/ring-geometry.ts";
import { NOW } from "../../../support/database/db-steps.ts";
import { deck, fact } from "../../../support/samples/cards.ts";
import { stubPage } from "../../../support/session/page-stub.ts";

const AT: Circumstances = { version: "1", language: "en", nowMs: NOW, offsetMinutes: 60, singleKeyShortcuts: true };
beforeEach(() => {
  stubPage();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** Neighbours differ as much as they can, and chapters a little. */
function many(chapters: number, facts: number): Knowledge {
  const one = (place: number, chapter: number): KnownFact => ({
    ...{ id: fact(`f-${place}`), statement: null, cardIds: [], cards: 1, begun: 1, standing: "known" },
    ...{
      recall: place % 2 === 0 ? null : 0.987654321 - chapter / 777,
      lastDay: null,
      lastAtMs: 0,
      begunOnLastDay: false,
    },
  });
  const all = Array.from({ length: chapters }, (_, i) => ({
    ...{ id: `c-${i}`, title: `Chapter ${i}` },
    facts: inColumns(Array.from({ length: facts }, (_unused, place) => one(place, i))),
  }));
  const known = factsKnown(all.map((chapter) => chapter.facts));
  const decks = [{ id: deck([]).id, title: "Many", language: "en", chapters: all, known }];
  return { decks, today: 8, dayEndsAtMs: NOW + DAY_MS, model: {} as Knowledge["model"] };
}

function drawn({ decks: [shown], today }: Knowledge): readonly string[] {
  if (!shown) throw new Error("there is no deck");
  const arcs = ringPicture(shown.chapters).rings.flatMap(({ chapter, arcs: own }) =>
    own.map(({ begun, opacity, width, from, to }) => {
      const isToday = isOfDay(chapter.facts, { from, to }, today);
      return `arc ${from}-${to} ${begun} ${opacity.toFixed(4)} ${width.toFixed(4)} ${isToday}`;
    }),
  );
  const marks = shown.chapters.flatMap(({ facts }) =>
    markGroups(facts.length).map((group) => `mark ${group.from} ${recallIn(facts, group)?.toFixed(4)}`),
  );
  return [...arcs, ...marks, ...chapterCounts(shown)];
}

test.each([
  [12, 100],
  [30, 110],
  [40, 130],
  [60, 80],
  [12, 400],
  [8, 2_500],
  [1, 20_000],
  [40, 2_500],
  [100, 75],
])("%i chapters of %i facts are drawn as they are", (chapters, facts) => {
  const known = many(chapters, facts);
  keepRing(keptText(known, AT, "7"));
  const kept = keptIn(readKeptRing(), AT);
  expect(kept && drawn(kept)).toEqual(drawn(known));
});

test("more chapters than there is room for in a text are not kept", () => {
  keepRing("a ring");
  keepRing(keptText(many(100, 400), AT, "7"));
  expect(readKeptRing()).toBeNull();
});
