import { quoted } from "../problem.ts";
import type { RefusalReason } from "../refusal.ts";

/** What can be wrong with a package, as keys of the interface's messages. */
export type AnkiProblemKey =
  | "anki_notPackage"
  | "anki_tooLarge"
  | "anki_unreadable"
  | "anki_notOurs"
  | "anki_review"
  | "anki_twice"
  | "anki_size"
  | "anki_swells"
  | "anki_window"
  | "anki_pieces"
  | "anki_pages"
  | "anki_computed";
export interface AnkiProblem {
  readonly key: AnkiProblemKey;
  readonly arguments: readonly (string | number)[];
}

export const failed = (key: AnkiProblemKey, ...details: (string | number)[]): { readonly problem: AnkiProblem } => ({
  problem: { key, arguments: details.map(quoted) },
});

export const REFUSED: Readonly<Record<RefusalReason, AnkiProblemKey>> = {
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
