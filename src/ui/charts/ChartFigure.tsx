import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../platform/i18n.ts";
import { type ChartData, paintOf, type Series } from "./chart.ts";

interface Props {
  readonly title: string;
  /** What the chart says, as a plain sentence. */
  readonly sentence: string;
  /** Null where there is nothing to draw yet; the sentence then says so. */
  readonly data: ChartData | null;
  readonly children?: ComponentChildren;
  /** Something to choose, between the sentence and the chart. */
  readonly control?: ComponentChildren;
  /** What the marks are, where they are not the series one by one. */
  readonly legend?: readonly Series[];
  /** As wide as the page, where others stand side by side. */
  readonly wide?: boolean;
}

/** A chart with its sentence before it and its table behind it. */
export function ChartFigure({ title, sentence, data, children, control, legend, wide }: Props): JSX.Element {
  return (
    <section class="chart" data-wide={wide}>
      <h3 class="chart-title">{title}</h3>
      <p class="chart-sentence">{sentence}</p>
      {control}
      {data !== null && (
        <>
          {children && data.series.length > 1 && <Legend series={legend ?? data.series} />}
          {children}
          <Table data={data} title={title} />
        </>
      )}
    </section>
  );
}

const Legend = ({ series }: { readonly series: readonly Series[] }): JSX.Element => (
  <ul class="chart-legend">
    {series.map(({ name, tone }) => (
      <li key={name}>
        <svg viewBox="0 0 14 14" aria-hidden="true">
          <rect class="chart-mark" x="1" y="1" width="12" height="12" fill={paintOf(tone)} />
        </svg>
        {name}
      </li>
    ))}
  </ul>
);

/** The rows are made once the table is opened: a year has hundreds of them. */
function Table({ data, title }: { readonly data: ChartData; readonly title: string }): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <details class="chart-table" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      {/* Called by its chart: there are many of them on a page. */}
      <summary aria-label={`${t("chartTable")}: ${title}`}>
        {/* Else it would be told once more, as a description. */}
        <span aria-hidden="true">{t("chartTable")}</span>
      </summary>
      {open && <DataTable data={data} title={title} />}
    </details>
  );
}

function DataTable({ data, title }: { readonly data: ChartData; readonly title: string }): JSX.Element {
  const filled = data.rows.filter(({ values }) => values.some((value) => value !== null && value !== 0));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by keyboard too.
    <section class="chart-scroll" aria-label={title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{data.rowName}</th>
            {data.series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {filled.map(({ label, values }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {values.map((value, i) => (
                <td key={data.series[i]?.name}>{value === null ? "–" : data.format(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
