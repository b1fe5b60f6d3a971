/** Finding cards. */
import { describe, expect, test } from "vitest";
import type { CardFilter, CardLine } from "../../../../src/core/stats/card-list.ts";
import { searchLines } from "../../../../src/core/stats/card-search.ts";
import { understood } from "../../../../src/core/stats/search-asks.ts";
import type { Meaning, Vocabulary } from "../../../../src/core/stats/search-meaning.ts";
import { ASIDE, LINES, line, names, TODAY } from "../../../support/samples/card-lines.ts";

const vocabulary = (phrases: readonly (readonly [string, Meaning])[]): Vocabulary => ({
  phrases: new Map(phrases),
  numbers: new Map([["three", 3]]),
});
const NO_PHRASES = vocabulary([]);
const search = (lines: readonly CardLine[], typed: string, filter: CardFilter, today: number, phrases = NO_PHRASES) =>
  searchLines(lines, understood(typed, phrases, today), filter, today);
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
    // How a card stands is no word of it.
    const stands = [line("one", "It is known"), line("two", "It stands so", { standText: "known monday" })];
    const standing = (typed: string) => names(search(stands, typed, "all", TODAY));
    expect([standing("known"), standing('"known"'), standing('"monday"')]).toEqual([["one", "two"], ["one"], []]);
  });

  test("asks for a state among the words", () => {
    const all = (typed: string) => names(search([...LINES, ...ASIDE], typed, "all", TODAY));
    expect([all("is:due"), all("is:new"), all("is:suspended"), all("is:buried rest")]).toEqual([
      ["leptin"],
      ["new"],
      ["asleep"],
      ["later"],
    ]);
    expect([all("-is:suspended rest"), all("-is:buried rest")]).toEqual([["later"], ["asleep"]]);
  });

  test("is the same with and without hyphens, brackets and spaces between letters and figures", () => {
    const some = [
      line("joined", "FGF23 rises"),
      line("hyphen", "FGF-23 rises"),
      line("spaced", "FGF 23 rises"),
      line("vitamin", "Of 25(OH)D and 1,25(OH)₂D"),
      line("co", "It is co-secreted, TGF-β"),
    ];
    const of = (typed: string) => names(search(some, typed, "all", TODAY));
    const fgf = ["joined", "hyphen", "spaced"];
    for (const typed of ["fgf23", "FGF-23", "fgf 23", '"fgf 23"', "fgf/23", "fgf2", "fgf23 rises"])
      expect(of(typed), typed).toEqual(fgf);
    for (const typed of ["25 oh d", "25ohd", "25(oh)d", "25-OH-D", "25oh2d", "1,25", "(OH)2D"])
      expect(of(typed), typed).toEqual(["vitamin"]);
    for (const typed of ["cosecreted", "co-secreted", "secreted", "TGF beta", "tgfβ", "TGFbeta"])
      expect(of(typed), typed).toEqual(["co"]);
    expect([of("gf23"), of("ecreted"), of("fgf24")]).toEqual([[], [], []]);
  });

  test("finds German words that are typed without their letters", () => {
    const some = [line("hip", "Die Hüfte ist groß"), line("true", "Blue glue, a toe")];
    const of = (typed: string) => names(search(some, typed, "all", TODAY));
    expect([of("huefte"), of("hüfte"), of("HUFTE"), of("gross"), of("groß")]).toEqual(Array(5).fill(["hip"]));
    expect([of("glu"), of("toe"), of("hue")]).toEqual([["true"], ["true"], ["hip"]]);
  });

  test("finds British words by American spelling, and the other way round", () => {
    const some = [
      line("british", "Oestrogen receptor of a tumour, signalling, anaemia"),
      line("american", "Estrogen receptor of a tumor, signaling, anemia"),
      line("other", "Lacunae, a shoe, hours"),
    ];
    const of = (typed: string) => names(search(some, typed, "all", TODAY));
    for (const typed of ["oestrogen", "Estrogen", "oestro", "estro", "tumour", "tumor", "signaling", "signalling"])
      expect(of(typed), typed).toEqual(["british", "american"]);
    expect(of('"oestrogen receptor" anaem')).toEqual(["british", "american"]);
    expect(of('"estrogen receptor" anem')).toEqual(["british", "american"]);
    expect([of("lacunae"), of("lacune"), of("sho"), of("she")]).toEqual([["other"], [], ["other"], []]);
  });

  test("finds whatever comes after a day, and what is one of several things", () => {
    const phrases = vocabulary([
      ["after", { kind: "since", isIncluded: false }],
      ["from", { kind: "since", isIncluded: true }],
      ["today", { kind: "day", from: null, to: 0 }],
      ["tomorrow", { kind: "day", from: 1, to: 1 }],
      ["suspended", { kind: "state", state: "suspended" }],
      ["or", { kind: "or" }],
    ]);
    const lines = [...LINES, ...ASIDE, line("late", "Bone", { dueDay: TODAY - 2 })];
    const all = (typed: string) => names(search(lines, typed, "all", TODAY, phrases));
    expect(all("after today")).toEqual(["osteocyte", "later"]);
    expect(all("after tomorrow")).toEqual(["osteocyte"]);
    expect(all("from today")).toEqual(["osteocyte", "leptin", "later", "late"]);
    expect(all("suspended or after tomorrow")).toEqual(["osteocyte", "asleep"]);
    expect(all("suspended or today or tomorrow")).toEqual(["leptin", "asleep", "later", "late"]);
  });

  test("leaves nothing out that is a sign, and nothing in that only ends a sentence", () => {
    const some = [line("sign", "Ca²⁺ rises by 5 %"), line("none", "Calcium rises")];
    const of = (typed: string) => names(search(some, typed, "all", TODAY));
    expect([of("ca2+"), of("ca²⁺"), of("%")]).toEqual([["sign"], ["sign"], ["sign"]]);
    expect([of("rises?"), of("¿rises, calcium?!"), of("?")]).toEqual([["sign", "none"], ["none"], ["sign", "none"]]);
  });

  test("understands what people type for states and days, the longest that stands there, and no words in quotes", () => {
    const phrases = vocabulary([
      ["due", { kind: "due" }],
      ["today", { kind: "day", from: null, to: 0 }],
      ["tomorrow", { kind: "day", from: 1, to: 1 }],
      ["overdue", { kind: "overdue" }],
      ["suspended", { kind: "state", state: "suspended" }],
      ["leech", { kind: "state", state: "leech" }],
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
    expect(all("due")).toEqual(["leptin", "late"]);
    expect(all('"due"')).toEqual(["next"]);
    expect(all('"overdue"')).toEqual(["late"]);
    expect(all('"due" tomorrow')).toEqual(["next"]);
    expect(understood("Late due tomorrow is:leech", phrases, TODAY)).toEqual({
      asks: [
        { kind: "days", from: TODAY + 1, to: TODAY + 1, not: false },
        { kind: "state", state: "leech", not: false },
      ],
      words: ["Late"],
      quoted: [],
      isDayUnclear: false,
    });
  });

  test("takes a state as that alone beside others and where it is turned round, switched off or not", () => {
    const phrases = vocabulary([
      ["not", { kind: "not" }],
      ["new", { kind: "state", state: "new" }],
      ["fading", { kind: "state", state: "fading" }],
      ["off", { kind: "state", state: "off" }],
      ["every", { kind: "state", state: "every" }],
    ]);
    const some = [...LINES, line("untouched", "Bone", { off: true, standing: "new", dueDay: null, recall: null })];
    const of = (typed: string, filter: CardFilter = "all") => names(search(some, typed, filter, TODAY, phrases));
    expect([of("not new"), of("not new", "every")]).toEqual([
      ["osteocyte", "leptin", "off"],
      ["osteocyte", "leptin", "off"],
    ]);
    expect([of("new off"), of("fading off"), of("new every")]).toEqual([["untouched"], ["off"], ["new", "untouched"]]);
    expect([of("off"), of("new not off"), of("fading", "off")]).toEqual([["off", "untouched"], ["new"], ["off"]]);
    // Alone it is the filter of its name.
    expect([of("new"), of("fading")]).toEqual([["new"], []]);
  });

  test("takes a number for a whole one in a day, and for the beginning of one elsewhere", () => {
    const some = [
      line("first", "Bone", { dueDay: 20788, standText: "tuesday december 1 2026 2026 12 01" }),
      line("tenth", "Bone", { dueDay: 20797, standText: "thursday december 10 2026 2026 12 10" }),
      line("vitamin", "25(OH)D", { dueDay: 20777, standText: "friday november 20 2026 2026 11 20" }),
    ];
    const of = (typed: string) => names(search(some, typed, "all", TODAY));
    expect([of("1 december"), of("December 1"), of("2026-12-10"), of("2026-12")]).toEqual([
      ["first"],
      ["first"],
      ["tenth"],
      ["first", "tenth"],
    ]);
    expect([of("2"), of("20"), of("dec")]).toEqual([["vitamin"], ["vitamin"], ["first", "tenth"]]);
  });

  test("leaves out the cards that have a word with a minus before it", () => {
    expect([found("-bone"), found("-bone -leptin"), found("what -bone")]).toEqual([
      ["leptin", "new"],
      ["new"],
      ["leptin", "new"],
    ]);
  });

  test("leaves what is switched off and not begun to those who ask for every card, in words or by the filter", () => {
    const some = [...LINES, line("untouched", "Bone", { off: true, standing: "new", dueDay: null, recall: null })];
    const of = (filter: CardFilter, typed = "") => names(search(some, typed, filter, TODAY));
    expect(of("all")).toEqual(["osteocyte", "leptin", "new", "off"]);
    expect(of("every")).toEqual(["osteocyte", "leptin", "new", "off", "untouched"]);
    expect([of("off"), of("all", "untouched"), of("new")]).toEqual([["off", "untouched"], [], ["new"]]);
    const every = vocabulary([["every", { kind: "state", state: "every" }]]);
    expect(names(search(some, "every untouched", "all", TODAY, every))).toEqual(["untouched"]);
    const off = vocabulary([
      ["off", { kind: "state", state: "off" }],
      ["new", { kind: "state", state: "new" }],
      ["not", { kind: "not" }],
      ["or", { kind: "or" }],
    ]);
    const all = (typed: string) => names(search(some, typed, "all", TODAY, off));
    expect(all("off")).toEqual(of("off"));
    expect(all("new or off")).toEqual(["new", "off", "untouched"]);
    expect(all("not off")).toEqual(["osteocyte", "leptin", "new"]);
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
