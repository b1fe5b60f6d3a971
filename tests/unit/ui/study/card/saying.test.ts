import { describe, expect, test, vi } from "vitest";
import { type Attempt, NO_ATTEMPT } from "../../../../../src/ui/review/attempt.ts";
import { saying } from "../../../../../src/ui/study/card/saying.ts";

function showing() {
  const seen = { drawn: NO_ATTEMPT, asked: [] as Attempt[] };
  let settle: { readonly shown: (is: boolean) => void; readonly fail: () => void } | null = null;
  const said = saying((attempt) => {
    seen.drawn = attempt;
  });
  const reveal = (attempt: Attempt): Promise<boolean> => {
    seen.asked.push(attempt);
    return new Promise((resolve, reject) => {
      settle = { shown: resolve, fail: () => reject(new Error("gone")) };
    });
  };
  const settled = async (how: "shown" | "not shown" | "failed"): Promise<void> => {
    if (how === "failed") settle?.fail();
    else settle?.shown(how === "shown");
    await new Promise(setImmediate);
  };
  return { said, seen, reveal, settled };
}

describe("what is said of a card", () => {
  test("is what its answer is asked with, and what stands beside it", async () => {
    const { said, seen, reveal, settled } = showing();
    said.say({ typed: "calcitonin" });
    said.ask({}, reveal);
    // The answer takes its time.
    said.say({ typed: "calcitonin, no" });
    said.ask({ chosen: 1 }, reveal);
    await settled("shown");
    said.say({ typed: "PTH" });
    said.ask({ gaveUp: true }, reveal);
    expect(seen.asked).toEqual([{ ...NO_ATTEMPT, typed: "calcitonin" }]);
    expect(seen.drawn).toEqual(seen.asked[0]);
  });

  test("is what was typed in the very moment before Enter", () => {
    const { said, seen, reveal } = showing();
    for (const typed of ["P", "PT", "PTH"]) said.say({ typed });
    said.ask({}, reveal);
    expect(seen.asked).toEqual([{ ...NO_ATTEMPT, typed: "PTH" }]);
  });

  test("is drawn anew where a letter is not taken: its field may hold that letter already", () => {
    const { said, seen, reveal } = showing();
    said.ask({ chosen: 1 }, reveal);
    const before = seen.drawn;
    said.say({ typed: "x" });
    expect(seen.drawn).toEqual(before);
    expect(seen.drawn).not.toBe(before);
  });

  test.each(["not shown", "failed"] as const)(
    "can be changed and asked for again where the answer is %s",
    async (how) => {
      vi.spyOn(console, "error").mockReturnValue();
      const { said, seen, reveal, settled } = showing();
      said.ask({ chosen: 0 }, reveal);
      await settled(how);
      said.ask({ chosen: 1 }, reveal);
      expect(seen.asked.map(({ chosen }) => chosen)).toEqual([0, 1]);
      expect(seen.drawn.chosen).toBe(1);
      vi.restoreAllMocks();
    },
  );
});
