import { shownAtAll } from "../draft.ts";
import { contentStems, plain, wordCount } from "../rich-text.ts";
import { copiedRuns } from "../source-runs.ts";
import { frontText, perCard } from "./rule.ts";

const FEWEST = 8;
const MOST = 30;

export const q18 = perCard(
  "Q18",
  "Feedback explains",
  (draft, say, { source }) => {
    const { reasonText: reason, body } = draft;
    const count = wordCount(reason);
    if (count < FEWEST || count > MOST) say(`the reason has ${count} words, ${FEWEST} to ${MOST} are wanted`);
    if (reason.includes(frontText(draft))) say("the reason repeats the question");
    for (const text of shownAtAll(draft)) {
      const [run] = copiedRuns(text, source.sourceRuns);
      if (run !== undefined) say(`"${run}" stands in the source word for word`);
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
