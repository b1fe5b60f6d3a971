import type { RichText } from "./deck.ts";

/** With a capital first letter. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * Segments as a line of text.
 * @param blank what stands for the gap of a cloze
 */
export const plainText = (text: RichText, blank = "____"): string =>
  text.map((segment) => (segment.kind === "blank" ? blank : segment.text)).join("");

/** Whether nothing can be read there. */
export const isEmpty = (text: RichText): boolean => plainText(text).trim() === "";
