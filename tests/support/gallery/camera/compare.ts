import pixelmatch from "pixelmatch";
import type { Picture } from "./picture.ts";

/*
 * Between two runs on one machine not one pixel differs. Small changes made by hand (a margin of one pixel, letters a tenth
 * of a pixel apart, another shade of a colour) gave 54 pixels or more of a square that lay this far apart. What is between
 * is for machines and browsers that round a little differently.
 */

/** How far two colours may lie apart and pass for one: 1 is black against white (HyAB distance in OKLab). */
const THRESHOLD = 0.05;
/** In pixels: what changed is looked for in squares of this size, so that a large picture hides nothing. */
const SQUARE = 24;
/** How many pixels of any one square may differ. */
const MOST = 20;

export interface Difference {
  /** For a person: what is different. */
  readonly what: string;
  /** The stored picture, pale, with the pixels that differ in red; null where the two are not of one size. */
  readonly drawn: Picture | null;
}

/** @returns null where two pictures are as good as the same */
export function difference(stored: Picture, now: Picture): Difference | null {
  const { width, height } = stored;
  if (now.width !== width || now.height !== height) {
    return { what: `${now.width} × ${now.height} pixels, stored with ${width} × ${height}`, drawn: null };
  }
  const data = new Uint8Array(stored.data.length);
  const most = pixelmatch(stored.data, now.data, data, width, height, {
    threshold: THRESHOLD,
    // In a picture that was made smaller every letter is nothing but edges.
    includeAA: true,
    windowSize: SQUARE,
  });
  if (most <= MOST) return null;
  return { what: `${most} pixels of one square of ${SQUARE} × ${SQUARE} differ`, drawn: { width, height, data } };
}
