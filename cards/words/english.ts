/** The little grammar that frames need: number, articles, and where a word of caution stands. */
import type { Entity } from "../files/entity-files.ts";
import type { Relation } from "../relations/relation.ts";

/** With its article: "the kidneys". */
export const named = (entity: Entity): string => (entity.article ? `${entity.article} ${entity.name}` : entity.name);

/** All that it is called, each name once. */
export function namesOf(entity: Pick<Entity, "name" | "aka">): readonly string[] {
  const names = knownNames.get(entity) ?? [...new Set([entity.name, ...entity.aka])];
  knownNames.set(entity, names);
  return names;
}

/** Every rule asks for the names of every entity, card by card. */
const knownNames = new WeakMap<Pick<Entity, "name" | "aka">, readonly string[]>();

/** "a rock", "an ore", "an FGF": by the sound of the first letter, which for capitals is that of its name. */
export function withArticle(noun: string): string {
  const vowel = /^[A-Z]{2}/.test(noun) ? /^[AEFHILMNORSX]/ : /^(?!uni|use|eu|one)[aeiou]|^hour/i;
  return `${vowel.test(noun) ? "an" : "a"} ${noun}`;
}

/** A verb phrase with its object: "raises the risk", "speeds up bone breakdown more". */
export function withObject(verb: string, object: string): string {
  const [, before, degree] = /^(.+) (more|most|less|least|best)$/.exec(verb) ?? [];
  return degree === undefined ? `${verb} ${object}` : `${before} ${object} ${degree}`;
}

/** Two names that end alike say the end once: "primary or secondary hyperparathyroidism". */
export function either(first: string, second: string): string {
  const [a, b] = [first.split(" "), second.split(" ")];
  let same = 0;
  while (same < Math.min(a.length, b.length) - 1 && a.at(-1 - same) === b.at(-1 - same)) same++;
  return `${a.slice(0, a.length - same).join(" ")} or ${second}`;
}

/** "also raises", but "may also raise" and "is also a source of". */
export const withAlso = (verb: string): string =>
  /^(may|might|can|could|is|are) /.test(verb) ? verb.replace(" ", " also ") : `also ${verb}`;

const HEAD = /^(\S+(?: \S+)*?)( (?:of|in|from|for|that|which|with|on|by|at|to)\b.*)?$/;

/** A noun without what stands after it: "the risk of a fracture" is "the risk". */
export const headOfNoun = (noun: string): string => HEAD.exec(noun)?.[1] ?? noun;

/** The regular plural of a noun or of a noun with something after it: "source of light" gives "sources of light". */
export function pluralOf(noun: string): string {
  const [, head = noun, rest = ""] = HEAD.exec(noun) ?? [];
  if (/(s|x|z|ch|sh)$/.test(head)) return `${head}es${rest}`;
  if (/[^aeiou]y$/.test(head)) return `${head.slice(0, -1)}ies${rest}`;
  return `${head}s${rest}`;
}

/** A verb with its helper, as it stands in a question and in a plain sentence. */
export interface VerbPhrase {
  /** Before the subject of a question: "does", "are", "may". */
  readonly helper: string;
  /** After the helper and the subject, before the verb: "", "often ", "thought to ". */
  readonly to: string;
  /** What follows the subject of a question: "raise", "made in", "thought to raise". */
  readonly rest: string;
  /** In a plain sentence: "raises", "may raise", "is thought to raise". */
  readonly finite: string;
}

const MODAL = /^(may|might|can|could)$/;
const ADVERB = /^(often|sometimes|usually|typically|mainly|chiefly|mostly|probably)$/;
const SAID = /^(thought|reported|believed|said|known|suspected)$/;
const ORDINARY = /^(tends?|helps?)$/;

/** True of a hedge that tells what somebody says: "thought", "reported". */
export const isSaid = (hedge: string | undefined): boolean => hedge !== undefined && SAID.test(hedge);

/**
 * The verb of a relation for a subject in that number. Null when the hedge has no place in a verb phrase, such as
 * "linked" or "about".
 */
export function verbPhrase(relation: Relation, plural: boolean, hedge?: string): VerbPhrase | null {
  const be = /^is\b/.test(relation.one);
  const finite = plural ? relation.many : relation.one;
  const is = plural ? "are" : "is";
  const after = finite.replace(/^(is|are) ?/, "");
  const base = be ? `be ${after}` : relation.many;
  if (hedge === undefined) {
    return be
      ? { helper: is, to: "", rest: after, finite }
      : { helper: plural ? "do" : "does", to: "", rest: base, finite };
  }
  const word = hedge.toLowerCase();
  if (MODAL.test(word)) return { helper: word, to: "", rest: base, finite: `${word} ${base}` };
  // "Mainly drives" says its hedge already.
  if (ADVERB.test(word) && finite.split(" ").includes(word)) return verbPhrase(relation, plural);
  if (ADVERB.test(word)) {
    const helper = be ? is : plural ? "do" : "does";
    const rest = `${word} ${be ? after : base}`;
    return { helper, to: `${word} `, rest, finite: be ? `${is} ${rest}` : `${word} ${finite}` };
  }
  if (SAID.test(word)) {
    return { helper: is, to: `${word} to `, rest: `${word} to ${base}`, finite: `${is} ${word} to ${base}` };
  }
  if (ORDINARY.test(word)) {
    const stem = word.replace(/s$/, "");
    const own = plural ? stem : `${stem}s`;
    return {
      helper: plural ? "do" : "does",
      to: `${stem} to `,
      rest: `${stem} to ${base}`,
      finite: `${own} to ${base}`,
    };
  }
  return null;
}

/** The plural form of a verb in the singular: "turns into" gives "turn into", "is an ore of" gives "are ores of". */
export function baseForm(phrase: string): string {
  const [, article, noun] = /^is (an?|the) (.+)$/.exec(phrase) ?? [];
  if (article !== undefined && noun !== undefined) return `are ${article === "the" ? "the " : ""}${pluralOf(noun)}`;
  const words = phrase.split(" ");
  const at = Math.max(
    0,
    words.findIndex((word) => /s$/.test(word)),
  );
  return words.map((word, place) => (place === at ? withoutS(word) : word)).join(" ");
}

function withoutS(verb: string): string {
  if (verb === "is") return "are";
  if (verb === "was") return "were";
  if (verb === "has") return "have";
  if (/(?:ch|sh|ss|x|zz|o)es$/.test(verb)) return verb.slice(0, -2);
  if (/[^aeiou]ies$/.test(verb)) return `${verb.slice(0, -3)}y`;
  return verb.replace(/s$/, "");
}
