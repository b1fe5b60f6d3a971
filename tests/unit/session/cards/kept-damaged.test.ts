/** A kept text that was damaged, or written by somebody else, is not shown: it would say what is not so, or fill the memory. */
import { expect, test } from "vitest";
import { drawnGroups, pitchOf, radiusOf } from "../../../../src/core/stats/drawn-groups.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { keptIn } from "../../../../src/session/cards/kept-knowledge.ts";
import { recallsText } from "../../../../src/session/cards/kept-recalls.ts";
import type { Circumstances } from "../../../../src/session/common/kept.ts";
import { NOW } from "../../../support/database/db-steps.ts";

const AT: Circumstances = { version: "1", language: "en", nowMs: NOW, offsetMinutes: 60, singleKeyShortcuts: true };
const chapter = { id: "a", title: "", facts: 2, recalls: recallsText([null, 0.9]), ofToday: [1], newest: [1, NOW] };
const known = { facts: 4, expected: 1.8, new: 2, learning: 0, known: 2, fading: 0 };
const deck = { id: "d", title: "", language: "en", known, chapters: [chapter, { ...chapter, id: "b", newest: null }] };
const whole = { at: AT, untilMs: NOW + DAY_MS, today: 8, revision: "7", decks: 1, deck };
const shown = (text: object) => keptIn(JSON.stringify(text), AT);

const withKnown = (other: object) => ({ ...whole, deck: { ...deck, known: { ...known, ...other } } });
const withChapter = (other: object) => ({
  ...whole,
  deck: { ...deck, chapters: [{ ...chapter, ...other }, deck.chapters[1]] },
});
/** As they would be kept, of whatever number. */
function ofMillions(chapters: number): object {
  const facts = 1_000_000;
  const all = Array.from({ length: chapters }, (_, i) => {
    const groups = drawnGroups(facts, radiusOf(i, pitchOf(chapters)));
    return { ...chapter, facts, recalls: recallsText(groups.map(() => null)) };
  });
  return { ...whole, deck: { ...deck, known: { ...known, facts: chapters * facts }, chapters: all } };
}

test("the whole text is shown", () => {
  expect(shown(whole)?.decks[0]?.chapters.map(({ facts }) => facts.length)).toEqual([2, 2]);
  expect(shown(ofMillions(1))?.decks[0]?.known.facts).toBe(1_000_000);
});

test.each<[string, object]>([
  ["counts other facts than its chapters have", withKnown({ facts: 5 })],
  ["expects more than there is", withKnown({ expected: 4.1 })],
  ["expects less than nothing", withKnown({ expected: -1 })],
  ["counts for three days", { ...whole, untilMs: NOW + 3 * DAY_MS }],
  ["is of half a day", { ...whole, today: 8.5 }],
  ["has a chapter without facts", withChapter({ facts: 0, recalls: "" })],
  ["has half a fact", withChapter({ facts: 1.5 })],
  ["says less than is drawn", withChapter({ recalls: recallsText([null]) })],
  ["says more than is drawn", withChapter({ recalls: recallsText([null, null, null]) })],
  ["recalls more than all", withChapter({ recalls: recallsText([null, 1.1]) })],
  ["recalls what is no number", withChapter({ recalls: recallsText([null, Number.NaN]) })],
  ["answered a fact that is not there", withChapter({ ofToday: [2] })],
  ["began a fact that is not there", withChapter({ newest: [-1, NOW] })],
  ["has two million facts", ofMillions(2)],
  ["has a dozen million facts", ofMillions(12)],
])("one that %s is not", (_, text) => {
  expect(shown(text)).toBeNull();
});
