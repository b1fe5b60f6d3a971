import { expect, it } from "vitest";
import { confidenceKey } from "../../../../src/ui/review/NoteLine.tsx";

it.each([
  ["wellEstablished", null, "confidenceWellEstablished"],
  ["wellEstablished", 1990, "confidenceWellEstablishedSince"],
  ["likely", null, "confidenceLikely"],
  ["likely", 2010, "confidenceLikelySince"],
  ["debated", null, "confidenceDebated"],
  ["debated", 2020, "confidenceDebatedSince"],
] as const)("has words for %s since %s", (level, sinceYear, key) => {
  expect(confidenceKey({ level, sinceYear })).toBe(key);
});
