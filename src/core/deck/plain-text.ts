import type { RichText } from "./deck.ts";

/** Segments as a line of text; the gap of a cloze as an underscore. */
export const plainText = (text: RichText): string =>
  text.map((segment) => (segment.kind === "blank" ? "____" : segment.text)).join("");
