import type { Rating, ReviewEvent } from "./event.ts";
import type { Memory, Phase } from "./snapshot.ts";

/** What one rating would lead to: computed once when the answer is shown, and committed as it was shown. */
export interface Outcome {
  readonly rating: Rating;
  readonly phase: Phase;
  readonly memory: Memory;
  readonly step: number;
  readonly next: ReviewEvent["next"];
  /** The wait that is shown on the button: minutes within learning steps, else days. */
  readonly wait: { readonly unit: "minutes" | "days"; readonly count: number };
}
