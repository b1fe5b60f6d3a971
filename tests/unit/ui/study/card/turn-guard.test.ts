import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LOOK_MS, mayGoOn, NOT_TURNED } from "../../../../../src/ui/study/card/turn-guard.ts";

describe("mayGoOn", () => {
  it("refuses what is pressed before the answer was drawn", () => {
    expect(mayGoOn(NOT_TURNED, 1_000_000)).toBe(false);
  });

  it("refuses the press that follows at once, and takes one that follows a look", () => {
    const turn = { drawnAtMs: 5_000, held: false };
    expect(mayGoOn(turn, 5_000)).toBe(false);
    expect(mayGoOn(turn, 5_000 + LOOK_MS - 1)).toBe(false);
    expect(mayGoOn(turn, 5_000 + LOOK_MS)).toBe(true);
  });

  it("refuses a key that was never let go, however long the answer is shown", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (drawnAtMs, later) => {
        expect(mayGoOn({ drawnAtMs, held: true }, drawnAtMs + later)).toBe(false);
      }),
    );
  });
});
