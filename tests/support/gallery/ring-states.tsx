/** The ring of a page on which nothing is asked: before it is read, as it is, and the mark where there is none. */
import type { Knowledge } from "../../../src/session/cards/read-facts.ts";
import { QuietRing } from "../../../src/ui/progress/QuietRing.tsx";
import { KNOWLEDGE } from "./knowledge.ts";
import type { State } from "./state.ts";

const quiet = (read: () => Promise<Knowledge | null>): State => ({
  layouts: ["page"],
  draw: () => (
    <main class="quiet-page">
      <h1 class="visually-hidden">A quiet page</h1>
      <QuietRing read={read} />
    </main>
  ),
});

export const RING_STATES: Record<string, State> = {
  "quiet-ring": quiet(async () => KNOWLEDGE),
  "quiet-ring-reading": quiet(() => new Promise(() => {})),
  "quiet-ring-none": quiet(async () => null),
};
