/** Finding and sorting cards. */
import { describe, expect, test } from "vitest";
import {
  type CardColumn,
  type CardFilter,
  type CardLine,
  type CardOrder,
  type CardSort,
  DECK_ORDER,
  pressedSort,
  sortLines,
} from "../../../../src/core/stats/card-list.ts";
import { type Phrases, searchable, searchLines, understood } from "../../../../src/core/stats/card-search.ts";
import { card } from "../../../support/samples/cards.ts";

const TODAY = 20780;
const NO_PHRASES: Phrases = new Map();
const search = (lines: readonly CardLine[], typed: string, filter: CardFilter, today: number, phrases = NO_PHRASES) =>
  searchLines(lines, understood(typed, phrases), filter, today);
function line(name: string, answer: string, more: Partial<CardLine> = {}): CardLine {
  const { id, deck, fact } = card(name);
  const shared = { standing: "known", recall: 0.9, stability: 10, reviews: 4, dueDay: TODAY + 3 } as const;
  const flags = { isMarked: false, isEdited: false, isLeech: false };
  const stands = { ...shared, ...flags, off: false, suspended: false, buried: false };
  const said = {
    question: `What is ${name}?`,
    answer,
    chapter: "Signals",
    ofDeck: null,
    subject: "bone",
    language: "en",
  };
  const text = searchable(`${said.question} ${answer} ${said.chapter}`);
  return { id, deck, fact, ...said, ...stands, text, ...more };
}
const LINES = [
  line("osteocyte", "A cell of bone"),
  line("leptin", "Réponse", { dueDay: TODAY, recall: 0.7, stability: 2.5, reviews: 9 }),
  line("new", "Nothing", { standing: "new", dueDay: null, recall: null, stability: null, reviews: 0 }),
  line("off", "Bone", { off: true, dueDay: TODAY - 5, standing: "fading", recall: 0.5 }),
];
const ASIDE = [
  line("asleep", "Rest", { suspended: true, dueDay: TODAY }),
  line("later", "Rest", { buried: true, dueDay: TODAY }),
];
const names = (lines: readonly CardLine[]) => lines.map(({ id }) => id.split("/")[1]);
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

describe("a sort", () => {
  const { compare } = new Intl.Collator("en", { numeric: true });
  const by = (lines: readonly CardLine[], sort: CardSort, descending = false) =>
    names(sortLines(lines, { sort, descending }, TODAY, compare));
  const sorted = (sort: CardSort, descending: boolean) => by(LINES, sort, descending);
  test("puts cards without a value last, both ways", () => {
    expect(sorted("recall", false)).toEqual(["off", "leptin", "osteocyte", "new"]);
    expect(sorted("recall", true)).toEqual(["osteocyte", "leptin", "off", "new"]);
    expect(sorted("due", false)).toEqual(["leptin", "osteocyte", "new", "off"]);
  });

  test("by day goes by the day on which a card is asked, and puts what is not asked behind what will be", () => {
    const some = [
      ...ASIDE,
      ...LINES,
      line("late", "One", { dueDay: TODAY - 12 }),
      line("soon", "One", { dueDay: TODAY + 1 }),
    ];
    const rest = ["new", "asleep", "off"];
    expect(by(some, "due")).toEqual(["late", "leptin", "later", "soon", "osteocyte", ...rest]);
    expect(by(some, "due", true)).toEqual(["osteocyte", "later", "soon", "leptin", "late", ...rest]);
  });

  test("by chapter goes by its name, as a reader puts names in order, and keeps the cards of each in deck order", () => {
    const some = [
      line("a", "One", { chapter: "Chapter 10" }),
      line("b", "One", { chapter: "other signals" }),
      line("c", "One", { chapter: "Chapter 2" }),
      line("d", "One", { chapter: "Östrogen" }),
      line("e", "One", { chapter: "Chapter 10" }),
      line("f", "One", { chapter: "Vitamin D" }),
    ];
    expect(by(some, "chapter")).toEqual(["c", "a", "e", "d", "b", "f"]);
    expect(by(some, "chapter", true)).toEqual(["f", "b", "d", "a", "e", "c"]);
  });

  test("begins upward at each column, turns round at a second press, and at a third it is deck order again", () => {
    const presses: CardColumn[] = ["due", "due", "due", "due", "chapter", "chapter"];
    const orders: CardOrder[] = [];
    for (const column of presses) orders.push(pressedSort(orders.at(-1) ?? DECK_ORDER, column));
    expect(orders.map(({ sort, descending }) => `${sort} ${descending ? "down" : "up"}`)).toEqual([
      ...["due up", "due down", "order up", "due up", "chapter up", "chapter down"],
    ]);
  });

  test("keeps deck order where values are the same, and where no column was pressed", () => {
    expect(sorted("stability", false)).toEqual(["leptin", "osteocyte", "off", "new"]);
    expect(sorted("order", false)).toEqual(names(LINES));
    expect(sorted("question", false)).toEqual(["leptin", "new", "off", "osteocyte"]);
  });
});
