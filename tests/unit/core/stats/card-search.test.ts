/** Finding cards. */
import { describe, expect, test } from "vitest";
import type { CardFilter, CardLine } from "../../../../src/core/stats/card-list.ts";
import { type Phrases, searchLines, understood } from "../../../../src/core/stats/card-search.ts";
import { ASIDE, LINES, line, names, TODAY } from "../../../support/samples/card-lines.ts";

const NO_PHRASES: Phrases = new Map();
const search = (lines: readonly CardLine[], typed: string, filter: CardFilter, today: number, phrases = NO_PHRASES) =>
  searchLines(lines, understood(typed, phrases), filter, today);
const found = (typed: string, filter: CardFilter = "all") => names(search(LINES, typed, filter, TODAY));

describe("a search", () => {
  test("finds every word somewhere in question, answer or chapter, in any order and without accents", () => {
    expect(found("")).toEqual(["osteocyte", "leptin", "new", "off"]);
    expect(found("BONE cell")).toEqual(["osteocyte"]);
    expect(found("reponse signals")).toEqual(["leptin"]);
    expect(found("réponse")).toEqual(["leptin"]);
    expect(found("  bone  ")).toEqual(["osteocyte", "off"]);
    expect(found("bone leptin")).toEqual([]);
  });

  test("finds what has a star, words of one's own, or is forgotten again and again", () => {
    const some = [
      line("a", "One", { isMarked: true }),
      line("b", "Two", { isEdited: true }),
      line("c", "One", { isLeech: true }),
    ];
    const of = (typed: string, filter: Parameters<typeof search>[2] = "all") =>
      names(search(some, typed, filter, TODAY));
    expect([of("is:marked"), of("tag:marked"), of("", "marked")]).toEqual([["a"], ["a"], ["a"]]);
    expect([of("is:edited"), of("", "edited")]).toEqual([["b"], ["b"]]);
    expect([of("IS:leech one"), of("", "leech"), of("is:leech two")]).toEqual([["c"], ["c"], []]);
    expect(of("is:unheard-of")).toEqual([]);
  });

  test("is for the beginnings of words, and no part within one", () => {
    const some = [
      line("one", "They regulate it"),
      line("two", "A late sign"),
      line("three", "1,25(OH)2D (calcitriol), PTH-related"),
      line("four", "骨細胞はホルモン"),
    ];
    const of = (typed: string) => names(search(some, typed, "all", TODAY));
    expect([of("late"), of("regul"), of("egulate")]).toEqual([["two"], ["one"], []]);
    expect([of("calci"), of("related"), of("(OH"), of("25"), of("oh"), of("h")]).toEqual([
      ["three"],
      ["three"],
      ["three"],
      ["three"],
      ["three"],
      [],
    ]);
    expect([of('"late sign"'), of('"egulate it"')]).toEqual([["two"], []]);
    // Writing without spaces: every letter may begin a word.
    expect([of("細胞"), of("ホル")]).toEqual([["four"], ["four"]]);
  });

  test("takes what stands in quotes as it is", () => {
    const some = [line("one", "It lowers blood sugar"), line("two", "Sugar in the blood, which it lowers")];
    const of = (typed: string) => names(search(some, typed, "all", TODAY));
    expect(of("blood sugar")).toEqual(["one", "two"]);
    expect(of('"blood sugar"')).toEqual(["one"]);
    expect([of("“Blood  sugar” lowers"), of("«blood sugar»"), of("„blood sugar“")]).toEqual([
      ["one"],
      ["one"],
      ["one"],
    ]);
    expect(of('"sugar blood"')).toEqual([]);
    // While it is typed the second quote is not there yet.
    expect(of('"blood su')).toEqual(["one"]);
    expect(of('""')).toEqual(["one", "two"]);
  });

  test("asks for a state among the words", () => {
    const all = (typed: string) => names(search([...LINES, ...ASIDE], typed, "all", TODAY));
    expect([all("is:due"), all("is:new"), all("is:suspended"), all("is:buried rest")]).toEqual([
      ["leptin"],
      ["new"],
      ["asleep"],
      ["later"],
    ]);
  });

  test("understands what people type for states and days, the longest that stands there, and no words in quotes", () => {
    const phrases: Phrases = new Map([
      ["due today", "due"],
      ["due tomorrow", "tomorrow"],
      ["tomorrow", "tomorrow"],
      ["overdue", "overdue"],
      ["suspended", "suspended"],
      ["leech", "leech"],
    ]);
    const lines = [
      ...LINES,
      ...ASIDE,
      line("next", "It is due to bone", { dueDay: TODAY + 1 }),
      line("late", "Bone, overdue", { dueDay: TODAY - 2, isLeech: true }),
    ];
    const all = (typed: string) => names(search(lines, typed, "all", TODAY, phrases));
    expect(all("due today")).toEqual(["leptin", "late"]);
    expect(all("Due  TOMORROW")).toEqual(["later", "next"]);
    expect(all("bone due tomorrow")).toEqual(["next"]);
    expect(all("overdue")).toEqual(["late"]);
    expect(all("suspended")).toEqual(["asleep"]);
    expect(all("overdue leech bone")).toEqual(["late"]);
    expect(all("suspended leech")).toEqual([]);
    // Alone it is a word as any other.
    expect(all("due")).toEqual(["next"]);
    expect(all('"overdue"')).toEqual(["late"]);
    expect(all('"due" tomorrow')).toEqual(["next"]);
    expect(understood("Late due tomorrow is:leech", phrases)).toEqual({ asks: ["tomorrow", "leech"], words: ["late"] });
    expect(understood("due", phrases)).toEqual({ asks: [], words: ["due"] });
  });

  test("leaves what is switched off and not begun to those who ask for every card", () => {
    const some = [...LINES, line("untouched", "Bone", { off: true, standing: "new", dueDay: null, recall: null })];
    const of = (filter: CardFilter, typed = "") => names(search(some, typed, filter, TODAY));
    expect(of("all")).toEqual(["osteocyte", "leptin", "new", "off"]);
    expect(of("every")).toEqual(["osteocyte", "leptin", "new", "off", "untouched"]);
    expect([of("off"), of("all", "untouched"), of("new")]).toEqual([["off", "untouched"], [], ["new"]]);
  });

  test("keeps to the chosen state; what is switched off is only among all, every and off", () => {
    expect(found("", "due")).toEqual(["leptin"]);
    expect(found("", "new")).toEqual(["new"]);
    expect(found("", "fading")).toEqual([]);
    expect(found("", "off")).toEqual(["off"]);
    expect(found("bone", "known")).toEqual(["osteocyte"]);
  });
});

test("what is suspended or put off is found as that, and not among what is due", () => {
  const aside = (filter: CardFilter) => names(search([...LINES, ...ASIDE], "", filter, TODAY));
  expect(aside("suspended")).toEqual(["asleep"]);
  expect(aside("buried")).toEqual(["later"]);
  expect(aside("due")).toEqual(["leptin"]);
  expect(aside("all")).toHaveLength(6);
});
