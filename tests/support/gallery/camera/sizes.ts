import { POPUP_SIZE } from "../drive.ts";
import type { Layout } from "../state.ts";

/** A size in which states are drawn, and how small their picture is kept. */
export interface Size {
  readonly layout: Layout;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the picture for one CSS pixel. */
  readonly scale: number;
  /** Which states are drawn: all that the layout has, or those of `FOR_EVERY_SIZE`. */
  readonly states: "all" | "some";
}

/** Each state is drawn in the dark once, in the first size that it has: colours do not depend on the size. */
export const SIZES: readonly Size[] = [
  { layout: "popup", ...POPUP_SIZE, scale: 1 / 2, states: "all" },
  { layout: "page", width: 1440, height: 900, scale: 1 / 4, states: "all" },
  // A window of 1,280 × 800 at a zoom of 400 %.
  { layout: "page", width: 320, height: 200, scale: 1 / 2, states: "some" },
  { layout: "page", width: 640, height: 800, scale: 1 / 4, states: "some" },
  { layout: "page", width: 1100, height: 700, scale: 1 / 4, states: "some" },
  { layout: "page", width: 2560, height: 1440, scale: 1 / 8, states: "some" },
];

/** At least one state of each kind of page and of each shape of card. */
export const FOR_EVERY_SIZE: readonly string[] = [
  "forward-long-answer",
  "cloze-long-answer",
  "contrast-question",
  "choice-wrong",
  "number-wrong",
  "typed-wrong",
  "pathway-answer",
  "diagram-answer",
  "source-open",
  "edit-open",
  "info-answer",
  "welcome",
  "fact",
  "done-offer",
  "start",
  "settings",
  "decks",
  "machines-linked",
  "backup-preview",
  "model-better",
  "cards-list",
  "chart-kinds",
  "map-picked",
  "quiet-ring",
  "report-weeks",
  "account",
  "left-out",
];
