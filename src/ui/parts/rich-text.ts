import type { RichText } from "../../core/deck/deck.ts";

/** What the text says without its emphasis; a blank reads as nothing. */
export function plainText(rich: RichText): string {
  return rich.map((segment) => (segment.kind === "blank" ? "" : segment.text)).join("");
}

export const isEmpty = (rich: RichText): boolean => plainText(rich).trim() === "";
