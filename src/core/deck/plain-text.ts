import type { RichText } from "./deck.ts";

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Segments as a line of text; the gap of a cloze as an underscore. */
export const plainText = (text: RichText): string =>
  text.map((segment) => (segment.kind === "blank" ? "____" : segment.text)).join("");

export const isEmpty = (text: RichText): boolean => plainText(text).trim() === "";
