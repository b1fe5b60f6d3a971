import { line } from "d3-shape";
import type { JSX } from "preact";
import type { ForgettingCurve } from "../../core/stats/forgetting.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { plural, t } from "../../platform/i18n.ts";
import { frameOf } from "../charts/frame.ts";
import { useRoom } from "../charts/use-room.ts";
import { percent } from "../parts/figures.ts";
import { dueText } from "./words.ts";

interface Props {
  readonly curve: ForgettingCurve;
  readonly today: StudyDay;
  readonly dueDay: StudyDay | null;
  /** The desired retention. */
  readonly wanted: number;
}

const LOWEST = [0, 0.5, 0.7] as const;

/** Recall over time: it falls after each review, and every review brings it back up. Right of today it falls on until the card is due. */
export function CurvePicture({ curve, today, dueDay, wanted }: Props): JSX.Element {
  const [ref, room] = useRoom<SVGSVGElement>();
  const points = curve.stretches.flatMap((stretch) => stretch.points);
  const least = Math.min(wanted, ...points.map(([, recall]) => recall));
  const low = LOWEST.findLast((edge) => edge <= least) ?? 0;
  const frame = frameOf(room, [low, 1], 5, 2);
  const days = Math.max(1, curve.to - curve.from);
  const x = (day: number): number => frame.left + ((day - curve.from) / days) * (frame.right - frame.left);
  const shape = line<readonly [number, number]>()
    .x(([day]) => x(day))
    .y(([, recall]) => frame.y(recall));
  const lines = [low, (low + 1) / 2, 1];
  const ahead = today >= curve.from && today < curve.to ? x(today) : null;
  return (
    <svg
      ref={ref}
      class="chart-picture card-curve"
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      role="img"
      aria-label={plural("curveLabel", curve.reviews.length, percent(recallNow(curve, today)))}
    >
      {/* What stands in it is for the eye: its name says what it tells. */}
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of shapes takes no focus. */}
      <g class="chart-axes" aria-hidden="true">
        {lines.map((value) => (
          <g key={value}>
            <line x1={frame.left} x2={frame.right} y1={frame.y(value)} y2={frame.y(value)} />
            <text x={frame.left - frame.letter * 0.5} y={frame.y(value)} dy="0.32em" text-anchor="end">
              {percent(value)}
            </text>
          </g>
        ))}
        <text x={0} y={frame.letter * 0.9}>
          {t("chartRecall")}
        </text>
        <text x={frame.left} y={frame.bottom + frame.letter * 1.4}>
          {dueText(curve.from, Number.NEGATIVE_INFINITY)}
        </text>
        {dueDay !== null && dueDay > today && (
          <text x={frame.right} y={frame.bottom + frame.letter * 1.4} text-anchor="end">
            {dueText(dueDay, today)}
          </text>
        )}
      </g>
      <line class="chart-wanted" x1={frame.left} x2={frame.right} y1={frame.y(wanted)} y2={frame.y(wanted)} />
      {ahead !== null && (
        // biome-ignore lint/a11y/noAriaHiddenOnFocusable: as above.
        <g class="card-today" aria-hidden="true">
          <line x1={ahead} x2={ahead} y1={frame.top} y2={frame.bottom} />
          <text x={ahead} y={frame.top - frame.letter * 0.25} text-anchor={ahead > frame.width - 60 ? "end" : "middle"}>
            {t("dueToday")}
          </text>
        </g>
      )}
      {curve.stretches.map((stretch, i) => (
        <path key={i} class="card-curve-line" d={shape([...stretch.points]) ?? ""} />
      ))}
      {curve.reviews.map(({ day, recall }, i) =>
        recall === null ? null : (
          <line key={i} class="card-rise" x1={x(day)} x2={x(day)} y1={frame.y(Math.max(low, recall))} y2={frame.y(1)} />
        ),
      )}
      {curve.reviews.map(({ day, rating, recall }, i) => (
        <path
          key={i}
          class={rating === 1 ? "card-forgot" : "card-knew"}
          d={rating === 1 ? "M-4-4L4 4M-4 4L4-4" : "M0-4A4 4 0 1 1 0 4A4 4 0 1 1 0-4Z"}
          transform={`translate(${x(day)} ${frame.y(Math.max(low, recall ?? 1))})`}
        />
      ))}
    </svg>
  );
}

/** The recall on a day, by the last point before it. */
function recallNow({ stretches }: ForgettingCurve, today: StudyDay): number {
  return stretches.flatMap(({ points }) => points).findLast(([day]) => day <= today)?.[1] ?? 1;
}
