/** Choosing cards of a list. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CardId } from "../../../../../src/core/ids.ts";
import {
  allToggled,
  NOTHING_CHOSEN,
  type Selection,
  stretched,
  toggled,
} from "../../../../../src/ui/progress/cards/selection.ts";
import { forward } from "../../../../support/database/db-steps.ts";

const ORDER = Array.from({ length: 12 }, (_, i) => forward(`card-${i}`));
const at = (place: number): CardId => ORDER[place] ?? forward("none");
const places = ({ ids }: Selection) => ORDER.flatMap((id, place) => (ids.has(id) ? [place] : []));
const from = (...chosen: number[]): Selection =>
  chosen.reduce((selection, place) => toggled(selection, at(place)), NOTHING_CHOSEN);

describe("a selection", () => {
  test("takes and lets go one by one", () => {
    expect(places(from(3, 7, 3))).toEqual([7]);
  });

  test("grows and shrinks a stretch from the card that was pressed last, and keeps what was chosen before", () => {
    const begun = from(1, 5);
    const long = stretched(begun, ORDER, at(9));
    expect(places(long)).toEqual([1, 5, 6, 7, 8, 9]);
    expect(places(stretched(long, ORDER, at(6)))).toEqual([1, 5, 6]);
    expect(places(stretched(long, ORDER, at(3)))).toEqual([1, 3, 4, 5]);
  });

  test("begins a stretch where the reader is, if nothing was pressed or what was pressed is not listed", () => {
    expect(places(stretched(NOTHING_CHOSEN, ORDER, at(4), at(2)))).toEqual([2, 3, 4]);
    const listed = ORDER.filter((id) => id !== at(5));
    expect(places(stretched(from(5), listed, at(8), at(7)))).toEqual([5, 7, 8]);
  });

  test("takes all that are listed, and lets go those alone", () => {
    const listed = ORDER.slice(0, 3);
    const all = allToggled(from(8), listed);
    expect(places(all)).toEqual([0, 1, 2, 8]);
    expect(places(allToggled(all, listed))).toEqual([8]);
  });

  test("whatever is pressed: a stretch holds both of its ends and all between, nothing chosen before is lost", () => {
    const place = fc.nat(ORDER.length - 1);
    fc.assert(
      fc.property(fc.array(place, { maxLength: 6 }), place, place, (pressed, a, b) => {
        const before = toggled(from(...pressed), at(a));
        const after = stretched(before, ORDER, at(b));
        const between = ORDER.slice(Math.min(a, b), Math.max(a, b) + 1);
        expect([...before.ids, ...between].every((id) => after.ids.has(id))).toBe(true);
        expect(after.ids.size).toBe(new Set([...before.ids, ...between]).size);
        expect(stretched(after, ORDER, at(b)).ids).toEqual(after.ids);
        expect(stretched(after, ORDER, at(a)).ids).toEqual(new Set([...before.ids, at(a)]));
      }),
    );
  });
});
