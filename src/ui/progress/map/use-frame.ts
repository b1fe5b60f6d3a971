import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { MapSheet } from "../../../core/map/deck-map.ts";
import type { Direction } from "../../../core/map/neighbours.ts";

/** So large letters are drawn at most where there is room, in the page's own size of letters. */
const LARGEST = 1.2;
/** A sheet that would be smaller is not fitted at first: one moves about in it. */
const SMALLEST_READ = 0.7;
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

/** A point of the frame that keeps its place on the map while one zooms, in px from the frame's corner. */
interface Anchor {
  readonly x: number;
  readonly y: number;
}

/**
 * A frame that is scrolled as any other: by wheel, finger, drag and by what takes the focus. Zooming changes the size of what
 * is scrolled. The wheel zooms with Ctrl alone, which is what a pinch on a touchpad sends too.
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
  const scale = zoom.scale ?? Math.max(fitting, SMALLEST_READ);
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

  // A sheet that does not fit begins in its middle.
  useLayoutEffect(() => {
    const frame = ref.current;
    if (!frame || zoom.scale !== null) return;
    frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2;
    frame.scrollTop = (frame.scrollHeight - frame.clientHeight) / 2;
    // Only another sheet or another room begins anew.
  }, [room.width, width]);

  useLayoutEffect(() => {
    const frame = ref.current;
    if (!frame || !zoom.at || zoom.scale === null) return;
    const ratio = zoom.scale / zoom.from;
    frame.scrollLeft = (frame.scrollLeft + zoom.at.x) * ratio - zoom.at.x;
    frame.scrollTop = (frame.scrollTop + zoom.at.y) * ratio - zoom.at.y;
  }, [zoom]);

  useEffect(() => (ref.current ? listen(ref.current, () => now.current, zoomTo) : undefined), []);

  return {
    ref,
    scale,
    zoomIn: () => zoomTo(now.current * STEP, middle()),
    zoomOut: () => zoomTo(now.current / STEP, middle()),
    fit: () => zoomTo(fitting, null),
    move: (direction) => ref.current?.scrollBy(...MOVES[direction]),
  };
}

/** Wheel with Ctrl, two fingers, and drag by mouse. These must be able to say no to the browser, so they are not passive. */
function listen(frame: HTMLElement, scale: () => number, zoomTo: (scale: number, at: Anchor) => void): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const within = (clientX: number, clientY: number): Anchor => {
    const { left, top } = frame.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  frame.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
      zoomTo(scale() * Math.exp(-pixels / 240), within(event.clientX, event.clientY));
    },
    { passive: false, signal },
  );

  let pinch: { readonly apart: number; readonly scale: number } | null = null;
  const fingers = ({ touches }: TouchEvent): { readonly apart: number; readonly at: Anchor } | null => {
    const [one, other] = touches;
    if (!one || !other) return null;
    return {
      apart: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1,
      at: within((one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2),
    };
  };
  const touch = (event: TouchEvent): void => {
    const two = fingers(event);
    if (!two) {
      pinch = null;
      return;
    }
    event.preventDefault();
    if (pinch) zoomTo((pinch.scale * two.apart) / pinch.apart, two.at);
    else pinch = { apart: two.apart, scale: scale() };
  };
  for (const name of ["touchstart", "touchmove", "touchend", "touchcancel"] as const) {
    frame.addEventListener(name, touch, { passive: false, signal });
  }

  let dragged: { readonly x: number; readonly y: number; readonly left: number; readonly top: number } | null = null;
  frame.addEventListener(
    "pointerdown",
    ({ pointerType, button, clientX: x, clientY: y }) => {
      if (pointerType === "mouse" && button === 0) dragged = { x, y, left: frame.scrollLeft, top: frame.scrollTop };
    },
    { signal },
  );
  addEventListener(
    "pointermove",
    ({ clientX, clientY, buttons }) => {
      if (!dragged || (buttons & 1) === 0) {
        dragged = null;
        return;
      }
      frame.scrollLeft = dragged.left - (clientX - dragged.x);
      frame.scrollTop = dragged.top - (clientY - dragged.y);
    },
    { signal },
  );
  return () => ending.abort();
}
