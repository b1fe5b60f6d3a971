/**
 * The parts of a study page that its first script does not hold: all that is not needed to draw a card whose question is
 * plain words, and to take a key. They are loaded while the first question is read; what a view needs is there before that
 * view is drawn, see `drawable.ts`.
 */
import type { SessionView } from "../../session/study/session-view.ts";
import { type Part, part } from "../hooks/part.ts";
import { ANSWER, DRAWN, SAID } from "../review/card-parts.ts";
import { DIALOG } from "./dialog-part.ts";
import { PANELS } from "./panels-part.ts";

/** The grades, and which of them an attempt speaks for. */
export const GRADES = part(() => import("./grades.ts"));
/** Everything that is read and not graded. */
export const READ = part(() => import("./ReadStage.tsx"));

export const ALL_PARTS: readonly Part<unknown>[] = [ANSWER, GRADES, READ, DRAWN, SAID, PANELS, DIALOG];

/** The parts without which a view cannot be drawn. */
export function partsOf(view: SessionView): readonly Part<unknown>[] {
  switch (view.kind) {
    case "loading":
    case "trouble":
      return [];
    case "card": {
      const { type } = view.content;
      const drawn = type === "diagram" || type === "pathway" ? [DRAWN] : [];
      const own = view.isTyped ? [...drawn, SAID] : drawn;
      return view.revealed ? [ANSWER, GRADES, ...own] : own;
    }
    default:
      return [READ];
  }
}

/** Loads these. @throws where one of them cannot be loaded */
export async function loadParts(parts: readonly Part<unknown>[] = ALL_PARTS): Promise<void> {
  await Promise.all(parts.map((one) => one.load()));
}
