import type { ProblemKey } from "./problem.ts";
import type { RefusalReason } from "./refusal.ts";

/** The sentence for each reason why a package is not unpacked. */
export const REFUSED: Readonly<Record<RefusalReason, ProblemKey>> = {
  noArchive: "anki_notPackage",
  damaged: "anki_unreadable",
  twice: "anki_twice",
  size: "anki_size",
  swells: "anki_swells",
  tooLarge: "anki_tooLarge",
  window: "anki_window",
  pieces: "anki_pieces",
  pages: "anki_pages",
  computed: "anki_computed",
};
