/** What the list of cards says of how many it lists. */
import { expect, test } from "vitest";
import type { CardFilter, CardLine } from "../../../../../src/core/stats/card-list.ts";
import { searchLines, understood } from "../../../../../src/core/stats/card-search.ts";
import { foundText } from "../../../../../src/ui/progress/cards/found-text.ts";
import "../../../../support/gallery/browser-stub.ts";

const line = (off: boolean, isBegun: boolean) =>
  ({ off, standing: isBegun ? "known" : "new", suspended: true, dueDay: null, text: "" }) as CardLine;
const of = (count: number, off: boolean, isBegun: boolean) => Array.from({ length: count }, () => line(off, isBegun));

test("tells what is switched off and listed from what is left out, so that both add up to what the filter of that name finds", () => {
  const lines = [...of(400, false, true), ...of(50, true, true), ...of(60, true, false)];
  const said = (filter: CardFilter, left = 0) =>
    foundText(searchLines(lines, understood("", new Map()), filter, 20_780), filter, left);
  expect(said("all", 60)).toBe("450 cards, 50 of them are switched off · 60 more are switched off and not begun");
  expect(said("every")).toBe("510 cards, 110 of them are switched off");
  expect(said("suspended")).toBe("510 cards, 110 of them are switched off");
  expect(said("off")).toBe("110 cards");
  expect(foundText(of(3, false, true), "all", 0)).toBe("3 cards");
  expect(foundText(of(3, false, true), "all", 0, ["tomorrow", "leech"])).toBe(
    "Understood as: Due tomorrow and Leeches · 3 cards",
  );
});
