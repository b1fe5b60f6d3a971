/**
 * What facts can say. Every relation keeps both verb forms, since adding "s" makes "osteocytes makes" and "discusss".
 * `entails` lists what else is true when the relation holds: whatever raises a thing also regulates it.
 */
import type { Link, Sign } from "../src/core/deck/deck.ts";

export interface Relation {
  /** With a singular subject: "raises". */
  readonly one: string;
  /** With a plural subject, and after "does": "raise". */
  readonly many: string;
  readonly entails?: readonly string[];
  /** Moves its object either way, so that a fact has to say which, if it is known. */
  readonly regulates?: true;
  /** Says up or down, so the card must too (rule Q10). */
  readonly direction?: "up" | "down";
  /** What is left of the relation when a question does not say "main" or the like. */
  readonly weakerUnlessMain?: string;
  /** How a pathway draws it; an arrow unless it says otherwise. */
  readonly shape?: Link["shape"];
}

const up = { direction: "up", entails: ["regulates"] } as const;
const down = { direction: "down", shape: "bar", entails: ["regulates"] } as const;

export const RELATIONS = {
  produces: { one: "makes", many: "make" },
  "mainly-produces": {
    one: "mainly makes",
    many: "mainly make",
    entails: ["produces"],
    weakerUnlessMain: "produces",
  },
  expresses: { one: "carries", many: "carry" },
  "made-in": { one: "is made in", many: "are made in" },
  "is-a": { one: "is", many: "are" },
  "stands-for": { one: "stands for", many: "stand for" },
  "acts-on": { one: "acts on", many: "act on", shape: "dot" },
  "takes-place-in": { one: "takes place in", many: "take place in" },
  "travels-by": { one: "travels by", many: "travel by" },
  "belongs-to": { one: "belongs to", many: "belong to" },
  lacks: { one: "lacks", many: "lack" },
  uses: { one: "uses", many: "use" },
  inhibits: { one: "inhibits", many: "inhibit", ...down, entails: ["lowers", "regulates"] },
  suppresses: { one: "suppresses", many: "suppress", ...down, entails: ["lowers", "regulates"] },
  lowers: { one: "lowers", many: "lower", ...down },
  weakens: { one: "weakens", many: "weaken", ...down, entails: ["lowers"] },
  slows: { one: "slows", many: "slow", ...down, entails: ["lowers"] },
  raises: { one: "raises", many: "raise", ...up },
  speeds: { one: "speeds up", many: "speed up", ...up, entails: ["raises", "regulates"] },
  promotes: { one: "promotes", many: "promote", ...up, entails: ["raises", "regulates"] },
  stimulates: { one: "stimulates", many: "stimulate", ...up, entails: ["raises", "regulates"] },
  supports: { one: "supports", many: "support", ...up, entails: ["raises", "regulates"] },
  improves: { one: "improves", many: "improve", ...up, entails: ["raises", "regulates"] },
  maintains: { one: "maintains", many: "maintain", ...up, entails: ["supports"] },
  regulates: { one: "regulates", many: "regulate", shape: "dot", regulates: true },
  "mainly-regulates": {
    one: "chiefly regulates",
    many: "chiefly regulate",
    shape: "dot",
    regulates: true,
    entails: ["regulates"],
    weakerUnlessMain: "regulates",
  },
  disrupts: { one: "disrupts", many: "disrupt" },
  influences: { one: "influences", many: "influence", shape: "dot" },
  drives: { one: "drives", many: "drive", entails: ["regulates"] },
  converts: { one: "converts", many: "convert" },
  becomes: { one: "becomes", many: "become", shape: "dashes" },
  "contributes-to": { one: "contributes to", many: "contribute to" },
  "leads-to": { one: "leads to", many: "lead to", entails: ["contributes-to"] },
  "is-risk-for": { one: "is a risk for", many: "are risks for" },
  "comes-with": { one: "comes with", many: "come with" },
  "is-source-of": { one: "is a source of", many: "are sources of" },
  supplies: { one: "supplies", many: "supply" },
  protects: { one: "protects", many: "protect", entails: ["influences"] },
  harms: { one: "harms", many: "harm", entails: ["influences"] },
  calls: { one: "calls for", many: "call for" },
  "interacts-with": { one: "interacts with", many: "interact with", shape: "dot" },
  measures: { one: "amounts to", many: "amount to" },
  "happens-at": { one: "happens at", many: "happen at" },
  "is-best-for": { one: "is rated best for", many: "are rated best for" },
} as const satisfies Record<string, Relation>;

export type RelationId = keyof typeof RELATIONS;
export const RELATION_IDS = Object.keys(RELATIONS) as [RelationId, ...RelationId[]];

export const relation = (id: RelationId): Relation => RELATIONS[id];

/** Which way the subject of such a triple moves its object, as far as the relation says. */
export function signOf(id: RelationId): Sign {
  const { direction, regulates } = relation(id);
  if (direction !== undefined) return direction === "up" ? "raises" : "lowers";
  return regulates ? "regulates" : null;
}

/** The relation that a question really asks for: "makes" takes in more than "is the main maker of". */
export function asAsked(id: RelationId, question: string): RelationId {
  const weaker = relation(id).weakerUnlessMain;
  const says = /\b(main|mainly|chief|chiefly|best known|most)\b/i.test(question);
  return weaker === undefined || says ? id : (weaker as RelationId);
}

/** True when a triple with `stronger` makes the same triple with `weaker` true. */
export function entails(stronger: RelationId, weaker: RelationId): boolean {
  if (stronger === weaker) return true;
  return (relation(stronger).entails ?? []).some((next) => entails(next as RelationId, weaker));
}
