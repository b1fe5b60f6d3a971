import type { Here, Kept, KeptCard } from "./kept-card.ts";

/** @param untilMs the clock alone changes what is shown at this instant */
export function keptText(card: KeptCard, at: Here, untilMs: number): string {
  const kept: Kept = { at, untilMs, card };
  return JSON.stringify(kept);
}
