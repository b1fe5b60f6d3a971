/** Selections for custom study. */
import { expect, test } from "vitest";
import type { CardLine } from "../../../../src/core/stats/card-list.ts";
import { allWeakestFirst, cardsOf, dueSoon, namesIn, weakest } from "../../../../src/core/stats/study-presets.ts";
import { card } from "../../../support/samples/cards.ts";

const TODAY = 20780;
function line(name: string, more: Partial<CardLine> = {}): CardLine {
  const { id, deck, fact } = card(name);
  const texts = { question: name, answer: name, chapter: "Signals", subject: "PTH", text: name, standText: "" };
  const said = { ...texts, ofDeck: null, language: "en" };
  const stands = { standing: "known", stand: "young", off: false, suspended: false, buried: false } as const;
  const flags = { isMarked: false, isEdited: false, isLeech: false };
  return {
    id,
    deck,
    fact,
    ...said,
    ...stands,
    ...flags,
    dueDay: TODAY + 9,
    recall: 0.9,
    stability: 10,
    reviews: 4,
    ...more,
  };
}
const names = (lines: readonly CardLine[]) => lines.map(({ question }) => question);

test("due soon: until in three days, the earliest first, nothing that is not asked", () => {
  const lines = [
    line("in 4", { dueDay: TODAY + 4 }),
    line("in 3", { dueDay: TODAY + 3 }),
    line("late", { dueDay: TODAY - 2 }),
    line("new", { dueDay: null }),
    line("suspended", { dueDay: TODAY, suspended: true }),
    line("off", { dueDay: TODAY, off: true }),
  ];
  expect(names(dueSoon(lines, TODAY))).toEqual(["late", "in 3"]);
});

test("the weakest twenty, of those that were answered", () => {
  const lines = Array.from({ length: 30 }, (_, i) => line(`${i}`, { recall: 1 - i / 100 }));
  const found = names(weakest([...lines, line("new", { recall: null }), line("off", { recall: 0, off: true })]));
  expect(found).toEqual(Array.from({ length: 20 }, (_, i) => `${29 - i}`));
});

test("all before an exam: every card that was answered, the least likely recalled first", () => {
  const lines = [
    line("good"),
    line("weak", { recall: 0.5 }),
    line("new", { recall: null }),
    line("off", { off: true }),
  ];
  expect(names(allWeakestFirst(lines))).toEqual(["weak", "good"]);
});

test("a chapter or a hormone: each named once, with its cards in deck order", () => {
  const lines = [
    line("a", { chapter: "Cells", subject: "PTH" }),
    line("b", { subject: "FGF23" }),
    line("c", { chapter: "Cells", subject: "" }),
    line("d", { chapter: "Off", off: true }),
  ];
  expect(namesIn(lines, "chapter")).toEqual(["Cells", "Signals"]);
  expect(namesIn(lines, "subject")).toEqual(["FGF23", "PTH"]);
  expect(names(cardsOf(lines, "chapter", "Cells"))).toEqual(["a", "c"]);
  expect(names(cardsOf(lines, "subject", "FGF23"))).toEqual(["b"]);
});
