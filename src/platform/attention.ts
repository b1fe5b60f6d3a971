/** How long a page is looked at: it is visible, and it has the focus. What passes while it is hidden is no time of an answer. */

/** What tells of a page whether it is looked at, and when that changes. */
export interface AttentionSource {
  readonly nowMs: () => number;
  readonly isVisible: () => boolean;
  readonly isFocused: () => boolean;
  /** @param listener told what the page is from now on; what is left out stays as it was */
  readonly onChange: (listener: (change: { readonly visible?: boolean; readonly focused?: boolean }) => void) => void;
}

/**
 * Sums the spans in which a page is both visible and focused.
 * @returns tells the sum so far, in ms from the beginning of the watch; the difference of two is the time between them that counts
 */
export function watchAttention({ nowMs, isVisible, isFocused, onChange }: AttentionSource): () => number {
  let visible = isVisible();
  let focused = isFocused();
  let sumMs = 0;
  let fromMs = nowMs();
  const untilNow = (): number => (visible && focused ? Math.max(0, nowMs() - fromMs) : 0);
  onChange((change) => {
    sumMs += untilNow();
    fromMs = nowMs();
    visible = change.visible ?? visible;
    focused = change.focused ?? focused;
  });
  return () => sumMs + untilNow();
}

/** This page. A clock that nobody can set: `performance.now()`. */
const ofPage = (): AttentionSource => ({
  nowMs: () => performance.now(),
  isVisible: () => document.visibilityState === "visible",
  isFocused: () => document.hasFocus(),
  onChange: (listener) => {
    document.addEventListener("visibilitychange", () => listener({ visible: document.visibilityState === "visible" }));
    // While these two are told, browsers differ in what hasFocus() says.
    addEventListener("focus", () => listener({ focused: true }));
    addEventListener("blur", () => listener({ focused: false }));
  },
});

let watch: (() => number) | null = null;

/** For how many ms this page was looked at since this was asked first. */
export function attendedMs(): number {
  watch ??= watchAttention(ofPage());
  return watch();
}
