import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CardContent, RichText, Segment } from "../../../../src/core/deck/deck.ts";
import { plainText } from "../../../../src/core/deck/plain-text.ts";
import {
  deckTexts,
  presentTexts,
  typedOf,
  wordingFrom,
  wordingProblem,
} from "../../../../src/core/deck/typed-wording.ts";
import { LONGEST_WORDING, richOf, withWording } from "../../../../src/core/deck/wording.ts";
import { content } from "../../../support/samples/cards.ts";

const text = (words: string): Segment => ({ kind: "text", text: words });
const BLANK: Segment = { kind: "blank" };
const CLOZE = content("cloze", 0, { front: [text("It is "), BLANK, text(" that acts.")], type: "cloze" });
const own = (card: CardContent, change: Partial<ReturnType<typeof deckTexts>>) => ({ ...deckTexts(card), ...change });

describe("what somebody types", () => {
  it.each<[string, RichText]>([
    ["plain", [text("plain")]],
    ["an *emphasis* within", [text("an "), { kind: "emphasis", text: "emphasis" }, text(" within")]],
    ["the ___ and the ______", [text("the "), BLANK, text(" and the "), BLANK]],
    ["3 * 4 is 12, * is no mark", [text("3 * 4 is 12, * is no mark")]],
    ["a star \\* alone", [text("a star * alone")]],
    ["*two \\* stars*", [{ kind: "emphasis", text: "two * stars" }]],
    ["<b>no</b> &amp; markup", [text("<b>no</b> &amp; markup")]],
    ["  ", []],
  ])("%s", (typed, rich) => expect(richOf(typed)).toEqual(rich));

  it("says every text of a deck again", () => {
    const words = fc.string({ minLength: 1 }).filter((one) => !/__|\\/.test(one));
    const segment = fc.oneof(
      words.map(text),
      fc.constant(BLANK),
      words.filter((one) => one.trim() === one && one !== "").map((one): Segment => ({ kind: "emphasis", text: one })),
    );
    fc.assert(
      fc.property(fc.array(segment), (rich) => {
        // Between two texts there is nothing to be typed, and underscores that meet make a gap.
        const parted = rich.flatMap((one) => [one, text(" | ")]);
        expect(plainText(richOf(typedOf(parted)))).toBe(plainText(parted).trim());
        expect(
          richOf(typedOf(parted))
            .map(({ kind }) => kind)
            .filter((kind) => kind !== "text"),
        ).toEqual(rich.map(({ kind }) => kind).filter((kind) => kind !== "text"));
      }),
    );
  });
});

describe("a wording", () => {
  it("is what differs from the deck, on one line", () => {
    const card = content("a", 0);
    expect(wordingFrom(card, own(card, {}))).toBeNull();
    expect(wordingFrom(card, own(card, { question: " What\nis  a? " }))).toBeNull();
    expect(wordingFrom(card, own(card, { question: "What\nthen?" }))).toEqual({
      ...{ question: "What then?", answer: null, note: null },
    });
    expect(wordingFrom(CLOZE, own(CLOZE, { question: "It is ___ that acts." }))).toBeNull();
  });

  it("takes the place of the deck's texts, and a note claims no certainty", () => {
    const note = {
      text: [text("So it is.")],
      confidence: { level: "likely", sinceYear: null },
      references: [],
    } as const;
    const card = content("a", 0, { note });
    const typed = own(card, { answer: "*Mine*", note: "Mine too" });
    const wording = wordingFrom(card, typed);
    expect(withWording(card, wording)).toEqual({
      ...card,
      answer: [{ kind: "emphasis", text: "Mine" }],
      note: { text: [text("Mine too")], confidence: null, references: [] },
    });
    expect(presentTexts(card, wording)).toEqual(typed);
    expect(withWording(card, wordingFrom(card, own(card, { note: "" }))).note).toBeNull();
    expect(withWording(card, null)).toBe(card);
  });

  it("leaves the answer alone where what counts as right hangs on it", () => {
    const choice = content("a", 0, { type: "choice", options: [] });
    expect(wordingFrom(choice, own(choice, { answer: "Mine" }))).toBeNull();
    expect(withWording(choice, { question: "Which?", answer: "Mine", note: null })).toEqual({
      ...choice,
      front: [text("Which?")],
    });
  });

  it.each([
    [content("a", 0), { question: " \n" }, { text: "question", what: "empty" }],
    [content("a", 0), { answer: "" }, { text: "answer", what: "empty" }],
    [content("a", 0), { note: "x".repeat(LONGEST_WORDING.note + 1) }, { text: "note", what: "long" }],
    [content("a", 0), { question: "What is ____?" }, { text: "question", what: "gap" }],
    [CLOZE, { question: "It acts." }, { text: "question", what: "gap" }],
    [CLOZE, { question: "____ acts." }, null],
    [content("a", 0), { note: "" }, null],
  ])("is refused where a card would be none, or too long", (card, change, problem) => {
    expect(wordingProblem(card, own(card, change))).toEqual(problem);
  });
});

describe("a wording that a file brought", () => {
  const card = content("a", 0);
  const asking = (question: string) =>
    plainText(withWording(card, { question, answer: null, note: null }).front).replace("What is a?", "the deck's");

  it.each([
    ["turns writing", "\u202EWhat?\u2066", "What?"],
    ["controls a device", "What\u0000\u0007\nnow?", "What now?"],
    ["holds half a character", "What\uD800?", "What\uFFFD?"],
    ["joins letters of its script", "\u0645\u06CC\u200C\u062E", "\u0645\u06CC\u200C\u062E"],
    ["is all space", " \n ", "the deck's"],
    ["cannot be seen", "\u200B\u2060", "the deck's"],
  ])("that %s", (_, question, shown) => {
    expect(asking(question)).toBe(shown);
  });

  it("is asked for again where it is typed and nothing of it can be seen", () => {
    expect(wordingProblem(card, { ...deckTexts(card), answer: "\u200B" })).toEqual({ text: "answer", what: "empty" });
    expect(withWording(card, { question: null, answer: null, note: "\u200B" }).note).toBeNull();
  });
});
