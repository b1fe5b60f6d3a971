import { contentStems, plain, wordCount } from "../words/rich-text.ts";
import { type Context, frontText, perCard, perText, type Rule } from "./rule.ts";
import { copiedRuns } from "./source-runs.ts";

/** Words of a reason: its own, and one that another fact or the fact itself supplies. */
const BOUNDS = {
  card: [8, 30],
  background: [8, 30],
  why: [8, 40],
  because: [5, 45],
  none: [0, 0],
} as const;

const cards = perCard(
  "Q18",
  "Feedback explains",
  (draft, say) => {
    const { reasonText: reason, body, reasonFrom } = draft;
    const count = wordCount(reason);
    const [fewest, most] = BOUNDS[reasonFrom];
    if (count < fewest || count > most) say(`the reason has ${count} words, ${fewest} to ${most} are wanted`);
    if (reasonFrom === "none") say("nothing says why the answer is right", "read");
    if (reason.includes(frontText(draft))) say("the reason repeats the question");
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

/** Everything that is shown is in words of our own. */
const told = perText("Q18", ({ text }, say, { source }) => {
  const copied = copiedFrom(source, text);
  if (copied !== null) say(copied);
});

function copiedFrom({ sourceRuns }: Context["source"], text: string): string | null {
  const [run] = copiedRuns(text, sourceRuns);
  return run === undefined ? null : `"${run}" stands in the source word for word`;
}

export const q18: Rule = { ...cards, check: (context) => [...cards.check(context), ...told(context)] };
