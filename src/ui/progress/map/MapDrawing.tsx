import type { JSX } from "preact";
import type { EntityId } from "../../../core/ids.ts";
import type { MapBox } from "../../../core/map/deck-map.ts";
import { MapEntity } from "./MapEntity.tsx";
import { MapLine } from "./MapLine.tsx";
import { isPickedEdge, type KnownEdge, type KnownSheet, type Picked } from "./map-words.ts";

/** The layers of bone at its boundary, as far inside. */
const LAYERS = [5, 11, 18] as const;

interface Props {
  readonly known: KnownSheet;
  readonly picked: Picked | null;
  /** The entity that the keyboard stands on; null where the drawing is no more than a picture. */
  readonly focused: EntityId | null;
  readonly onPick: (picked: Picked | null) => void;
  readonly onFocus: (id: EntityId) => void;
}

/** The sheet without its frame: boundary, lines, entities, from the lowest to the highest. */
export function MapDrawing({ known, picked, focused, onPick, onFocus }: Props): JSX.Element {
  const { sheet, edges } = known;
  const near = nearTo(picked, edges);
  return (
    <g data-picking={picked !== null || undefined}>
      {/* Pictures alone; the list in words tells the same. */}
      <svg aria-hidden="true" overflow="visible">
        {sheet.container && <Boundary box={sheet.container} title={sheet.container.title} />}
        {edges.map((one) => (
          <MapLine
            key={`${one.edge.from} ${one.edge.to}`}
            {...one}
            isNear={isPickedEdge(picked, one.edge) || isEnd(picked, one)}
            onPick={onPick}
          />
        ))}
      </svg>
      {sheet.nodes.map((node) => (
        <MapEntity
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
