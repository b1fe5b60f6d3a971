import fc from "fast-check";
import { expect, test } from "vitest";
import { recallsIn, recallsText } from "../../../../src/session/cards/kept-recalls.ts";

const recalls = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })));

test("whatever is kept of recalls is read again, as far as anything is drawn or counted", () => {
  fc.assert(
    fc.property(recalls, (given) => {
      const read = recallsIn(recallsText(given)) ?? [];
      expect(read.map((recall) => recall === null)).toEqual(given.map((recall) => recall === null));
      for (const [i, recall] of given.entries()) expect(Math.abs((recall ?? 0) - (read[i] ?? 0))).toBeLessThan(5e-10);
    }),
  );
});

test("what is known and what is not begun stay so", () => {
  expect(recallsIn(recallsText([null, 0, 1, null]))).toEqual([null, 0, 1, null]);
});

test.each(["00000", "0000000", "-00000", "00000Z", "0.0000", " 00000", "-00000\n", "--x"])("%j is none", (text) => {
  expect(recallsIn(text)).toBeNull();
});
