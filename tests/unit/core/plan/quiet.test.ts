import fc from "fast-check";
import { expect, test } from "vitest";
import { onNewTab, type Quiet, quietFrom, quietText } from "../../../../src/core/plan/quiet.ts";
import { HOUR_MS } from "../../../../src/core/time/study-day.ts";

const NOW = Date.UTC(2026, 10, 23, 12);

test("a tab is quiet until the day ends, and not a moment longer", () => {
  const quiet: Quiet = { kind: "until", untilMs: NOW + HOUR_MS };
  expect(onNewTab(quiet, NOW)).toEqual(quiet);
  expect(onNewTab(quiet, NOW + HOUR_MS - 1)).toEqual(quiet);
  expect(onNewTab(quiet, NOW + HOUR_MS)).toBeNull();
});

test("a clock that ran ahead does not keep tabs quiet for years", () => {
  expect(onNewTab({ kind: "until", untilMs: NOW + 48 * HOUR_MS }, NOW)).toBeNull();
});

test("as many tabs are quiet as were chosen", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), (more) => {
      let quiet: Quiet | null = { kind: "tabs", more };
      let tabs = 0;
      for (; quiet !== null; tabs++) quiet = onNewTab(quiet, NOW);
      expect(tabs - 1).toBe(more);
    }),
  );
});

test("what is kept is read back, and nothing else is", () => {
  const quiets = fc.oneof(
    fc.record({ kind: fc.constant("until" as const), untilMs: fc.nat() }),
    fc.record({ kind: fc.constant("tabs" as const), more: fc.nat() }),
    fc.record({ kind: fc.constant("enough" as const), cards: fc.nat(500), untilMs: fc.nat() }),
  );
  fc.assert(
    fc.property(quiets, (quiet) => {
      expect(quietFrom(quietText(quiet))).toEqual(quiet);
    }),
  );
  for (const text of [null, "", "until", "tabs -1", "tabs 1.5", "until 1e9", "on", "enough 1", "enough/x 1"])
    expect(quietFrom(text)).toBeNull();
});
