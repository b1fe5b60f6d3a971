import { describe, expect, test } from "vitest";
import { endOfToday, nowAt } from "../../../../src/core/time/now.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, type OffsetAt } from "../../../../src/core/time/study-day.ts";
import { zone } from "../../../support/samples/zones.ts";

/** The hours in which a zone changed its offset between two years. */
function changes(offsetAt: OffsetAt, from: number, to: number): number[] {
  const found: number[] = [];
  for (let atMs = Date.UTC(from, 0, 1); atMs < Date.UTC(to, 0, 1); atMs += DAY_MS) {
    if (offsetAt(atMs) === offsetAt(atMs + DAY_MS)) continue;
    for (let hour = atMs; hour < atMs + DAY_MS; hour += HOUR_MS) {
      if (offsetAt(hour) !== offsetAt(hour + HOUR_MS)) found.push(hour);
    }
  }
  return found;
}

describe.each(["Antarctica/Casey", "Pacific/Chatham", "Australia/Lord_Howe", "Europe/Berlin", "America/Sao_Paulo"])(
  "in %s, whenever clocks change",
  (name) => {
    const offsetAt = zone(name);
    const around = changes(offsetAt, 2016, 2024);

    test.each([0, 1, 2, 3, 4, 5])("no study day comes twice when it starts at %i", (rolloverHour) => {
      expect(around.length).toBeGreaterThan(2);
      const wrong: string[] = [];
      for (const change of around) {
        let before = Number.NEGATIVE_INFINITY;
        for (let atMs = change - 6 * HOUR_MS; atMs < change + 8 * HOUR_MS; atMs += 15 * MINUTE_MS) {
          const now = nowAt(atMs, offsetAt, rolloverHour);
          const isRight = now.today >= before && endOfToday(now) > atMs;
          if (!isRight) wrong.push(new Date(atMs).toISOString());
          before = now.today;
        }
      }
      expect(wrong).toEqual([]);
    });
  },
);
