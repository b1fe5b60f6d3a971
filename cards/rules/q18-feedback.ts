import { shownAtAll } from "../draft.ts";
import { contentStems, plain, wordCount } from "../rich-text.ts";
import { copiedRuns } from "../source-runs.ts";
import { asWritten, type Context, type Finding, frontText, perCard, type Rule } from "./rule.ts";

const FEWEST = 8;
const MOST = 30;

const cards = perCard(
  "Q18",
  "Feedback explains",
  (draft, say, { source }) => {
    const { reasonText: reason, body } = draft;
    const count = wordCount(reason);
    if (count < FEWEST || count > MOST) say(`the reason has ${count} words, ${FEWEST} to ${MOST} are wanted`);
    if (reason.includes(frontText(draft))) say("the reason repeats the question");
    for (const text of shownAtAll(draft)) {
      const copied = copiedFrom(source, text);
      if (copied !== null) say(copied);
    }
    if (body.type !== "choice") return;
    for (const option of body.options) {
      const why = plain(option.why);
      const name = contentStems(plain(option.text));
      const about = name.length === 0 || name.some((stem) => contentStems(why).includes(stem));
      if (!option.correct && !about) say(`why "${plain(option.text)}" is wrong does not speak of it: "${why}"`);
      if (wordCount(why) < 5) say(`"${why}" explains too little`);
    }
  },
  "Does the reason teach something, in words of its own?",
);

/** Terms are shown before a card and corrections apart from any, and both must be in words of our own as well. */
function besideCards({ source, deck }: Context): Finding[] {
  const texts = [
    ...deck.terms.flatMap(({ id, name, definition }) => [name, plain(definition)].map((text) => [id, text] as const)),
    ...deck.corrections.flatMap(({ fact, before, now, why }) =>
      [before, now, why].map((text) => [fact, plain(text)] as const),
    ),
  ];
  return texts.flatMap(([at, text]): Finding[] => {
    const message = copiedFrom(source, text);
    return message === null ? [] : [{ rule: "Q18", at: asWritten(source, at), message, level: "fail" }];
  });
}

function copiedFrom({ sourceRuns }: Context["source"], text: string): string | null {
  const [run] = copiedRuns(text, sourceRuns);
  return run === undefined ? null : `"${run}" stands in the source word for word`;
}

export const q18: Rule = { ...cards, check: (context) => [...cards.check(context), ...besideCards(context)] };
