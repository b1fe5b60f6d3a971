import type { Draft } from "../making/draft.ts";
import { type Context, type Finding, frontText, lastSentence, perCard, type Rule } from "./rule.ts";

const YES_OR_NO = /^(is|are|do|does|did|can|could|has|have|will|would|should)\b/i;

const isMirror = (a: Draft, b: Draft): boolean =>
  b.body.type === "contrast" && a.spec.against === b.asked.id && b.spec.against === a.asked.id;

const cards = perCard("Q6", "No yes or no, no coin toss", (draft, say, { source, drafts }) => {
  const { fact } = draft;
  // A card that an author chose was thought about; of one that the program chose somebody has to.
  const isEveryday = [fact.triple[0], fact.triple[2]].every((id) => source.entities.get(id)?.everyday === true);
  if (fact.auto && isEveryday) say("both ends are everyday words: can everybody guess it?", "read");
  const front = frontText(draft);
  const question = lastSentence(front);
  if (YES_OR_NO.test(question)) say("the question can be answered with yes or no");
  if (/\btrue or false\b/i.test(front)) say("the question asks for true or false");
  if (!/\bor\b.*\?$/i.test(question)) return;
  if (draft.body.type !== "contrast") say("the question offers two answers with or");
  else if (!drafts.some((other) => isMirror(draft, other))) say("a contrast with or needs its mirror card");
});

/** Among contrasts with "or", the first-named is right in 40 to 60 %. */
function balance({ drafts, source }: Context): Finding[] {
  const pairs = drafts.filter((draft) => draft.body.type === "contrast" && / or /.test(frontText(draft)));
  const first = pairs.filter(({ front, asked, spec, source: { entities } }) => {
    const text = front
      .map((segment) => ("text" in segment ? segment.text : ""))
      .join("")
      .toLowerCase();
    const at = (id: string) => text.indexOf((entities.get(id)?.name ?? id).toLowerCase());
    return at(asked.id) < at(spec.against ?? "");
  });
  const share = first.length / pairs.length;
  if (pairs.length === 0 || (share >= 0.4 && share <= 0.6)) return [];
  const message = `of ${pairs.length} contrasts with or, ${first.length} have the first-named as key`;
  return [{ rule: "Q6", at: source.id, message, level: "fail" }];
}

export const q06: Rule = { ...cards, check: (context) => [...cards.check(context), ...balance(context)] };
