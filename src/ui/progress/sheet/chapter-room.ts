/** Whether the chapters of a report fit into their place beside the map, which is as high on every sheet. */

/** More are not read at the size of letters that is left. */
export const MOST_CHAPTERS = 32;

/** What the place holds under its heading, and what a row takes, in letters of full size; see sheet.css. */
const ROOM = 46;
const LINE = 1.25;
const BAR = 0.8;
/** So many letters stand in a line, beside the count. */
const LETTERS = 24;
/** Smaller letters are not read on paper: 0.6 of 2.35 mm is as small as a footnote. */
const SMALLEST = 0.6;

const lines = (title: string): number => Math.ceil(Math.max(1, title.length) / LETTERS);

/**
 * By how much the letters are made smaller so that every chapter stands there with its whole name; 1 where they need not be.
 * @param titles of the chapters that are shown
 */
export function chapterScale(titles: readonly string[]): number {
  const needed = titles.reduce((sum, title) => sum + lines(title) * LINE + BAR, 0);
  return needed <= ROOM ? 1 : Math.max(SMALLEST, ROOM / needed);
}
