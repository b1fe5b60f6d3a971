/** The ring of a page on which nothing is asked: before it is read, as it is, and the mark where there is none. */
import { FactRing, studiedDeck } from "../../../src/ui/progress/done-ring.ts";
import { type DrawnRing, QuietRing } from "../../../src/ui/progress/QuietRing.tsx";
import { KNOWLEDGE } from "./knowledge.ts";
import type { State } from "./state.ts";

const quiet = (read: () => Promise<DrawnRing | null>): State => ({
  layouts: ["page"],
  draw: () => (
    <main class="quiet-page">
      <h1 class="visually-hidden">A quiet page</h1>
      <QuietRing read={read} />
    </main>
  ),
});

export const RING_STATES: Record<string, State> = {
  "quiet-ring": quiet(async () => ({ FactRing, studiedDeck, knowledge: KNOWLEDGE })),
  "quiet-ring-reading": quiet(() => new Promise(() => {})),
  "quiet-ring-none": quiet(async () => null),
};
