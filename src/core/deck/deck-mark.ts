import type { Chapter } from "./deck.ts";

/** How the box of a deck stands: it follows the boxes of the chapters that the deck begins with. */
export type DeckMark = "all" | "some" | "none";

/** A chapter with its own switch, which counts while its deck is on. */
export type SwitchedChapter = Pick<Chapter, "id" | "startsOff"> & { readonly on: boolean };

/** A switch to be set; `chapter` is null for the whole deck. */
export interface SwitchChange {
  readonly chapter: string | null;
  readonly on: boolean;
}

/** The chapters that make a deck whole. Others are offered in their time, and nobody misses them before. */
function wholeOf(chapters: readonly SwitchedChapter[]): readonly SwitchedChapter[] {
  const first = chapters.filter(({ startsOff }) => !startsOff);
  return first.length > 0 ? first : chapters;
}

/** A deck that asks nothing is off, whether it was switched off itself or all its chapters were. */
export function deckMark(deckOn: boolean, chapters: readonly SwitchedChapter[]): DeckMark {
  if (!deckOn) return "none";
  if (wholeOf(chapters).every(({ on }) => on)) return "all";
  return chapters.some(({ on }) => on) ? "some" : "none";
}

/**
 * What a press on the deck's box sets. A mixed box becomes full, a full one empty. An empty one brings back what was on
 * before; where that is nothing, the chapters that a deck begins with. No press switches an optional chapter on.
 */
export function pressDeck(deckOn: boolean, chapters: readonly SwitchedChapter[]): readonly SwitchChange[] {
  const mark = deckMark(deckOn, chapters);
  if (mark === "all") return [{ chapter: null, on: false }];
  const turnedOn = (those: readonly SwitchedChapter[]) =>
    those.filter(({ on }) => !on).map(({ id }) => ({ chapter: id, on: true }));
  if (mark === "some") return turnedOn(wholeOf(chapters));
  const deck = deckOn ? [] : [{ chapter: null, on: true }];
  return chapters.some(({ on }) => on) ? deck : [...deck, ...turnedOn(wholeOf(chapters))];
}
