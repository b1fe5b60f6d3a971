/** What is said of what is to come. */
import { expect, test } from "vitest";
import { type CardState, NEW_CARD_STATE } from "../../../../../src/core/memory/card-state.ts";
import { dayTable } from "../../../../../src/core/stats/day-table.ts";
import { t } from "../../../../../src/platform/i18n.ts";
import { dayText } from "../../../../../src/ui/parts/days.ts";
import { forecastTold } from "../../../../../src/ui/progress/numbers/now.ts";
import { columnsOf } from "../../../../support/samples/columns-of.ts";
import "../../../../support/gallery/browser-stub.ts";

const TODAY = 20_780;
const dueIn = (days: number): CardState => ({
  ...NEW_CARD_STATE,
  phase: "review",
  memory: { stability: 10, difficulty: 5 },
  reviews: 3,
  lastDay: TODAY - 5,
  dueDay: TODAY + days,
});

test("nothing is foretold for the days of a pause, and what is due by then for the day after it", () => {
  const [states, asked] = columnsOf([dueIn(-2), dueIn(0), dueIn(3), dueIn(20)]);
  const told = (untilDay: number | null) => {
    const pause = untilDay === null ? null : { untilDay };
    const { sentence, data } = forecastTold(
      { states, asked, today: TODAY, catchUp: null, pause, table: dayTable([]) },
      "month",
      true,
    );
    const perDay = data?.rows.map(({ values }) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0)) ?? [];
    return { sentence, perDay };
  };
  const usual = told(null);
  expect(usual.perDay.slice(0, 4)).toEqual([2, 0, 0, 1]);
  const paused = told(TODAY + 10);
  expect(paused.perDay.slice(0, 12)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0]);
  expect(paused.sentence).toBe(`${usual.sentence} ${t("forecastPaused", dayText(TODAY + 10))}`);
  // What falls due in a longer pause is told, and there is nothing to draw.
  const long = told(TODAY + 90);
  expect(long.perDay).toEqual([]);
  expect(long.sentence).toBe(`${usual.sentence} ${t("forecastPaused", dayText(TODAY + 90))}`);
});
