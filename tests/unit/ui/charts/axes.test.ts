/** What the axes of a chart say. */
import { expect, test } from "vitest";
import "../../../support/gallery/browser-stub.ts";
import { modelFor } from "../../../../src/core/memory/model.ts";
import { sumDays } from "../../../../src/core/stats/day-sums.ts";
import { dayTable } from "../../../../src/core/stats/day-table.ts";
import { Axes } from "../../../../src/ui/charts/Axes.tsx";
import { frameOf } from "../../../../src/ui/charts/frame.ts";
import {
  difficultyTold,
  factsTold,
  forecastTold,
  recallTold,
  stabilityTold,
} from "../../../../src/ui/progress/numbers/now.ts";
import {
  answersTold,
  buttonsTold,
  cardsTold,
  hoursTold,
  pastOf,
  retentionTold,
  timeTold,
  todayTold,
} from "../../../../src/ui/progress/numbers/past.ts";
import { KNOWLEDGE } from "../../../support/gallery/knowledge.ts";
import { columnsOf } from "../../../support/samples/columns-of.ts";
import { SMALL_STUDY } from "../../../support/samples/small-study.ts";
import { textOf } from "../drawn-text.ts";

test("stand at every chart of the numbers, with what they count", () => {
  const { cards, events, now, settings } = SMALL_STUDY;
  const rows = cards.flatMap(({ id }) =>
    sumDays([{ card: id, log: events.filter(({ card }) => card === id), inDeck: true }]),
  );
  const [states, counted] = columnsOf(cards.map(({ state }) => state));
  const numbers = {
    table: dayTable(rows),
    today: now.today,
    model: modelFor(settings),
    catchUp: null,
    pause: null,
    states,
    counted,
    asked: counted,
    isCountingAnew: false,
  };
  const past = pastOf(numbers, "month");
  const charts = [
    todayTold(numbers),
    answersTold(past),
    timeTold(past),
    retentionTold(numbers, past, null),
    buttonsTold(past),
    hoursTold(past),
    cardsTold(numbers, past),
    forecastTold(numbers, "month", true),
    stabilityTold(numbers),
    difficultyTold(numbers),
    recallTold(numbers),
  ];
  const words = charts.map(({ data }) => {
    if (!data) throw new Error("a chart has nothing to show");
    const frame = frameOf({ width: 640, rem: 16 }, [0, 1], 3, 3);
    const drawn = textOf(Axes({ frame, data, lines: [], place: () => 0 }));
    expect(drawn).toContain(data.valueName);
    expect(drawn).toContain(data.rowName);
    return data.valueName;
  });
  // What counts kinds names each of them, however narrow it is.
  const kinds = charts.flatMap(({ data }) => (data?.isNamed ? [data] : []));
  expect(kinds.map(({ rows }) => rows.length)).toEqual([5, 4]);
  for (const data of [...kinds, factsTold(KNOWLEDGE.decks).data]) {
    const ticks = data?.rows.map(({ label }) => label) ?? [];
    const frame = frameOf({ width: 200, rem: 16 }, [0, 1], 3, 10, ticks);
    const drawn = data ? textOf(Axes({ frame, data, lines: [], place: () => 0 })) : "";
    expect(ticks.filter((word) => !drawn.includes(word))).toEqual([]);
  }
  expect(words).toEqual([
    ...["Answers", "Answers", "Minutes", "Remembered, in %", "Answers", "Answers", "Cards"],
    ...["Reviews", "Cards", "Cards", "Cards"],
  ]);
});
