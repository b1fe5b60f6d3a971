import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { MapSheet } from "../../../core/map/deck-map.ts";
import type { Direction } from "../../../core/map/neighbours.ts";
import { type Anchor, listenForGestures } from "./gestures.ts";

/** So large letters are drawn at most where there is room, in the page's own size of letters. */
const LARGEST = 1.2;
const STEP = 1.25;
const [LEAST, MOST] = [0.2, 6];
/** In px, for one key press. */
const MOVES: Readonly<Record<Direction, readonly [x: number, y: number]>> = {
  left: [-80, 0],
  right: [80, 0],
  up: [0, -80],
  down: [0, 80],
};

export interface Frame {
  readonly ref: RefObject<HTMLDivElement | null>;
  /** Pixels for each unit of the map. */
  readonly scale: number;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
  /** Shows more of what lies that way. */
  readonly move: (direction: Direction) => void;
}

/**
 * A frame that shows the whole sheet until it is zoomed, and is then scrolled as any other: by wheel, finger, drag and by
 * what takes the focus. Zooming changes the size of what is scrolled. The wheel zooms with Ctrl alone, which is what a pinch
 * on a touchpad sends too.
 */
export function useFrame({ width, height }: Pick<MapSheet, "width" | "height">): Frame {
  const ref = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState<{
    readonly scale: number | null;
    readonly from: number;
    readonly at: Anchor | null;
  }>({
    scale: null,
    from: 1,
    at: null,
  });
  const [room, setRoom] = useState({ width: 800, height: 800, rem: 16 });
  const fitting = Math.min(room.width / width, room.height / height, (LARGEST * room.rem) / 16);
  const scale = zoom.scale ?? fitting;
  const now = useRef(scale);
  now.current = scale;

  const zoomTo = (next: number, at: Anchor | null): void => {
    const from = now.current;
    const to = Math.min(MOST, Math.max(LEAST, next));
    now.current = to;
    setZoom({ scale: to, from, at });
  };
  const middle = (): Anchor | null => {
    const frame = ref.current;
    return frame && { x: frame.clientWidth / 2, y: frame.clientHeight / 2 };
  };

  useLayoutEffect(() => {
    const frame = ref.current;
    if (!frame) return;
    const measure = (): void => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      // The frame is as high as what is in it, up to a bound of its style.
      const most = Number.parseFloat(getComputedStyle(frame).maxBlockSize) || innerHeight;
      setRoom({ width: Math.max(160, frame.clientWidth), height: most - 2, rem });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(frame);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    const frame = ref.current;
    if (!frame || !zoom.at || zoom.scale === null) return;
    const ratio = zoom.scale / zoom.from;
    frame.scrollLeft = (frame.scrollLeft + zoom.at.x) * ratio - zoom.at.x;
    frame.scrollTop = (frame.scrollTop + zoom.at.y) * ratio - zoom.at.y;
  }, [zoom]);

  useEffect(() => (ref.current ? listenForGestures(ref.current, () => now.current, zoomTo) : undefined), []);

  return {
    ref,
    scale,
    zoomIn: () => zoomTo(now.current * STEP, middle()),
    zoomOut: () => zoomTo(now.current / STEP, middle()),
    fit: () => setZoom({ scale: null, from: 1, at: null }),
    move: (direction) => ref.current?.scrollBy(...MOVES[direction]),
  };
}
