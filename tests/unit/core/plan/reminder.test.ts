import fc from "fast-check";
import { expect, test } from "vitest";
import { buildQueue } from "../../../../src/core/plan/queue.ts";
import { isReminderDue } from "../../../../src/core/plan/reminder.ts";
import { nowAt } from "../../../../src/core/time/now.ts";
import { HOUR_MS } from "../../../../src/core/time/study-day.ts";
import { card } from "../../../support/samples/cards.ts";

const MIDNIGHT = Date.UTC(2026, 10, 23);

interface Case {
  readonly hour: number;
  readonly reminderHour?: number;
  readonly rolloverHour?: number;
  readonly wanted?: boolean;
  readonly due?: number;
  readonly answers?: number;
}

/** @param hour by the clock of the learner, who lives an hour east of Greenwich */
function isDue({ hour, reminderHour = 18, rolloverHour = 4, wanted = true, due = 2, answers = 0 }: Case): boolean {
  const now = nowAt(MIDNIGHT + (hour - 1) * HOUR_MS, () => 60, rolloverHour);
  const settings = { newPerDay: 0, reviewsPerDay: 9, reminder: wanted, reminderHour };
  const reviews = Array.from({ length: due }, (_, i) => card(`f${i}`, i, { phase: "review", dueDay: now.today }));
  const onLastDay = { answers: 1, introductions: 0, reviews: 1 };
  const answered = Array.from({ length: answers }, (_, i) => card(`a${i}`, i, { lastDay: now.today, onLastDay }));
  const day = { learning: [], reviews, newCards: [], answered, settings, now };
  return isReminderDue({ settings, day, queue: buildQueue(day) });
}

test("a learner is reminded from the chosen hour on, of what is due, where nothing was answered", () => {
  expect(isDue({ hour: 17.9 })).toBe(false);
  expect(isDue({ hour: 18 })).toBe(true);
  expect(isDue({ hour: 23.9 })).toBe(true);
  // The small hours belong to the day that ends.
  expect(isDue({ hour: 27 })).toBe(true);
  expect(isDue({ hour: 28.1 })).toBe(false);
});

test("never unasked, nor of nothing, nor after an answer", () => {
  expect(isDue({ hour: 20, wanted: false })).toBe(false);
  expect(isDue({ hour: 20, due: 0 })).toBe(false);
  expect(isDue({ hour: 20, answers: 1 })).toBe(false);
});

test("an hour before the day starts is the last of it, not the first", () => {
  expect(isDue({ hour: 12, reminderHour: 2 })).toBe(false);
  expect(isDue({ hour: 26, reminderHour: 2 })).toBe(true);
});

test("once it is time it stays so until the day ends, whatever hours are chosen", () => {
  const hour = fc.integer({ min: 0, max: 23 });
  fc.assert(
    fc.property(hour, hour, (reminderHour, rolloverHour) => {
      const hours = Array.from({ length: 24 }, (_, i) => isDue({ hour: rolloverHour + i, reminderHour, rolloverHour }));
      expect(hours.indexOf(true)).toBe((reminderHour - rolloverHour + 24) % 24);
      expect(hours.slice(hours.indexOf(true))).not.toContain(false);
    }),
  );
});
