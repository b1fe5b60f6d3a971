import type { CardContent, Option } from "../../core/deck/deck.ts";
import { plainText } from "../../core/deck/plain-text.ts";
import type { SessionView } from "../../session/study/session-view.ts";

/** "FGF23 or sclerostin: which …" and "A grown man … XLH or osteomalacia: which …"; "or" in the languages of decks. */
const EITHER = /(?:^|[.?!]\s+)([^:.?!]+?) (?:or|oder|ou|o) ([^:.?!]+): /u;

/**
 * The two that a contrast asks to choose from, in the order in which its question names them. Empty where the question
 * does not begin with them, or where it is not plain which of them is the answer: then it is asked like any other.
 */
function pairOf({ front, answer }: Pick<CardContent, "front" | "answer">): readonly Option[] {
  const pair = EITHER.exec(plainText(front))?.slice(1) ?? [];
  const wanted = plainText(answer).toLowerCase();
  // "Primary" answers "primary or secondary hyperparathyroidism", and "T-score" answers "the T-score".
  const options = pair.map((text) => ({ text, correct: ` ${text} `.toLowerCase().includes(` ${wanted} `) }));
  return options.filter(({ correct }) => correct).length === 1
    ? options.map(({ text, correct }) => ({ text: [{ kind: "text", text }], correct, why: [] }))
    : [];
}

/** The order in which they are shown: a contrast's two as its question names them. */
export const orderOf = ({ content, optionOrder }: SessionView & { kind: "card" }): readonly number[] =>
  content.type === "choice" ? optionOrder : optionsOf(content).map((_, index) => index);

/** What can be chosen on a card: the options of a choice, the two of a contrast; nothing else. */
export function optionsOf(content: CardContent): readonly Option[] {
  if (content.type === "choice") return content.options;
  return content.type === "contrast" ? pairOf(content) : [];
}
