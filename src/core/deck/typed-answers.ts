/** Which answers may be typed; apart from how they are judged, which no question needs. */
import type { CardContent } from "./deck.ts";
import { plainText } from "./plain-text.ts";

/** The longest answer that is typed, in characters, and in words. */
export const LONGEST_TYPED = 30;
export const MOST_TYPED_WORDS = 3;

/** The spellings that are right where the answer of a card may be typed; null where it may not. */
export function typedAnswers({ typed, answer }: Pick<CardContent, "typed" | "answer">): readonly string[] | null {
  const shown = plainText(answer);
  const isShort = shown.length <= LONGEST_TYPED && shown.split(/\s+/u).length <= MOST_TYPED_WORDS;
  return typed !== undefined && typed.length > 0 && isShort ? [shown, ...typed] : null;
}
