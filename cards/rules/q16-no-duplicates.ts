import type { Draft } from "../making/draft.ts";
import { contentStems, words } from "../words/rich-text.ts";
import { answerText, frontText, perCard } from "./rule.ts";

const TOO_SIMILAR = 0.8;
const MOST_PER_FACT = 3;
/** Words that only a scene has. */
const FEWEST_NEW = 4;

export const q16 = perCard("Q16", "No duplicates, no bloat", (draft, say, { drafts }) => {
  const place = drafts.indexOf(draft);
  const answer = answerText(draft).toLowerCase();
  for (const other of drafts.slice(0, place)) {
    const sameAnswer = answerText(other).toLowerCase() === answer;
    if (sameAnswer && similarity(frontText(draft), frontText(other)) >= TOO_SIMILAR) say(`repeats ${other.name}`);
    const sameView = other.fact === draft.fact && other.asks === draft.asks && other.body.type === draft.body.type;
    if (sameView) say(`asks the same ${draft.asks} in the same way as ${other.name}`);
  }
  if (draft.body.type === "vignette" && newWords(draft, drafts) < FEWEST_NEW)
    say("is no scene: it only asks the fact again");
  const count = drafts.filter((other) => other.fact === draft.fact).length;
  if (count > MOST_PER_FACT) say(`is one of ${count} cards of its fact, more than ${MOST_PER_FACT}`);
  const point = pointOf(draft);
  const alike = point === null ? [] : drafts.filter((other) => pointOf(other) === point);
  if (alike.length > MOST_PER_FACT && alike.some((other) => other.fact !== draft.fact))
    say(`is one of ${alike.length} cards on one step (${point}), more than ${MOST_PER_FACT}`);
});

/** What moves what which way, with steps taken for the whole: two facts may say one thing in other words. */
function pointOf({ fact, source: { entities, relations } }: Draft): string | null {
  const [subject, relation, object] = fact.triple;
  const way = fact.sign ?? relations.signOf(relation);
  const whole = (id: string): string => entities.get(id)?.stepOf ?? id;
  return way === null || way === "regulates" ? null : `${whole(subject)} ${way} ${whole(object)}`;
}

/** What a vignette brings beside the fact and its other cards: whom, where, what happened. */
function newWords(draft: Draft, drafts: readonly Draft[]): number {
  const { fact, asked, given, source } = draft;
  const others = drafts.filter((other) => other.fact === fact && other !== draft).map(frontText);
  const entities = [asked, given].flatMap(({ name, aka, class: kind, kinds }) => [name, ...aka, kind, ...kinds]);
  const known = new Set([fact.statement, ...others, ...entities, ...source.deck.common].flatMap(contentStems));
  return new Set(contentStems(frontText(draft)).filter((stem) => !known.has(stem))).size;
}

/** Shared words over all words: 1 for the same words in any order. */
export function similarity(a: string, b: string): number {
  const [left, right] = [new Set(words(a)), new Set(words(b))];
  const shared = [...left].filter((word) => right.has(word)).length;
  return shared / (left.size + right.size - shared || 1);
}
