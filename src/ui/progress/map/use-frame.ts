import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { MapSheet } from "../../../core/map/deck-map.ts";
import type { Direction } from "../../../core/map/neighbours.ts";
import { type Anchor, listenForGestures } from "./gestures.ts";
import { openingScale, type Room, wholeScale } from "./scales.ts";

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
  /** All of the sheet is seen. */
  readonly isWhole: boolean;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
  /** Shows more of what lies that way. */
  readonly move: (direction: Direction) => void;
}

/** What decides the scale: the room there is, or a hand. */
type Zoom =
  | { readonly by: "opening" | "whole" }
  | { readonly by: "hand"; readonly scale: number; readonly from: number; readonly at: Anchor | null };

/**
 * A frame that shows the whole sheet at first, or its middle where the letters of the whole could not be read. It is
 * scrolled as any other: by wheel, finger, drag and by what takes the focus. Zooming changes the size of what is scrolled.
 * The wheel zooms with Ctrl alone, which is what a pinch on a touchpad sends too.
 */
export function useFrame(sheet: Pick<MapSheet, "width" | "height">): Frame {
  const ref = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState<Zoom>({ by: "opening" });
  const [room, setRoom] = useState<Room>({ width: 800, height: 800, rem: 16 });
  const scale =
    zoom.by === "hand" ? zoom.scale : zoom.by === "whole" ? wholeScale(sheet, room) : openingScale(sheet, room);
  const now = useRef(scale);
  now.current = scale;

  const zoomTo = (next: number, at: Anchor | null): void => {
    const from = now.current;
    const to = Math.min(MOST, Math.max(LEAST, next));
    now.current = to;
    setZoom({ by: "hand", scale: to, from, at });
  };
  // What stands in the middle of the frame, in parts of the sheet. The middle of the sheet, until somebody moves it.
  const inMiddle = useRef({ x: 0.5, y: 0.5 });
  /** How large the frame was when it was last scrolled from here. */
  const placedIn = useRef({ width: 0, height: 0 });
  const placed = (frame: HTMLElement): void => {
    placedIn.current = { width: frame.clientWidth, height: frame.clientHeight };
  };
  const remember = (frame: HTMLElement): void => {
    inMiddle.current = {
      x: (frame.scrollLeft + frame.clientWidth / 2) / frame.scrollWidth,
      y: (frame.scrollTop + frame.clientHeight / 2) / frame.scrollHeight,
    };
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
    if (!frame || zoom.by !== "hand" || !zoom.at) return;
    const ratio = zoom.scale / zoom.from;
    frame.scrollLeft = (frame.scrollLeft + zoom.at.x) * ratio - zoom.at.x;
    frame.scrollTop = (frame.scrollTop + zoom.at.y) * ratio - zoom.at.y;
    placed(frame);
    remember(frame);
  }, [zoom]);

  // It stays in the middle of a frame that is given another size.
  useLayoutEffect(() => {
    const frame = ref.current;
    if (!frame) return;
    frame.scrollLeft = inMiddle.current.x * frame.scrollWidth - frame.clientWidth / 2;
    frame.scrollTop = inMiddle.current.y * frame.scrollHeight - frame.clientHeight / 2;
    placed(frame);
    // A browser tells of a scroll at its next frame. Where the frame has another size by then, which is measured only after
    // that, something else stands in its middle, and nobody has put it there.
    const onScroll = (): void => {
      const { width, height } = placedIn.current;
      if (frame.clientWidth === width && frame.clientHeight === height) remember(frame);
    };
    frame.addEventListener("scroll", onScroll, { passive: true });
    return () => frame.removeEventListener("scroll", onScroll);
  }, [room]);

  useEffect(() => (ref.current ? listenForGestures(ref.current, () => now.current, zoomTo) : undefined), []);

  return {
    ref,
    scale,
    isWhole: scale <= wholeScale(sheet, room),
    zoomIn: () => zoomTo(now.current * STEP, middle()),
    zoomOut: () => zoomTo(now.current / STEP, middle()),
    fit: () => setZoom({ by: "whole" }),
    move: (direction) => ref.current?.scrollBy(...MOVES[direction]),
  };
}
