import type { RichText } from "./deck.ts";

/** With a capital first letter. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The gap of a cloze, as it is written. Whoever types one line more or one less means the same. */
export const GAP = "____";

/**
 * Segments as a line of text.
 * @param blank what stands for the gap of a cloze
 */
export const plainText = (text: RichText, blank = GAP): string =>
  text.map((segment) => (segment.kind === "blank" ? blank : segment.text)).join("");

/** Whether nothing can be read there. */
export const isEmpty = (text: RichText): boolean => plainText(text).trim() === "";
