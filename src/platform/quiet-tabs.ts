/** For how long new tabs stay quiet, kept where a page can read it before its first paint. Of this browser alone. */
import { type Enough, onNewTab, type Quiet, quietFrom, quietText } from "../core/plan/quiet.ts";

export type { Enough, Quiet };

const KEY = "osteon:quiet";
/** A copy of what today's cards say, for a page that has read none of them. */
const ENOUGH = "osteon:quiet-enough";

export function keepQuiet(quiet: Quiet | null): void {
  if (quiet === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, quietText(quiet));
}

/** To be asked once by each new tab: it is counted. Null where the tab is for study. */
export function takeQuiet(nowMs: number): Quiet | null {
  const kept = quietFrom(localStorage.getItem(KEY));
  const quiet = onNewTab(kept, nowMs);
  if (kept !== quiet) keepQuiet(quiet);
  const enough = keptEnough(nowMs);
  return quiet ?? (enough?.cards ? enough : null);
}

function keptEnough(nowMs: number): Enough | null {
  const kept = onNewTab(quietFrom(localStorage.getItem(ENOUGH)), nowMs);
  return kept?.kind === "enough" ? kept : null;
}

/**
 * Keeps for new tabs whether today's cards are enough.
 * @returns the same; null where the learner went on after all
 */
export function noteEnough(enough: Enough | null, nowMs: number): Enough | null {
  if (enough && keptEnough(nowMs)?.cards === 0) return null;
  if (enough) localStorage.setItem(ENOUGH, quietText(enough));
  else localStorage.removeItem(ENOUGH);
  return enough;
}

/** The learner goes on, here and for the rest of the day. */
export const goOnToday = ({ untilMs }: Enough): void =>
  localStorage.setItem(ENOUGH, quietText({ kind: "enough", cards: 0, untilMs }));
