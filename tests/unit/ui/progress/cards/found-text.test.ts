/** What the list of cards says of how many it lists. */
import { expect, test } from "vitest";
import type { CardFilter, CardLine } from "../../../../../src/core/stats/card-list.ts";
import { searchLines } from "../../../../../src/core/stats/card-search.ts";
import { understood } from "../../../../../src/core/stats/search-asks.ts";
import { searchVocabulary } from "../../../../../src/session/progress/search-words.ts";
import { foundText, notWordIn } from "../../../../../src/ui/progress/cards/found-text.ts";
import "../../../../support/gallery/browser-stub.ts";

const line = (off: boolean, isBegun: boolean) =>
  ({ off, standing: isBegun ? "known" : "new", suspended: true, dueDay: null, text: "" }) as CardLine;
/** A Monday. */
const TODAY = 20_780;
const search = (typed: string) => understood(typed, searchVocabulary(), TODAY);
const of = (count: number, off: boolean, isBegun: boolean) => Array.from({ length: count }, () => line(off, isBegun));

test("tells what is switched off and listed from what is left out, so that both add up to what the filter of that name finds", () => {
  const lines = [...of(400, false, true), ...of(50, true, true), ...of(60, true, false)];
  const said = (filter: CardFilter, left = 0) =>
    foundText(searchLines(lines, search(""), filter, TODAY), filter, left, search(""), TODAY);
  expect(said("all", 60)).toBe("450 cards, 50 of them are switched off · 60 more are switched off and not begun");
  expect(said("every")).toBe("510 cards, 110 of them are switched off");
  expect(said("suspended")).toBe("510 cards, 110 of them are switched off");
  expect(said("off")).toBe("110 cards");
  expect(foundText(of(3, true, true), "all", 0, search("switched off"), TODAY)).toBe(
    "Understood as: Switched off · 3 cards",
  );
  expect(foundText(of(3, false, true), "all", 0, search(""), TODAY)).toBe("3 cards");
});

test.each([
  ["due tomorrow leeches", "Understood as: Due tomorrow and Leeches"],
  ["due this week", "Understood as: Due by Sunday, November 29"],
  ["due next week?", "Understood as: Due from Monday, November 30 to Sunday, December 6"],
  ["due new cards today or monday", "Understood as: Due today or Due on Monday, November 30 and Not begun"],
  ["due new or suspended", "Understood as: Due today and Not begun or Suspended"],
  ["due monday", "Understood as: Due on Monday, November 30"],
  ["due in 3 days", "Understood as: Due on Thursday, November 26"],
  ["due but not suspended", "Understood as: Due today and not “Suspended”"],
  ["overdue PTH, of bone", "Understood as: Overdue · looked for as words: “PTH”, “of”, and “bone”"],
  ['new "known as"', "Understood as: Not begun · looked for as words: “known as”"],
  ["due after Friday", "Understood as: Due from Saturday, November 28 on"],
  ["due from today on", "Understood as: Due from Monday, November 23 on"],
  ["due 20 November", "Understood as: Due on Friday, November 20"],
  ["due on 1 March", "Understood as: Due on Monday, March 1, 2027"],
  ["due today or suspended or new", "Understood as: Due today, Suspended, or Not begun"],
  ["due on Christmas", "Day not understood · looked for as words: “due”, “on”, and “Christmas”"],
  [
    "leeches due on Christmas",
    "Understood as: Leeches · Day not understood · looked for as words: “due”, “on”, and “Christmas”",
  ],
  ["all cards", "Understood as: All"],
  ["due in 42 days", "Understood as: Due on Monday, January 4, 2027"],
  ["late", "Understood as: Overdue"],
  ["bone -PTH", "Understood as: not “PTH” · looked for as words: “bone”"],
  ["not PTH", "“not” is looked for as a word; “-PTH” finds the cards without “PTH”"],
  ["bone, not", ""],
  ["leptin bone", ""],
])("says how “%s” is understood, and what beside it are words", (typed, said) => {
  const expected = [...(said === "" ? [] : [said]), "0 cards"].join(" · ");
  expect(foundText([], "all", 0, search(typed), TODAY, notWordIn(search(typed), searchVocabulary()))).toBe(expected);
});
