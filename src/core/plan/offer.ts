/** Which optional chapter a learner is asked about, and when: once enough of what it builds on is known. */
import type { Chapter } from "../deck/deck.ts";
import type { Phase } from "../memory/card-state.ts";

/** How far the cards of a chapter have come. */
export interface KnownShare {
  readonly cards: number;
  /** Those of them that are known. */
  readonly known: number;
}

/** A chapter, as far as offering it goes. */
export interface Offerable extends Pick<Chapter, "id" | "startsOff" | "offeredWhen"> {
  /** It is switched on now. */
  readonly on: boolean;
  /** The learner has switched it once, or has said not now: it is not offered again. */
  readonly decided: boolean;
}

/** Of an optional chapter that was taken up, so much is known before the next is offered. */
const WELL_BEGUN = 0.5;

const NONE: KnownShare = { cards: 0, known: 0 };

/** A card is known while it is in review: past its first steps, and not forgotten since. */
export const KNOWN_PHASE: Phase = "review";

/** Whether so much is known of the chapters that it builds on, taken together, that a chapter can be offered. */
export function isReady(
  { offeredWhen }: Pick<Offerable, "offeredWhen">,
  progress: ReadonlyMap<string, KnownShare>,
): boolean {
  if (offeredWhen === null) return false;
  const parts = offeredWhen.chapters.map((id) => progress.get(id) ?? NONE);
  const cards = parts.reduce((sum, part) => sum + part.cards, 0);
  const known = parts.reduce((sum, part) => sum + part.known, 0);
  return cards > 0 && known >= offeredWhen.known * cards;
}

/** All optional chapters that are ready and wait for a word of the learner, in teaching order. */
export const waitingChapters = <C extends Offerable>(
  chapters: readonly C[],
  progress: ReadonlyMap<string, KnownShare>,
): C[] => chapters.filter((one) => one.startsOff && !one.on && !one.decided && isReady(one, progress));

/**
 * The chapter to offer now: the first that waits. None while another optional chapter is on and not half known, so
 * that there is always one new thing at a time.
 */
export function chapterToOffer<C extends Offerable>(
  chapters: readonly C[],
  progress: ReadonlyMap<string, KnownShare>,
): C | null {
  const isOpen = chapters.some(({ id, startsOff, on }) => {
    const { cards, known } = progress.get(id) ?? NONE;
    return startsOff && on && known < WELL_BEGUN * cards;
  });
  return isOpen ? null : (waitingChapters(chapters, progress)[0] ?? null);
}
