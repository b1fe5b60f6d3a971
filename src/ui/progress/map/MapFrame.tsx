import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import type { EntityId } from "../../../core/ids.ts";
import { type Direction, nodeTowards } from "../../../core/map/neighbours.ts";
import { t } from "../../../platform/i18n.ts";
import { MapDrawing } from "./MapDrawing.tsx";
import type { KnownSheet, Picked } from "./map-words.ts";
import { useFrame } from "./use-frame.ts";

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

interface Props {
  readonly known: KnownSheet;
  readonly title: string;
  readonly picked: Picked | null;
  readonly onPick: (picked: Picked | null) => void;
  /** What stands beside the buttons. */
  readonly children: ComponentChildren;
}

/** The drawing in a frame that is moved and zoomed by mouse, finger and keyboard. It is one stop of the Tab key. */
export function MapFrame({ known, title, picked, onPick, children }: Props): JSX.Element {
  const { nodes, width, height } = known.sheet;
  const [focused, setFocused] = useState<EntityId | null>(null);
  const stop = nodes.find(({ id }) => id === focused) ?? nodes[0];
  const { ref, scale, isWhole, zoomIn, zoomOut, fit, move } = useFrame(known.sheet);

  const keys: Readonly<Record<string, () => void>> = { "+": zoomIn, "=": zoomIn, "-": zoomOut, "0": fit };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !stop) return;
    const direction = ARROWS[event.key];
    const act = direction
      ? () => (event.shiftKey ? move(direction) : focusNode(ref.current, nodeTowards(nodes, stop.id, direction)))
      : event.key === "Escape" && picked
        ? () => onPick(null)
        : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <div class="map-figure">
      <div class="map-bar">
        {children}
        <p class="fine map-part" hidden={isWhole}>
          {t("mapPart")}
        </p>
        <div class="map-tools">
          <button type="button" class="small-button" data-action="map-fit" onClick={fit}>
            {t("mapFit")}
          </button>
          <button type="button" class="small-button" aria-label={t("mapZoomOut")} onClick={zoomOut}>
            −
          </button>
          <button type="button" class="small-button" aria-label={t("mapZoomIn")} onClick={zoomIn}>
            +
          </button>
        </div>
      </div>
      {/* Firefox lets the Tab key stop at whatever can be scrolled; the entities are stop enough. */}
      <div class="map-frame" ref={ref} tabIndex={-1}>
        {/* biome-ignore lint/a11y/useSemanticElements: a picture is no fieldset. */}
        <svg
          class="map"
          viewBox={`0 0 ${width} ${height}`}
          width={Math.round(width * scale)}
          height={Math.round(height * scale)}
          role="group"
          aria-label={t("mapLabel", title)}
          onKeyDown={onKeyDown}
        >
          <MapDrawing known={known} picked={picked} focused={stop?.id ?? null} onPick={onPick} onFocus={setFocused} />
        </svg>
      </div>
    </div>
  );
}

function focusNode(frame: HTMLElement | null, id: EntityId): void {
  frame?.querySelector<SVGElement>(`[data-node="${CSS.escape(id)}"]`)?.focus();
}
