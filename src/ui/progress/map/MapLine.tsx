import type { JSX } from "preact";
import { endPath, linePath, roundedPath, stubs } from "../../../core/map/line-shape.ts";
import { inkOf } from "../ring-geometry.ts";
import { letterLine } from "./letters.ts";
import type { KnownEdge, Picked } from "./map-words.ts";
import { LETTERS } from "./scales.ts";

const TURN_RADIUS = 8;
/** In units of the map, whose letters are 15 high. */
const WIDTHS = { blank: 1.1, faintest: 1.2, full: 3.4 } as const;
const FAINT_OPACITY = 0.4;
const STUB_LENGTH = 17;
const MARK_RADIUS = 6.8;
const WORDS = { letter: LETTERS.words, height: 15 } as const;
/** As `.map-mark-text` has it. */
const MARK = { letter: 9.5 } as const;

interface Props extends KnownEdge {
  readonly onPick: (picked: Picked) => void;
  readonly isNear: boolean;
}

/** A line with its end and its words; or two stubs with a question mark, while it keeps to itself where it leads. */
export function MapLine({ edge, state, isNear, onPick }: Props): JSX.Element {
  const { from, to, end, points, label } = edge;
  const ink = state.kind === "blank" ? 0 : inkOf(state.recall);
  const width = state.kind === "blank" ? WIDTHS.blank : WIDTHS.faintest + (WIDTHS.full - WIDTHS.faintest) * ink;
  const opacity = state.kind === "blank" ? 1 : FAINT_OPACITY + (1 - FAINT_OPACITY) * ink;
  const shared = { class: "map-line", "data-state": state.kind, "data-near": isNear || undefined };
  if (state.kind === "silent") {
    return (
      <g {...shared}>
        {stubs(points, STUB_LENGTH).map(({ path, mark }) => (
          <g key={path}>
            <path class="map-stroke" d={path} stroke-width={width} opacity={opacity} />
            <circle class="map-mark" cx={mark.x} cy={mark.y} r={MARK_RADIUS} />
            <text class="map-mark-text" x={mark.x} y={letterLine(mark.y, MARK)}>
              ?
            </text>
          </g>
        ))}
      </g>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer alone; the entities do the same by keyboard.
    <g {...shared} onClick={() => onPick({ kind: "edge", from, to })}>
      <path class="map-room" d={roundedPath(points, TURN_RADIUS)} />
      <path class="map-stroke" d={linePath(points, end, TURN_RADIUS)} stroke-width={width} opacity={opacity} />
      <path class={`map-end map-end-${end}`} d={endPath(points, end)} opacity={opacity} />
      {label && (
        <text class="map-words" x={label.x + label.width / 2}>
          {label.lines.map((line, i) => (
            <tspan
              key={line}
              x={label.x + label.width / 2}
              y={letterLine(label.y + label.height / 2, { ...WORDS, count: label.lines.length }, i)}
            >
              {line}
            </tspan>
          ))}
        </text>
      )}
    </g>
  );
}
