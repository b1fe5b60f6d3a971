/** What the charts of the past say. */
import "../../../../support/gallery/browser-stub.ts";
import { expect, test } from "vitest";
import type { CardId } from "../../../../../src/core/ids.ts";
import { sumDays } from "../../../../../src/core/stats/day-sums.ts";
import { dayTable } from "../../../../../src/core/stats/day-table.ts";
import { answersTold, hoursTold, pastOf, timeTold } from "../../../../../src/ui/progress/numbers/past.ts";
import { EVENTS, SMALL_STUDY } from "../../../../support/samples/small-study.ts";

const { today } = SMALL_STUDY.now;
const past = (...log: (typeof EVENTS)["keptGood"][]) => {
  const rows = log.flatMap((event) => sumDays([{ card: event.card as CardId, log: [event], inDeck: true }]));
  return pastOf({ table: dayTable(rows), today } as Parameters<typeof pastOf>[0], "month");
};

test("answers of one day are not spread over days, and one answer is one", () => {
  expect(answersTold(past(EVENTS.keptAgain, EVENTS.lapsedAgain)).sentence).toBe("2 answers, all on one day.");
  expect(answersTold(past(EVENTS.keptAgain)).sentence).toBe("1 answer, on one day.");
  expect(answersTold(past(EVENTS.keptGood, EVENTS.keptAgain)).sentence).toBe(
    "2 answers, about 1 on each of 2 days with study.",
  );
});

test("the hour of most study is told of enough answers alone", () => {
  const told = hoursTold(past(EVENTS.keptAgain, EVENTS.lapsedAgain));
  expect(told.sentence).toBe("Once there are 20 answers, this says when you study most.");
  expect(told.data).not.toBeNull();
  const { sums } = past(EVENTS.keptAgain);
  const hours = sums.hours.map((hour, at) =>
    at === 13 ? { asked: 20, passed: 18 } : { ...hour, asked: 0, passed: 0 },
  );
  const many = { ...past(EVENTS.keptAgain), sums: { ...sums, answers: 20, hours } };
  expect(hoursTold(many).sentence).toBe("You study most at 1:00 PM: 100% of all answers.");
});

test("a time too short to count does not begin a sentence in small letters", () => {
  expect(timeTold(past(EVENTS.keptAgain)).sentence).toMatch(/^In all under a minute;/);
});
