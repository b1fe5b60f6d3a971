/** A point of the frame that keeps its place on the map while one zooms, in px from the frame's corner. */
export interface Anchor {
  readonly x: number;
  readonly y: number;
}

/** Wheel with Ctrl, two fingers, and drag by mouse. These must be able to say no to the browser, so they are not passive. */
export function listenForGestures(
  frame: HTMLElement,
  scale: () => number,
  zoomTo: (scale: number, at: Anchor) => void,
): () => void {
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
    // A finger that came first may be scrolling already, which nobody can stop.
    if (event.cancelable) event.preventDefault();
    if (pinch) zoomTo((pinch.scale * two.apart) / pinch.apart, two.at);
    else pinch = { apart: two.apart, scale: scale() };
  };
  for (const name of ["touchstart", "touchmove", "touchend", "touchcancel"] as const) {
    frame.addEventListener(name, touch, { passive: false, signal });
  }

  listenForDrags(frame, signal);
  return () => ending.abort();
}

/** So far, in px, the mouse may move within a click. */
const STILL = 4;

function listenForDrags(frame: HTMLElement, signal: AbortSignal): void {
  let from: { readonly x: number; readonly y: number; readonly left: number; readonly top: number } | null = null;
  let isDrag = false;
  frame.addEventListener(
    "pointerdown",
    ({ pointerType, button, clientX: x, clientY: y }) => {
      isDrag = false;
      if (pointerType === "mouse" && button === 0) from = { x, y, left: frame.scrollLeft, top: frame.scrollTop };
    },
    { signal },
  );
  addEventListener(
    "pointermove",
    ({ clientX, clientY, buttons }) => {
      if (!from || (buttons & 1) === 0) {
        from = null;
        return;
      }
      const [x, y] = [clientX - from.x, clientY - from.y];
      isDrag ||= Math.hypot(x, y) > STILL;
      if (isDrag) frame.scrollTo(from.left - x, from.top - y);
    },
    { signal },
  );
  // What is dragged comes along with the pointer, so that the drag would end in a click on it.
  const keepFromClick = (event: MouseEvent): void => {
    if (isDrag) event.stopPropagation();
    isDrag = false;
  };
  frame.addEventListener("click", keepFromClick, { capture: true, signal });
}
