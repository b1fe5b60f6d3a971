/** How wide a text is, without a screen to measure it on: a little too wide is no harm, too narrow is. */

const NARROW = /[\sfijlrtI.,:;'()|!-]/;
const WIDE = /[mwMW%@—]/;
const CAPITAL = /[A-Z0-9]/;

/** @returns the width in the units of the size */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text) {
    ems += NARROW.test(letter) ? 0.34 : WIDE.test(letter) ? 0.9 : CAPITAL.test(letter) ? 0.68 : 0.56;
  }
  return ems * size;
}
