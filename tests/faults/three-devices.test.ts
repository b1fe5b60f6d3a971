/** Three devices, one folder, and 10,000 stories of what may happen to them; some dozens stand in the unit tests. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { convergeAfter, happenings } from "../contracts/three-devices.ts";
import { LONG } from "./long.ts";
import { SEED } from "./seed.ts";

const STORIES = LONG ? 10_000 : 100;

afterEach(() => void vi.restoreAllMocks());

test(
  `${STORIES} stories of three devices end with devices that hold the same`,
  async () => {
    vi.spyOn(console, "error").mockReturnValue();
    let lived = 0;
    await fc.assert(
      fc.asyncProperty(happenings, async (story) => {
        await convergeAfter(story);
        lived++;
      }),
      { numRuns: STORIES, seed: SEED },
    );
    expect(lived).toBe(STORIES);
    console.log(`${lived} stories of three devices, seed ${SEED}`);
  },
  3 * 3_600_000,
);
