import { useLayoutEffect, useState } from "preact/hooks";
import type { Live } from "../../session/common/live.ts";

/** What a live value is now, and whenever it changes. */
export function useLive<T>(live: Live<T>): T {
  // In an object, since a value may be a function.
  const [shown, setShown] = useState(() => ({ value: live.current() }));
  useLayoutEffect(() => {
    const value = live.current();
    // Mostly nothing has changed since the drawing, and the page is not to be drawn twice for its first frame.
    setShown((before) => (before.value === value ? before : { value }));
    return live.subscribe(() => setShown({ value: live.current() }));
  }, [live]);
  return shown.value;
}
