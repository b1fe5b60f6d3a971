/** Which answers may be typed; apart from how they are judged, which no question needs. */
import type { CardContent } from "./deck.ts";
import { plainText } from "./plain-text.ts";

/** The longest answer that is typed, in characters, and in words. */
const LONGEST_TYPED = 32;
const MOST_TYPED_WORDS = 4;

/** Whether an answer is short enough to be typed. */
export const isShortAnswer = (text: string): boolean =>
  text.length <= LONGEST_TYPED && text.split(/\s+/u).length <= MOST_TYPED_WORDS;

/** The spellings that are right where the answer of a card may be typed; null where it may not. */
export function typedAnswers({ typed, answer }: Pick<CardContent, "typed" | "answer">): readonly string[] | null {
  const shown = plainText(answer);
  return typed !== undefined && typed.length > 0 && isShortAnswer(shown) ? [shown, ...typed] : null;
}
