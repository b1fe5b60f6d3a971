import { ticks } from "d3-array";
import { wordLines } from "./chart.ts";
import type { Room } from "./use-room.ts";

/** The place of a chart within its picture, in px, and its upright scale. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The size of a letter. */
  readonly letter: number;
  /** Lines of words under the axis. */
  readonly wordLines: number;
  /** How far from the top a value stands. */
  readonly y: (value: number) => number;
}

const LETTER_REM = 0.8125;
const HEIGHT_REM = 13.5;
/** From one line of words under the axis to the next, in letters. */
export const WORD_LINE = 1.35;

/**
 * @param beside the longest word beside the upright axis, in letters
 * @param under the longest word under the axis, of which half may stand out over the last mark
 * @param named words under the axis that are all to be there, on more lines where one has no room for them
 */
export function frameOf(
  { width, rem }: Room,
  [low, high]: readonly [number, number],
  beside: number,
  under: number,
  named: readonly string[] = [],
): Frame {
  const letter = LETTER_REM * rem;
  const left = (beside * 0.58 + 0.8) * letter;
  const right = width - under * 0.27 * letter;
  const lines = wordLines(named, (right - left) / letter);
  const height = HEIGHT_REM * rem + (lines - 1) * WORD_LINE * letter;
  // Above the marks stands what the values are, in the last line what the rows are.
  const top = 2 * letter;
  const bottom = height - (3 + (lines - 1) * WORD_LINE) * letter;
  const share = (value: number): number => (high === low ? 0 : (value - low) / (high - low));
  return {
    width,
    height,
    left,
    right,
    top,
    bottom,
    letter,
    wordLines: lines,
    y: (value) => bottom - share(value) * (bottom - top),
  };
}

/** Round values from nothing to the highest, which the last of them covers. */
export function linesTo(highest: number): number[] {
  const top = highest <= 0 ? 1 : highest;
  // Of a few things, no fractions.
  const found = ticks(0, top, Math.min(4, Math.ceil(top)));
  const step = (found[1] ?? 1) - (found[0] ?? 0);
  const last = found.at(-1) ?? 0;
  return last < top ? [...found, last + step] : found;
}
