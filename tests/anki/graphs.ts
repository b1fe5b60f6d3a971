/** Our statistics against Anki's own, of the same log: its graphs service is asked about the package that we exported. */
import type { Envelope } from "../../src/core/log/envelope.ts";
import { sumDays } from "../../src/core/stats/day-sums.ts";
import { dayTable, type Sums, sumsBetween } from "../../src/core/stats/day-table.ts";
import { difficulties, stabilities } from "../../src/core/stats/distributions.ts";
import { forecast } from "../../src/core/stats/forecast.ts";
import { type Range, spanOf } from "../../src/core/stats/range.ts";
import { durationOf } from "../../src/core/stats/series.ts";
import { logsByCard, type StudyData } from "../../src/exchange/study-data.ts";
import { columnsOf } from "../support/samples/columns-of.ts";

/** What graphs.py writes. */
export interface AnkiGraphs {
  readonly today: Readonly<Record<"answers" | "millis" | "correct" | "learn" | "review" | "relearn", number>>;
  /** By days from today: learning, relearning, young, mature, filtered. */
  readonly count: Readonly<Record<string, readonly number[]>>;
  readonly time: Readonly<Record<string, readonly number[]>>;
  /** Learning (relearning among it), young, mature; each by button. */
  readonly buttons: Readonly<Record<AnkiRange, readonly (readonly number[])[]>>;
  /** All and right ones. */
  readonly hours: Readonly<Record<AnkiRange, readonly (readonly number[])[]>>;
  /** Young passed and failed, mature passed and failed. */
  readonly retention: Readonly<Record<string, readonly number[]>>;
  /** New, learning, relearning, young, mature. */
  readonly cards: readonly number[];
  /** By days from today. */
  readonly due: Readonly<Record<string, number>>;
  /** By 0 to 100. */
  readonly difficulty: Readonly<Record<string, number>>;
  /** By whole days. */
  readonly stability: Readonly<Record<string, number>>;
}
type AnkiRange = "one_month" | "three_months" | "one_year" | "all_time";

const RANGES: Readonly<Record<AnkiRange, Range>> = {
  one_month: "month",
  three_months: "quarter",
  one_year: "year",
  all_time: "all",
};

/** @returns what differs; nothing, where all is equal */
export function compareGraphs(data: StudyData, theirs: AnkiGraphs): string[] {
  const problems: string[] = [];
  const expect = (what: string, ours: unknown, anki: unknown): void => {
    const [a, b] = [JSON.stringify(ours), JSON.stringify(anki)];
    if (a !== b) problems.push(`graphs, ${what}: ours ${a}, Anki's ${b}`);
  };
  const { today, offsetMinutes } = data.now;
  const table = tableOf(data, offsetMinutes);
  const between = (from: number, to: number): Sums => sumsBetween(table, from, to);

  const now = between(today, today);
  const { learning, relearning, young, mature } = now.buttons;
  expect("today", [now.answers, durationOf(now)], [theirs.today.answers, theirs.today.millis]);
  expect(
    "today by kind",
    [sum(learning), sum(young) + sum(mature), sum(relearning)],
    [theirs.today.learn, theirs.today.review, theirs.today.relearn],
  );
  const passed = [learning, relearning, young, mature].map((buttons) => sum(buttons.slice(1)));
  expect("today, right", sum(passed), theirs.today.correct);

  const days = new Set([...table.days].filter((day) => between(day, day).answers > 0).map((day) => day - today));
  expect("days", [...days].sort(ascending), Object.keys(theirs.count).map(Number).sort(ascending));
  for (const day of days) {
    const { buttons, durationMs } = between(today + day, today + day);
    const counts = [buttons.learning, buttons.relearning, buttons.young, buttons.mature].map(sum);
    expect(`answers of day ${day}`, [...counts, 0], theirs.count[day]);
    const times = [durationMs.learning, durationMs.relearning, durationMs.young, durationMs.mature];
    expect(`time of day ${day}`, [...times, 0], theirs.time[day]);
  }
  for (const [name, range] of Object.entries(RANGES) as [AnkiRange, Range][]) {
    const span = spanOf(range, table, today);
    const { buttons, hours } = between(span.from, span.to);
    const first = buttons.learning.map((count, i) => count + (buttons.relearning[i] ?? 0));
    expect(`buttons of ${range}`, [first, buttons.young, buttons.mature], theirs.buttons[name]);
    expect(
      `hours of ${range}`,
      hours.map((hour) => [hour.asked, hour.passed]),
      theirs.hours[name],
    );
  }
  const periods = {
    today: [0, 0],
    yesterday: [1, 1],
    week: [6, 0],
    month: [29, 0],
    year: [364, 0],
    all_time: [1e6, 0],
  };
  for (const [name, [first = 0, last = 0]] of Object.entries(periods)) {
    const { retention } = between(today - first, today - last);
    const row = [retention.young, retention.mature].flatMap((one) => [one.passed, one.asked - one.passed]);
    expect(`true retention of ${name}`, row, theirs.retention[name]);
  }

  const present = columnsOf(data.cards.filter(({ retired }) => !retired).map(({ state }) => state));
  const { days: due } = forecast(...present, today, null, false);
  const ours = due.flatMap((day) => {
    const cards = day.young + day.mature + day.learning;
    return cards > 0 ? [[day.day - today, cards]] : [];
  });
  const ahead = Object.entries(theirs.due).map(([day, cards]) => [Number(day), cards] as const);
  expect(
    "due from today on",
    ours,
    ahead.filter(([day]) => day >= 0).sort(([a], [b]) => a - b),
  );
  const overdue = ahead.filter(([day]) => day < 0).map(([, cards]) => cards);
  expect("backlog", forecast(...present, today, 1, false).backlog, sum(overdue));

  const all = data.cards.map(({ state }) => state);
  const cardsIn = (bins: readonly { readonly cards: number }[]): number => sum(bins.map(({ cards }) => cards));
  expect(
    "cards with a difficulty",
    cardsIn(difficulties(...columnsOf(all)).bins),
    sum(Object.values(theirs.difficulty)),
  );
  expect("cards with a stability", cardsIn(stabilities(...columnsOf(all)).bins), sum(Object.values(theirs.stability)));
  expect("new cards", all.filter(({ phase }) => phase === "new").length, theirs.cards[0]);
  return problems;
}

/**
 * Anki reckons the hours of the whole log by the offset that the zone has today; ours are those of the clock at the time.
 * For the comparison every event gets today's offset.
 */
function tableOf({ cards, events }: StudyData, offsetMinutes: number) {
  const moved = events.map((event): Envelope => ({ ...event, offsetMinutes }));
  return dayTable(sumDays([...logsByCard(cards, moved)].map(([card, log]) => ({ card, log, inDeck: true }))));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const ascending = (a: number, b: number): number => a - b;
