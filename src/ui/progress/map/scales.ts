/** How large a sheet is drawn before anybody zooms it. Pure; scales are px for each unit of the map. */
import type { MapSheet } from "../../../core/map/deck-map.ts";

/** Sizes of letters in units of the map, as styles/map.css and cards/map/layout.ts have them. */
export const LETTERS = { name: 15, words: 13 } as const;
/** In px: what can be read without leaning in. */
const LEAST = { name: 12, words: 10 } as const;
const READABLE = Math.max(LEAST.name / LETTERS.name, LEAST.words / LETTERS.words);
/** So large letters are drawn at most where there is room, in the page's own size of letters: it grows with the window. */
const LARGEST = 1.2;

/** What a frame has for a sheet. */
export interface Room {
  /** In px. */
  readonly width: number;
  readonly height: number;
  /** The page's own size of letters, in px: 16 in a small window, see styles/base.css. */
  readonly rem: number;
}

type Size = Pick<MapSheet, "width" | "height">;

/** The whole sheet, however small its letters become. */
export const wholeScale = (sheet: Size, { width, height, rem }: Room): number =>
  Math.min(width / sheet.width, height / sheet.height, (LARGEST * rem) / 16);

/** The whole sheet where its letters can be read then; else as much of it as the frame has room for. */
export const openingScale = (sheet: Size, room: Room): number => Math.max(wholeScale(sheet, room), READABLE);
