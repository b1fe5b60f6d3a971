/** Draws the ring of a deck of 300 facts in 20 chapters, from inside a page of the extension. */
import { render } from "preact";
import { type DeckId, factId } from "../../../src/core/ids.ts";
import type { DeckFacts } from "../../../src/core/stats/deck-facts.ts";
import { factsKnown, inColumns, type KnownFact } from "../../../src/core/stats/known-facts.ts";
import { FactRing } from "../../../src/ui/progress/FactRing.tsx";
import type { RingTimes } from "../look.ts";

const DECK = "rings" as DeckId;
const TODAY = 20_780;
const CHAPTERS = 20;
const FACTS_EACH = 15;

/** @param turn another one for each ring, so that every arc changes */
function fact(chapter: number, place: number, turn: number): KnownFact {
  const recall = 0.6 + ((chapter * 31 + place * 7 + turn * 13) % 40) / 100;
  return {
    id: factId(DECK, `fact-${chapter}-${place}`),
    statement: null,
    cardIds: [],
    cards: 2,
    begun: 2,
    recall,
    standing: recall < 0.85 ? "fading" : "known",
    lastDay: TODAY - place,
    lastAtMs: place,
    begunOnLastDay: false,
  };
}

function deckOf(turn: number): DeckFacts {
  const chapters = Array.from({ length: CHAPTERS }, (_, chapter) => ({
    id: `chapter-${chapter}`,
    title: `Chapter ${chapter}`,
    facts: inColumns(Array.from({ length: FACTS_EACH }, (_, place) => fact(chapter, place, turn))),
  }));
  const known = factsKnown(chapters.map(({ facts }) => facts));
  return { id: DECK, title: "Rings", language: "en", chapters, known };
}

function drawn(turn: number): number {
  const deck = deckOf(turn);
  const begun = performance.now();
  render(<FactRing deck={deck} today={TODAY} onOpen={() => {}} onPoint={() => {}} />, document.body);
  document.querySelector(".fact-ring")?.getBoundingClientRect();
  return performance.now() - begun;
}

function drawRings(rounds: number): RingTimes {
  const fresh: number[] = [];
  const again: number[] = [];
  for (let round = 0; round < rounds; round++) {
    render(null, document.body);
    fresh.push(drawn(round));
    again.push(drawn(round + 1));
  }
  const told = (sample: number[]) => {
    const sorted = sample.sort((a, b) => a - b);
    const at = (place: number): number => Math.round((sorted[place] ?? 0) * 10) / 10;
    return { median: at(sorted.length >> 1), longest: at(sorted.length - 1) };
  };
  return { facts: CHAPTERS * FACTS_EACH, newMs: told(fresh), againMs: told(again) };
}

Object.assign(globalThis, { drawRings });
