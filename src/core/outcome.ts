import type { Rating } from "./event.ts";
import type { Memory, Phase } from "./snapshot.ts";

/** How long a card waits: minutes within learning steps, else whole study days. */
export interface Wait {
  readonly unit: "minutes" | "days";
  readonly count: number;
}

/** What one rating would lead to: computed once, when the answer is shown, and committed as it was shown. */
export interface Outcome {
  readonly rating: Rating;
  readonly phase: Phase;
  readonly memory: Memory;
  readonly step: number;
  readonly wait: Wait;
}
