import { expect, it } from "vitest";
import { confidenceKey } from "../../../../src/ui/review/confidence.ts";

it.each([
  [100, "confidenceAlmostCertain"],
  [95, "confidenceAlmostCertain"],
  [94, "confidenceVeryLikely"],
  [85, "confidenceVeryLikely"],
  [84, "confidenceLikely"],
  [70, "confidenceLikely"],
  [69, "confidenceOpen"],
])("has words for %i percent", (percent, key) => {
  expect(confidenceKey(percent)).toBe(key);
});
