import { max } from "d3-array";
import type { JSX } from "preact";
import { startOf } from "../../../core/stats/range.ts";
import { type CalendarDay, calendar } from "../../../core/stats/series.ts";
import { dateOf } from "../../../core/time/study-day.ts";
import { plural, t } from "../../../platform/i18n.ts";
import type { Numbers } from "../../../session/progress/numbers.ts";
import { ChartFigure } from "../../charts/ChartFigure.tsx";
import { dayText } from "../../parts/days.ts";
import { counted, numberText } from "../../parts/figures.ts";
import { monthText, timeText } from "./words.ts";

/** The side of a day's field; its letters are measured against it. */
const FIELD = 10;
const LEFT = 4;
const TOP = 14;

/** A year as weeks: a field for each day, the larger and darker the more was answered. */
export function Calendar({ numbers }: { readonly numbers: Numbers }): JSX.Element {
  const days = calendar(numbers.table, numbers.today);
  const studied = days.filter(({ answers }) => answers > 0);
  const most = studied.reduce<CalendarDay | null>(
    (best, day) => (best && best.answers >= day.answers ? best : day),
    null,
  );
  const sentence =
    most === null
      ? t("calendarNone")
      : plural("calendarTold", studied.length, dayText(most.day), counted("countAnswers", most.answers));
  const data =
    most === null
      ? null
      : {
          rowName: t("unitDay"),
          valueName: t("chartAnswers"),
          series: [{ name: t("chartAnswers"), tone: "full" as const }],
          format: numberText,
          rows: days.map(({ day, answers }) => ({ label: dayText(day), values: [answers] })),
        };
  return (
    <ChartFigure title={t("calendarTitle")} sentence={sentence} data={data} wide>
      <Weeks days={days} label={t("calendarTitle")} />
    </ChartFigure>
  );
}

function Weeks({ days, label }: { readonly days: readonly CalendarDay[]; readonly label: string }): JSX.Element {
  const first = startOf(days[0]?.day ?? 0, "week");
  const highest = max(days, ({ answers }) => answers) ?? 1;
  const weeks = Math.floor(((days.at(-1)?.day ?? first) - first) / 7) + 1;
  const months = days.filter(({ day }) => dateOf(day).getUTCDate() === 1);
  const x = (day: number): number => LEFT + Math.floor((day - first) / 7) * FIELD;
  return (
    <svg
      class="calendar"
      viewBox={`0 0 ${LEFT + weeks * FIELD + 4} ${TOP + 7 * FIELD + 2}`}
      role="img"
      aria-label={label}
    >
      {/* The titles are for a pointer: by ear, each day would be a picture of its own, and the table has them all. */}
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of shapes takes no focus. */}
      <g aria-hidden="true">
        {months.map(({ day }) => (
          <text key={day} x={x(day)} y={TOP - 5}>
            {monthText(day)}
          </text>
        ))}
        {days.map(({ day, answers, durationMs }) => {
          // By the root, so that a day of few answers can still be seen beside one of many.
          const share = Math.sqrt(answers / highest);
          const side = answers === 0 ? 2 : 3.5 + 5 * share;
          const y = TOP + ((day - first) % 7) * FIELD;
          return (
            <rect
              key={day}
              class={answers === 0 ? "calendar-none" : "calendar-day"}
              x={x(day) + (FIELD - side) / 2}
              y={y + (FIELD - side) / 2}
              width={side}
              height={side}
              opacity={answers === 0 ? 1 : 0.35 + 0.65 * share}
            >
              <title>{plural("calendarDay", answers, dayText(day), timeText(durationMs))}</title>
            </rect>
          );
        })}
      </g>
    </svg>
  );
}
