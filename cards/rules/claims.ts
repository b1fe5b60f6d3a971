/**
 * What a sentence claims of two things that it names: does one go up or down by the other? Read from words, so it sees
 * only plain claims ("PTH lowers calcium", "calcium is lowered by PTH") and leaves what it cannot be sure of.
 */
import type { Entity } from "../files/entity-files.ts";
import { namesOf } from "../words/english.ts";
import { type Direction, turns } from "./direction-words.ts";

export interface Claim {
  /** Every entity of that name. */
  readonly subjects: readonly string[];
  readonly objects: readonly string[];
  readonly direction: Direction;
  /** The words between the two names. */
  readonly words: string;
  readonly sentence: string;
}

type Entities = ReadonlyMap<string, Entity>;

interface Found {
  readonly ids: readonly string[];
  readonly at: number;
  readonly end: number;
}

/** What turns the sense of a verb round, or makes the subject another: then nothing is claimed of it. */
const REVERSED =
  /\b(no|not|never|without|neither|nor|less|lack of|lacks?|low|too little|little|fewer|against|than|until|unless|instead|stops?|fails?)\b/i;
/** A verb's object stands near it; further away or in another clause, it belongs to another verb. */
const FAR = 60;
const CLAUSE = /[;:,.()–—]|\b(and|but|while|whereas|so|which|that|when|because|if)\b/i;

/** "RANKL rises with estrogen": what comes second makes the first go. */
const GOES_WITH =
  /\b(?:rises?|rose|increases?|grows?|climbs?|falls?|fell|drops?|decreases?)\b[^.]*\b(?:with|under|after|from|on) (?:the |more |high |much )?$/i;
const FALLS = /\b(?:falls?|fell)\b/i;

const turned = (words: string, direction: Direction): boolean =>
  turns(words, direction).length > 0 || (direction === "down" && FALLS.test(words) && GOES_WITH.test(words));

const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?])\s+/).filter((part) => part !== "");

export function claimsOf(text: string, entities: Entities): Claim[] {
  return sentencesOf(text).flatMap((sentence) => {
    const found = namesIn(sentence, entities);
    return found.slice(1).flatMap((second, at): Claim[] => {
      const first = found[at];
      if (first === undefined) return [];
      const words = sentence.slice(first.end, second.at);
      if (words.length > FAR || CLAUSE.test(words) || REVERSED.test(words)) return [];
      if (REVERSED.test(sentence.slice(Math.max(0, first.at - 20), first.at))) return [];
      const [up, down] = [turned(words, "up"), turned(words, "down")];
      if (up === down) return [];
      const direction = up ? "up" : "down";
      // "Calcium is lowered by calcitonin", "calcium falls with calcitonin".
      const passive = /\bby (the )?$/i.test(words) || GOES_WITH.test(words);
      const [subjects, objects] = passive ? [second.ids, first.ids] : [first.ids, second.ids];
      return [{ subjects, objects, direction, words: words.trim(), sentence }];
    });
  });
}

/** The entities that a sentence names, each place once, the longest name first; in the order of the sentence. */
function namesIn(sentence: string, entities: Entities): readonly Found[] {
  const { names, found } = listOf(entities);
  const known = found.get(sentence) ?? search(sentence, names);
  found.set(sentence, known);
  return known;
}

function search(sentence: string, names: readonly Name[]): Found[] {
  const lower = sentence.toLowerCase();
  const words = new Set(lower.match(/[\p{L}\p{N}]+/gu));
  const found: Found[] = [];
  for (const { name, first, ids } of names) {
    // Most names are seen to be absent by their first word, without a search through the sentence.
    if (first !== "" && !words.has(first)) continue;
    for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
      const end = at + name.length;
      const isWhole = !/[\p{L}\p{N}]/u.test(lower[at - 1] ?? " ") && !/[\p{L}\p{N}]/u.test(lower[end] ?? " ");
      if (isWhole && !found.some((other) => at < other.end && end > other.at)) found.push({ ids, at, end });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

/** The same for each of a deck's many texts, and most of these are the same when the deck is judged again. */
const lists = new WeakMap<Entities, List>();

interface List {
  /** The longest first. */
  readonly names: readonly Name[];
  /** By sentence. */
  readonly found: Map<string, readonly Found[]>;
}

interface Name {
  /** In small letters. */
  readonly name: string;
  /** The letters and digits that it begins with; empty where it begins with another sign. */
  readonly first: string;
  /** The entities that have it. */
  readonly ids: readonly string[];
}

function listOf(entities: Entities): List {
  const known = lists.get(entities);
  if (known !== undefined) return known;
  const ids = new Map<string, string[]>();
  for (const entity of entities.values()) {
    for (const name of namesOf(entity)) {
      const key = name.toLowerCase();
      ids.set(key, [...(ids.get(key) ?? []), entity.id]);
    }
  }
  const names = [...ids]
    .sort(([a], [b]) => b.length - a.length)
    .map(([name, of]): Name => ({ name, first: /^[\p{L}\p{N}]*/u.exec(name)?.[0] ?? "", ids: of }));
  const list = { names, found: new Map<string, readonly Found[]>() };
  lists.set(entities, list);
  return list;
}
