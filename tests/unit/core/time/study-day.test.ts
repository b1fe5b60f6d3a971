import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_MS, startOfStudyDay, studyDayOf } from "../../../../src/core/time/study-day.ts";
import { UTC, zone } from "../../../support/samples/zones.ts";

const HOUR = 3_600_000;
const dayOf = (iso: string) => Date.parse(`${iso}T00:00Z`) / DAY_MS;

describe("the study day of an instant", () => {
  test.each([
    ["just before the rollover", "2026-11-24T03:59:59.999Z", 0, 4, "2026-11-23"],
    ["at the rollover", "2026-11-24T04:00:00.000Z", 0, 4, "2026-11-24"],
    ["rollover at midnight", "2026-11-24T00:00:00.000Z", 0, 0, "2026-11-24"],
    ["rollover at 23", "2026-11-24T22:59:00.000Z", 0, 23, "2026-11-23"],
    ["east of UTC, already tomorrow", "2026-11-23T18:00:00.000Z", 840, 4, "2026-11-24"],
    ["west of UTC, still yesterday", "2026-11-23T15:00:00.000Z", -720, 4, "2026-11-22"],
    ["a leap day", "2028-02-29T12:00:00.000Z", 60, 4, "2028-02-29"],
    ["before 1970", "1969-12-31T12:00:00.000Z", 0, 4, "1969-12-31"],
  ])("%s", (_, instant, offset, rollover, day) => {
    expect(studyDayOf(Date.parse(instant), offset, rollover)).toBe(dayOf(day));
  });
});

const ZONES = [
  "America/New_York",
  "Europe/Berlin",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Asia/Kathmandu",
  "America/Sao_Paulo",
  "Africa/Casablanca",
  "UTC",
];

describe("the start of a study day", () => {
  test.each([
    ["spring forward, rollover within the gap", "America/New_York", "2026-03-08", 2, "2026-03-08T07:00Z"],
    ["spring forward, rollover after it", "America/New_York", "2026-03-08", 4, "2026-03-08T08:00Z"],
    ["autumn back, the rollover comes twice", "America/New_York", "2026-11-01", 1, "2026-11-01T05:00Z"],
    ["half an hour of summer time", "Australia/Lord_Howe", "2026-10-04", 2, "2026-10-03T15:30Z"],
  ])("%s", (_, name, day, rollover, instant) => {
    expect(new Date(startOfStudyDay(dayOf(day), rollover, zone(name))).toISOString()).toBe(
      new Date(instant).toISOString(),
    );
  });

  test("is the first instant of its day in any zone, on any day, at any rollover", () => {
    const days = fc.integer({ min: dayOf("2010-01-01"), max: dayOf("2037-12-31") });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), days, fc.nat(23), (name, day, rollover) => {
        const offsetAt = zone(name);
        const start = startOfStudyDay(day, rollover, offsetAt);
        const at = (ms: number) => studyDayOf(ms, offsetAt(ms), rollover);
        expect(at(start)).toBeGreaterThanOrEqual(day);
        expect(at(start - 1)).toBeLessThan(day);
      }),
      { numRuns: 2000 },
    );
  });

  test("study days never go backwards as time goes on, but for the hour that autumn repeats", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: 1.3e12, max: 2e12 }),
        fc.nat(23),
        (name, ms, rollover) => {
          const offsetAt = zone(name);
          const at = (instant: number) => studyDayOf(instant, offsetAt(instant), rollover);
          expect(at(ms + 2 * HOUR)).toBeGreaterThanOrEqual(at(ms));
        },
      ),
    );
  });
});

test("in UTC the day starts at the rollover hour", () => {
  expect(startOfStudyDay(100, 4, UTC)).toBe(100 * DAY_MS + 4 * HOUR);
});
