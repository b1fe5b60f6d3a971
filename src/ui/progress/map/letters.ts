/** How far the letters' line lies under the middle of their height, in sizes of a letter. */
const DROP = 0.35;

interface Lines {
  /** The size of a letter. */
  readonly letter: number;
  /** From one line to the next. */
  readonly height?: number;
  readonly count?: number;
}

/** Where the letters of a line stand, so that all lines together are in the middle; all in units of the map. */
export const letterLine = (middle: number, { letter, height = 0, count = 1 }: Lines, line = 0): number =>
  middle + (line - (count - 1) / 2) * height + letter * DROP;
