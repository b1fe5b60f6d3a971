import type { Draft } from "../making/draft.ts";
import { triplesOf } from "../templates/pathway.ts";
import { namesOf } from "../words/english.ts";
import { contentStems } from "../words/rich-text.ts";
import { numbersIn, rangeProblems, strayWords } from "./figures.ts";
import {
  answerText,
  type Context,
  type Finding,
  frontText,
  means,
  perCard,
  perText,
  type Rule,
  speaksOf,
} from "./rule.ts";

const cards = perCard(
  "Q12",
  "Grounded in its fact, disputes handled",
  (draft, say, { world }) => {
    const { fact, asked, given, spec } = draft;
    const ground = [fact.statement, ...namesOf(asked), ...namesOf(given)].join(" ");
    const known = new Set(contentStems(ground));
    const strange = contentStems(answerText(draft)).filter((stem) => !known.has(stem));
    if (strange.length > 0) say(`the answer says "${strange.join(" ")}", which its fact does not`);
    if (!namesAsked(draft))
      say(`the answer "${answerText(draft)}" is not the ${draft.asks} "${asked.name}" of the fact`);
    for (const problem of rangeProblems(draft)) say(problem);
    const options = draft.wrong.flatMap(({ text, why }) => [text ?? "", why]);
    const own = draft.reasonFrom === "card" || draft.reasonFrom === "background" ? [draft.reasonText] : [];
    for (const number of [frontText(draft), answerText(draft), ...own, spec.why ?? "", ...options].flatMap(numbersIn)) {
      if (!numbersIn(ground).includes(number)) say(`the number ${number} is not in the fact`);
    }
    for (const [s, r, o] of triplesOf(spec)) {
      if (!world.holds(s, r, o)) say(`the pathway draws "${s} ${r} ${o}", which no fact says`);
    }
  },
  "Does the card say what the fact says, no more?",
);

/** Words of the statement are not enough: the fact names its other end as well, and that would be a wrong answer. */
const namesAsked = (draft: Draft): boolean =>
  draft.body.type === "number"
    ? strayWords(draft).length === 0
    : means(answerText(draft), frontText(draft), draft.asked, draft.source.entities.values());

/** Disputed facts carry their note, omitted ones do not exist, and nothing made elsewhere is said to come from bone. */
function facts({ source }: Context): Finding[] {
  const findings: Finding[] = [];
  const fail = (at: string, message: string) => findings.push({ rule: "Q12", at, message, level: "fail" });
  for (const fact of source.facts) {
    const [subject, relation, object] = fact.triple;
    const maker = source.entities.get(subject);
    const madeByBone =
      /produces|made-in|expresses|source/.test(relation) && (maker?.class === "cell" || subject === "bone");
    if (madeByBone && source.entities.get(object)?.madeInBone === false) {
      fail(fact.id, `"${object}" is not made by bone`);
    }
    for (const id of [subject, object]) {
      const entity = source.entities.get(id);
      if (entity !== undefined && !speaksOf(fact.statement, entity)) {
        fail(fact.id, `the triple says "${id}", the statement does not: "${fact.statement}"`);
      }
    }
    for (const { claim, forbidsFacts } of source.disputes) {
      const forbidden =
        (fact.heading !== undefined || source.deck.provenance === undefined) &&
        forbidsFacts.some((triple) => triple.every((part, at) => part === "any" || part === fact.triple[at]));
      if (forbidden) fail(fact.id, `is not to be taught: ${claim}`);
    }
  }
  for (const { claim, facts: disputed, note } of source.disputes) {
    for (const id of note === undefined ? [] : disputed) {
      const fact = source.facts.find((each) => each.id === id);
      if (fact?.note !== note) fail(id, `must carry the note "${note}": ${claim}`);
    }
  }
  return findings;
}

/** The same few patterns are held against every text. */
const patterns = new Map<string, RegExp>();

function forbidden(pattern: string): RegExp {
  const made = patterns.get(pattern) ?? new RegExp(pattern, "i");
  patterns.set(pattern, made);
  return made;
}

/**
 * What a dispute forbids stands in no text about the source: not in a reason, a note, a term or a why either. Chapters
 * beyond the source may name it, since there the truth is taught. The dispute's own note has to name it.
 */
const told = perText("Q12", ({ role, text, fact, at }, say, { source }) => {
  if (role === "treatment") return;
  if (fact !== null && fact.heading === undefined && source.deck.provenance !== undefined) return;
  const note = role === "note" ? at.replace(/^note /, "") : null;
  const isBeyond =
    note !== null && source.facts.filter((each) => each.note === note).every((each) => each.heading === undefined);
  if (isBeyond && source.deck.provenance !== undefined) return;
  for (const dispute of source.disputes) {
    if (note !== null && dispute.note === note) continue;
    const pattern = dispute.forbids.find((each) => forbidden(each).test(text));
    if (pattern !== undefined) say(`"${text}" goes against the treatment of: ${dispute.claim}`);
  }
});

/** What the deck bans is said nowhere, neither by a question with its answer nor beside one. A wrong option may be false. */
const banned = perText("Q12", ({ role, text }, say, { source }) => {
  if (role === "option" || role === "treatment") return;
  for (const { because, forbids } of source.bans) {
    if (forbids.some((each) => forbidden(each).test(text))) say(`"${text}" is banned: ${because}`);
  }
});

export const q12: Rule = {
  ...cards,
  check: (context) => [...cards.check(context), ...facts(context), ...told(context), ...banned(context)],
};
