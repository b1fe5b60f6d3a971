/**
 * The parts of a study page that come later: all that is not needed to draw a card whose question is plain words, and to take a
 * key. They are loaded while the first question is read, as one file (`scripts/build/bundle.mjs`); what a view needs is there
 * before that view is drawn, see `drawable.ts`.
 */
import type { SessionView } from "../../session/study/session-view.ts";
import { type Part, part } from "../hooks/part.ts";
import { PIECES } from "./pieces-part.ts";

/** Everything that is read and not graded, quiet tabs, and the dialogs of a card. */
export const STAGES = part(() => import("./stages.ts"));

const ALL_PARTS: readonly Part<unknown>[] = [PIECES, STAGES];

/** The parts without which a view cannot be drawn. */
export function partsOf(view: SessionView): readonly Part<unknown>[] {
  switch (view.kind) {
    case "loading":
    case "trouble":
      return [];
    case "card": {
      const { type } = view.content;
      const isPlain = !view.revealed && !view.isTyped && type !== "diagram" && type !== "pathway";
      return isPlain ? [] : [PIECES];
    }
    default:
      return [STAGES];
  }
}

/** Loads these. @throws where one of them cannot be loaded */
export async function loadParts(parts: readonly Part<unknown>[] = ALL_PARTS): Promise<void> {
  await Promise.all(parts.map((one) => one.load()));
}
