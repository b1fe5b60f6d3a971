import { Fragment, type JSX } from "preact";
import type { EntityId } from "../../../core/ids.ts";
import type { MapNode } from "../../../core/map/deck-map.ts";
import { nodePath } from "../../../core/map/node-shape.ts";
import { letterLine } from "./letters.ts";
import { type KnownEdge, type KnownSheet, nodeText, type Picked } from "./map-words.ts";
import { LETTERS } from "./scales.ts";

/** In units of the map. */
const NAME = { letter: LETTERS.name, height: 18 } as const;

interface Props {
  readonly known: KnownSheet;
  readonly onPick: (picked: Picked | null) => void;
  readonly onFocus: (id: EntityId) => void;
  readonly node: MapNode;
  readonly isNear: boolean;
  readonly isPicked: boolean;
  readonly isFocused: boolean;
}

/** An entity: a button within the picture, with one stop of the Tab key for all of them. */
export function MapEntity({ node, known, isNear, isPicked, isFocused, onPick, onFocus }: Props): JSX.Element {
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
            {/* Between two lines there is a space for those who hear them, and hardly any room for those who see them. */}
            {i > 0 && <tspan font-size={1}> </tspan>}
            <tspan
              x={node.x + node.width / 2}
              y={letterLine(node.y + node.height / 2, { ...NAME, count: lines.length }, i)}
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
