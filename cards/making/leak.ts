/** Whether a question gives its answer away: by a word of it, or by a root that both share, as "calcite" and "calcium". */
import type { Surroundings } from "../asking/aim.ts";
import type { Entity } from "../files/entity-files.ts";
import type { DeckSource } from "../files/source.ts";
import { contentStems, plain, words } from "../words/rich-text.ts";
import type { Draft } from "./draft.ts";

/** Letters of a common start that make two words look alike: "calcite" and "calcium". */
const START = 5;
/** Letters of a word inside another that are no accident: "sand" in "sandstone". */
const INSIDE = 4;
/** Starts that say nothing of the word behind them. */
const PREFIX = /^(hyper|inter|intra|micro|multi|super|trans|under|ultra|counter)/;

/** What is said in a question and tells its answer: stems of the answer, and words with a root of it. */
export interface Leak {
  readonly stems: readonly string[];
  /** "sand in sandstone" */
  readonly roots: readonly string[];
}

/** @param asked all that is shown before the answer: the question, and the labels of a pathway */
export function leakOf(
  draft: Pick<Draft, "answer" | "asked" | "asks" | "fact" | "kind" | "source">,
  asked: string,
  { classes, common }: Pick<Surroundings, "classes" | "common">,
): Leak {
  const telling = tellingStems(draft);
  const harmless = new Set([...common, ...harmlessStems(draft)]);
  const stems = contentStems(asked).filter((stem) => telling.has(stem) && !harmless.has(stem));
  if (draft.asks === "sign") return { stems, roots: [] };
  const others = classes.get(draft.kind).members.filter(({ id }) => id !== draft.asked.id);
  const bare = (text: string): string[] => meaningful(text, harmless).map((word) => withoutRoot(word, draft.source));
  const roots = sharedRoots(bare(asked), bare(plain(draft.answer)))
    .filter(({ root }) => !isShared(root, others))
    .map(({ from, to }) => `${from}/${to}`);
  return { stems, roots: [...new Set(roots)] };
}

/** The stems of the answer; where it names the asked entity in full, those of its other names as well. */
export function tellingStems({ answer, asked }: Pick<Draft, "answer" | "asked">): Set<string> {
  const text = plain(answer);
  const full = text.toLowerCase().includes(asked.name.toLowerCase());
  return new Set([text, ...(full ? [asked.name, ...asked.aka] : [])].flatMap(contentStems));
}

/** What question and answer of a direction both hold: the hedge, and the thing that is moved. Neither tells the way. */
export function harmlessStems({ asks, fact, source }: Pick<Draft, "asks" | "fact" | "source">): string[] {
  if (asks !== "sign") return [];
  return [fact.hedge ?? "", source.entities.get(fact.triple[2])?.name ?? ""].flatMap(contentStems);
}

/** Words of four letters and more that are neither harmless nor small. */
const meaningful = (text: string, harmless: ReadonlySet<string>): string[] =>
  words(text)
    .flatMap((word) => word.split("-"))
    .filter((word) => word.length >= INSIDE && contentStems(word).some((stem) => !harmless.has(stem)));

/** A word without a root that the deck calls common: "osteo-" makes "blasts" of "osteoblasts". */
function withoutRoot(word: string, { deck }: Pick<DeckSource, "deck">): string {
  const root = deck.common.map((each) => /^(\w+)-$/.exec(each)?.[1]).find((each) => each && word.startsWith(each));
  return word.slice(root?.length ?? 0);
}

interface Shared {
  readonly from: string;
  readonly to: string;
  readonly root: string;
}

/** Pairs of different words, one of each text, that a reader sees to be kin. */
export function sharedRoots(question: readonly string[], answer: readonly string[]): Shared[] {
  const long = (word: string): boolean => word.length >= INSIDE;
  return question.filter(long).flatMap((from) =>
    answer.filter(long).flatMap((to) => {
      if (contentStems(from).join() === contentStems(to).join()) return [];
      const start = commonStart(from, to);
      const isRoot = start.length >= START && start.replace(PREFIX, "").length >= START;
      const root = isRoot ? start : to.includes(from) ? from : from.includes(to) ? to : null;
      return root === null ? [] : [{ from, to, root }];
    }),
  );
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}

/** "osteo-" helps nobody among bone cells: a root that half of the other members share does not single one out. */
const isShared = (root: string, others: readonly Entity[]): boolean =>
  others.length > 0 &&
  2 * others.filter(({ name, aka }) => [name, ...aka].some((each) => each.toLowerCase().includes(root))).length >=
    others.length;
