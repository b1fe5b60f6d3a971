/** For how long new tabs stay quiet, kept where a page can read it before its first paint. Of this browser alone. */
import { onNewTab, type Quiet, quietFrom, quietText } from "../core/plan/quiet.ts";

export type { Quiet };

const KEY = "osteon:quiet";

export function keepQuiet(quiet: Quiet | null): void {
  if (quiet === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, quietText(quiet));
}

/** To be asked once by each new tab: it is counted. Null where the tab is for study. */
export function takeQuiet(nowMs: number): Quiet | null {
  const kept = quietFrom(localStorage.getItem(KEY));
  const quiet = onNewTab(kept, nowMs);
  if (kept !== quiet) keepQuiet(quiet);
  return quiet;
}
