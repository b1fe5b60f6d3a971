import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Fact, RichText } from "../../../../src/core/deck/deck.ts";
import { termId } from "../../../../src/core/ids.ts";
import { type CardState, NEW_CARD_STATE } from "../../../../src/core/memory/card-state.ts";
import { isToBeMet, type Meeting, whyOf } from "../../../../src/core/plan/meeting.ts";
import { noticeBefore } from "../../../../src/core/plan/notice.ts";
import { card, content, factOf, TEST_DECK } from "../../../support/samples/cards.ts";

const answered = (reviews: number): { readonly state: CardState } => ({ state: { ...NEW_CARD_STATE, reviews } });
const said = (words: string): RichText => [{ kind: "text", text: words }];
const meetingOf = (fact: Fact, ...because: readonly Fact[]): Meeting => ({ fact, because, drawing: null });

describe("which facts are met", () => {
  test("those that the deck names, until they were met or one of their cards was answered", () => {
    const cards = fc.array(fc.nat({ max: 3 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.boolean(), cards, fc.boolean(), (metFirst, reviews, isMet) => {
        const isNew = reviews.every((count) => count === 0);
        expect(isToBeMet({ metFirst }, reviews.map(answered), isMet)).toBe(metFirst && isNew && !isMet);
      }),
    );
  });
});

describe("the reason that is shown with a fact", () => {
  const reason = said("Because the card says so.");
  const why = said("Because it is so.");
  const other = factOf("other", { statement: said("The other holds.") });
  const third = factOf("third", { statement: said("So does the third.") });

  test("is its own, else that of the facts that explain it, else the card's", () => {
    expect(whyOf(meetingOf(factOf("f", { why }), other), { reason })).toEqual(why);
    const explained = whyOf(meetingOf(factOf("f"), other, third), { reason });
    expect(explained.map((segment) => ("text" in segment ? segment.text : "_")).join("")).toBe(
      "The other holds. So does the third.",
    );
    expect(whyOf(meetingOf(factOf("f")), { reason })).toEqual(reason);
  });

  test("is none where it would only say the statement again", () => {
    expect(whyOf(meetingOf(factOf("f", { statement: reason })), { reason })).toEqual([]);
  });
});

describe("a fact that is to be met", () => {
  const meeting = meetingOf(factOf("f", { metFirst: true }));
  const term = { id: termId(TEST_DECK, "wnt"), name: "wnt", definition: said("A signal.") };
  const before = { card: card("f"), content: content("f", 0), terms: [term], corrections: [], meeting };

  test("comes after the words of its card, right before the question", () => {
    const first = noticeBefore(before, new Set());
    expect(first?.kind).toBe("term");
    expect(noticeBefore(before, new Set([first?.key ?? ""]))).toEqual({ kind: "fact", key: meeting.fact.id, meeting });
  });
});
