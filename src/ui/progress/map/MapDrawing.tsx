import { Fragment, type JSX } from "preact";
import type { EntityId } from "../../../core/ids.ts";
import type { MapBox, MapNode } from "../../../core/map/deck-map.ts";
import { endPath, linePath, roundedPath, stubs } from "../../../core/map/line-shape.ts";
import { nodePath } from "../../../core/map/node-shape.ts";
import { inkOf } from "../ring-geometry.ts";
import { isPickedEdge, type KnownEdge, type KnownSheet, nodeText, type Picked } from "./map-words.ts";

const TURN_RADIUS = 8;
/** In units of the map, whose letters are 15 high. */
const WIDTHS = { blank: 1.1, faintest: 1.2, full: 3.4 } as const;
const FAINT_OPACITY = 0.4;
const STUB_LENGTH = 17;
const MARK_RADIUS = 6.8;
const NAME_LINE = 18;
const WORD_LINE = 13;
/** How far the letters' line lies under the middle of their height. */
const DROP = 0.35;
/** The layers of bone at its boundary, as far inside. */
const LAYERS = [5, 11, 18] as const;

export interface DrawingProps {
  readonly known: KnownSheet;
  readonly picked: Picked | null;
  /** The entity that the keyboard stands on. */
  readonly focused: EntityId;
  readonly onPick: (picked: Picked | null) => void;
  readonly onFocus: (id: EntityId) => void;
}

/** The sheet without its frame: boundary, lines, entities, from the lowest to the highest. */
export function MapDrawing({ known, picked, focused, onPick, onFocus }: DrawingProps): JSX.Element {
  const { sheet, edges } = known;
  const near = nearTo(picked, edges);
  return (
    <g data-picking={picked !== null || undefined}>
      {/* Pictures alone; the list in words tells the same. */}
      <svg aria-hidden="true" overflow="visible">
        {sheet.container && <Boundary box={sheet.container} title={sheet.container.title} />}
        {edges.map((one) => (
          <Line
            key={`${one.edge.from} ${one.edge.to}`}
            {...one}
            isNear={isPickedEdge(picked, one.edge) || isEnd(picked, one)}
            onPick={onPick}
          />
        ))}
      </svg>
      {sheet.nodes.map((node) => (
        <Entity
          key={node.id}
          node={node}
          known={known}
          isNear={near.has(node.id)}
          isPicked={picked?.kind === "node" && picked.id === node.id}
          isFocused={node.id === focused}
          onPick={onPick}
          onFocus={onFocus}
        />
      ))}
    </g>
  );
}

/** A silent line shows neither of its ends: it stays with the entity that is picked. */
const isEnd = (picked: Picked | null, { edge: { from, to } }: KnownEdge): boolean =>
  picked?.kind === "node" && (picked.id === from || picked.id === to);

/** What is picked and where its lines lead, as far as they tell. */
function nearTo(picked: Picked | null, edges: readonly KnownEdge[]): ReadonlySet<EntityId> {
  if (picked === null) return new Set();
  const telling = edges.filter(({ state }) => state.kind !== "silent");
  const own = telling.filter((one) => isEnd(picked, one) || isPickedEdge(picked, one.edge));
  const ends = own.flatMap(({ edge }) => [edge.from, edge.to]);
  return new Set(picked.kind === "node" ? [picked.id, ...ends] : ends);
}

function Boundary({ box, title }: { readonly box: MapBox; readonly title: string }): JSX.Element {
  const { x, y, width, height } = box;
  return (
    <g class="map-bone">
      <rect class="map-bone-ground" x={x} y={y} width={width} height={height} rx={34} />
      {LAYERS.map((by) => (
        <rect
          key={by}
          class="map-bone-layer"
          x={x + by}
          y={y + by}
          width={width - 2 * by}
          height={height - 2 * by}
          rx={34 - by}
        />
      ))}
      <text class="map-bone-title" x={x + 34} y={y + 38}>
        {title}
      </text>
    </g>
  );
}

interface LineProps extends KnownEdge, Pick<DrawingProps, "onPick"> {
  readonly isNear: boolean;
}

function Line({ edge, state, isNear, onPick }: LineProps): JSX.Element {
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
            <text class="map-mark-text" x={mark.x} y={mark.y + 9.5 * DROP}>
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
              y={label.y + label.height / 2 + (i - (label.lines.length - 1) / 2) * WORD_LINE + 11.5 * DROP}
            >
              {line}
            </tspan>
          ))}
        </text>
      )}
    </g>
  );
}

interface EntityProps extends Pick<DrawingProps, "known" | "onPick" | "onFocus"> {
  readonly node: MapNode;
  readonly isNear: boolean;
  readonly isPicked: boolean;
  readonly isFocused: boolean;
}

function Entity({ node, known, isNear, isPicked, isFocused, onPick, onFocus }: EntityProps): JSX.Element {
  const lines = known.nameless.has(node.id) ? ["?"] : node.lines;
  const pick = (): void => onPick(isPicked ? null : { kind: "node", id: node.id });
  return (
    // biome-ignore lint/a11y/useSemanticElements: there is no button within an SVG picture.
    <g
      class="map-node"
      data-node={node.id}
      data-kind={node.kind}
      data-near={isNear || undefined}
      data-picked={isPicked || undefined}
      data-nameless={known.nameless.has(node.id) || undefined}
      data-begun={known.edges.some(({ edge, state }) => state.kind !== "blank" && touches(edge, node)) || undefined}
      role="button"
      // Within SVG the names of attributes keep their letters' case.
      tabindex={isFocused ? 0 : -1}
      aria-pressed={isPicked}
      aria-label={nodeText(known, node)}
      onFocus={() => onFocus(node.id)}
      onClick={pick}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        if (!event.repeat) pick();
      }}
    >
      <path class="map-node-shape" d={nodePath(node.kind, node)} />
      <text class="map-name">
        {lines.map((line, i) => (
          <Fragment key={line}>
            {/* Between two lines there is a space for those who hear them, and no room for those who see them. */}
            {i > 0 && <tspan font-size={0}> </tspan>}
            <tspan
              x={node.x + node.width / 2}
              y={node.y + node.height / 2 + (i - (lines.length - 1) / 2) * NAME_LINE + 15 * DROP}
            >
              {line}
            </tspan>
          </Fragment>
        ))}
      </text>
    </g>
  );
}

const touches = ({ from, to }: KnownEdge["edge"], { id }: Pick<MapNode, "id">): boolean => from === id || to === id;
