import type { CardContent } from "../../core/deck/deck.ts";
import { plainText } from "../../core/deck/plain-text.ts";
import { judgeTyped, type TypedVerdict } from "../../core/deck/typed.ts";
import { typedAnswers } from "../../core/deck/typed-answers.ts";
import type { Rating } from "../../core/log/kinds/review.ts";
import type { Attempt } from "./attempt.ts";
import { numbersIn, type Readings } from "./numbers.ts";
import { optionsOf } from "./pair.ts";

/** `unread`: something was typed in which there is no number. `near`: a name was typed with a slip of the fingers. */
export type Verdict = TypedVerdict | "unread";

/** Whether the attempt is right; null when there was none or when only the user can tell. */
export function verdictOf(content: CardContent, attempt: Attempt): Verdict | null {
  if (content.type === "number") {
    const { min, max } = content.accepts;
    const numbers = numbersIn(attempt.typed);
    if (numbers.length === 0) return attempt.typed.trim() === "" ? null : "unread";
    // Where a number can be read in two ways, the user meant the one that is right: nobody is called wrong for a comma.
    const isRight = (readings: Readings) => readings.some((number) => number >= min && number <= max);
    return numbers.every(isRight) ? "right" : "wrong";
  }
  const right = typedAnswers(content);
  if (right !== null) return attempt.typed.trim() === "" ? null : judgeTyped(attempt.typed, right, content.unlike);
  const chosen = attempt.chosen === null ? undefined : optionsOf(content)[attempt.chosen];
  return chosen === undefined ? null : chosen.correct ? "right" : "wrong";
}

/**
 * The grade that an attempt speaks for: it stands out, and is what Space and Enter give. The user may give another: words that
 * are not the answer's may mean it all the same. Where they do not, one more Enter must not count as known what was not.
 */
export function suggestionOf(content: CardContent, attempt: Attempt): Rating | null {
  switch (verdictOf(content, attempt)) {
    case "right":
    case "near":
      return 3;
    case "wrong":
    case "unread":
      return 1;
    case null:
      return attempt.gaveUp ? 1 : null;
  }
}

/**
 * What the learner said, where it is not the answer: an option that was chosen, or what was typed. A slip of the fingers is
 * meant for the answer.
 */
export function wronglySaid(content: CardContent, attempt: Attempt): string | undefined {
  if (content.type === "number" || verdictOf(content, attempt) !== "wrong") return undefined;
  const chosen = attempt.chosen === null ? undefined : optionsOf(content)[attempt.chosen];
  return chosen ? plainText(chosen.text) : attempt.typed;
}
