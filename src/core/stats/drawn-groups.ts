/** How many facts of a chapter are told apart where it is drawn: by the arcs of its ring, and by the marks of its bar. */
import { type Group, inGroups } from "./fact-groups.ts";

/** Radii, in units of which the square of the ring has 200. */
const INNERMOST = 20;
const OUTERMOST = 96;
/** Rings that are farther apart than this no longer look like one bone. */
const WIDEST_PITCH = 9;
/** Between two arcs, so that facts can be told apart. */
export const GAP = 2.4;
/** Shorter arcs could not be seen: neighbours are then drawn as one. */
const SHORTEST_ARC = 2;
/** So many marks of a bar can be told apart. */
const MOST_MARKS = 100;

/** From one ring to the next. */
export const pitchOf = (chapters: number): number =>
  Math.min(WIDEST_PITCH, (OUTERMOST - INNERMOST) / Math.max(1, chapters - 1));

/** @param chapter its place, from the inside out */
export const radiusOf = (chapter: number, pitch: number): number => INNERMOST + chapter * pitch;

/** @param radius of the ring */
export const arcGroups = (facts: number, radius: number): Group[] =>
  inGroups(facts, Math.max(1, Math.floor((2 * Math.PI * radius) / (GAP + SHORTEST_ARC))));

export const markGroups = (facts: number): Group[] => inGroups(facts, MOST_MARKS);

/** The largest groups of which every arc and every mark is made up. */
export function drawnGroups(facts: number, radius: number): Group[] {
  const starts = new Set([...arcGroups(facts, radius), ...markGroups(facts)].map(({ from }) => from));
  const inOrder = [...starts].sort((a, b) => a - b);
  return inOrder.map((from, i) => ({ from, to: inOrder[i + 1] ?? facts }));
}
