/** Sorting cards. */
import { describe, expect, test } from "vitest";
import {
  type CardColumn,
  type CardLine,
  type CardOrder,
  type CardSort,
  DECK_ORDER,
  pressedSort,
  sortLines,
} from "../../../../src/core/stats/card-list.ts";
import { ASIDE, LINES, line, names, TODAY } from "../../../support/samples/card-lines.ts";

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
