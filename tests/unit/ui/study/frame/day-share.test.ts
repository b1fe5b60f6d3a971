import fc from "fast-check";
import { expect, it } from "vitest";
import { dayShare } from "../../../../../src/ui/study/frame/day-share.ts";

const NONE = { learning: 0, review: 0, new: 0, doneToday: 0 };

it("is whole where nothing is asked, and nothing before the first answer", () => {
  expect(dayShare(NONE)).toEqual({ total: 0, share: 1 });
  expect(dayShare({ ...NONE, new: 3 })).toEqual({ total: 3, share: 0 });
});

it("grows by one part with each answer that leaves one card less, and is whole at the end of the day", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), (cards) => {
      const shares = Array.from({ length: cards + 1 }, (_, done) =>
        dayShare({ ...NONE, doneToday: done, review: cards - done }),
      );
      const isRight = (share: number, done: number): boolean => Math.abs(share - done / cards) < 1e-12;
      expect(shares.filter(({ total, share }, done) => total !== cards || !isRight(share, done))).toEqual([]);
    }),
  );
});
