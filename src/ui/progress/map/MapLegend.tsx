import type { JSX } from "preact";
import type { MapEnd } from "../../../core/map/deck-map.ts";
import { endPath, linePath } from "../../../core/map/line-shape.ts";
import { nodePath } from "../../../core/map/node-shape.ts";
import { t } from "../../../platform/i18n.ts";
import { type KnownSheet, kindName } from "./map-words.ts";

const ENDS = { arrow: "signRaises", bar: "signLowers", dot: "signRegulates", open: "mapOpen" } as const;
const STANDS = [
  { state: "inked", width: 4, opacity: 1, message: "mapStrong" },
  { state: "inked", width: 1.4, opacity: 0.5, message: "mapFaint" },
  { state: "blank", width: 1.1, opacity: 1, message: "mapBlank" },
] as const;
const LINE = [
  { x: 1, y: 10 },
  { x: 38, y: 10 },
];
const BOX = { x: 1, y: 2, width: 28, height: 16 };

/** What ends, strokes and outlines mean, of those that are on the sheet. */
export function MapLegend({ known: { sheet, edges } }: { readonly known: KnownSheet }): JSX.Element {
  const ends = (Object.keys(ENDS) as MapEnd[]).filter((end) => sheet.edges.some((edge) => edge.end === end));
  const kinds = [...new Set(sheet.nodes.map(({ kind }) => kind))];
  return (
    <ul class="map-legend" aria-label={t("mapLegend")}>
      {ends.map((end) => (
        <li key={end}>
          <svg viewBox="0 0 40 20" aria-hidden="true" class="map-sample">
            <g class="map-line" data-state="inked">
              <path class="map-stroke" d={linePath(LINE, end, 0)} stroke-width={1.8} />
              <path class={`map-end map-end-${end}`} d={endPath(LINE, end)} />
            </g>
          </svg>
          {t(ENDS[end])}
        </li>
      ))}
      {STANDS.map(({ state, width, opacity, message }) => (
        <li key={message}>
          <svg viewBox="0 0 40 20" aria-hidden="true" class="map-sample">
            <g class="map-line" data-state={state}>
              <path class="map-stroke" d="M1 10H39" stroke-width={width} opacity={opacity} />
            </g>
          </svg>
          {t(message)}
        </li>
      ))}
      {edges.some(({ state }) => state.kind === "silent") && (
        <li>
          <svg viewBox="0 0 40 20" aria-hidden="true" class="map-sample">
            <g class="map-line" data-state="silent">
              <path class="map-stroke" d="M1 10H20" stroke-width={1.8} />
              <circle class="map-mark" cx={26} cy={10} r={6.8} />
              <text class="map-mark-text" x={26} y={13.4}>
                ?
              </text>
            </g>
          </svg>
          {t("mapSilent")}
        </li>
      )}
      {kinds.map((kind) => (
        <li key={kind}>
          <svg viewBox="0 0 30 20" aria-hidden="true" class="map-sample">
            <g class="map-node" data-kind={kind} data-begun>
              <path class="map-node-shape" d={nodePath(kind, BOX)} />
            </g>
          </svg>
          {kindName(kind)}
        </li>
      ))}
    </ul>
  );
}
