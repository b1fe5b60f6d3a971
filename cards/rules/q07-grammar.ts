import type { Entity } from "../files/entity-files.ts";
import { words } from "../words/rich-text.ts";
import { answerText, frontText, perCard, perText, type Rule } from "./rule.ts";

const RESIDUE =
  /[{}]|\bundefined\b|\bnull\b|\bNaN\b| {2}|\b(\w+) \1\b|\ba [aeiou]|\ban [bcdfgjklmnpqrstvwyz]|\bdoes \w+s\b(?<!does (?:its|\w+(?:ss|us|is)))/;
/** Words that cannot stand beside one another, as when a sentence was shaken up. */
const SHAKEN =
  /\b(the|a|an|its|their|your|our) (the|a|an|of|is|are|was|were|do|does|can|may|to|in|on|by|with|from|for|and|or|but|which|what|that|than|into|at)\b|\b(of|to|from|by|with) (is|are|does|do|of|and|or|may|can)\b|\b(which|what) (which|what|and|or)\b|\b(do|does|can|may) (of|in|is|are|the of|and|which|what)\b|\b(the|a|an|which|and|or|but|does|do|is|are|than|its|their) ?[.?]$/i;
const HELPERS = /\b(do|does|did|can|could|may|might|will|would|should|to|help|helps)\b/i;

const cards = perCard(
  "Q7",
  "Grammatical, no template residue",
  (draft, say, { source }) => {
    const front = frontText(draft);
    if (!/^(\p{Lu}|___|\d)/u.test(front)) say("the question does not begin with a capital");
    // A cloze's answer completes its sentence; Q8 looks at its first letter.
    if (draft.body.type !== "cloze" && !/^[\p{Lu}\d]/u.test(answerText(draft))) {
      say("the answer does not begin with a capital");
    }
    if (!/\?$/.test(front) && !front.includes("___")) say("the question ends in no question mark and has no gap");
    for (const entity of [draft.asked, draft.given]) {
      const slip = disagreement(front, entity, [
        source.relations.get(draft.fact.triple[1]).one,
        source.relations.get(draft.fact.triple[1]).many,
      ]);
      if (slip !== null) say(`"${slip}" does not agree in number`);
    }
  },
  "Read each card aloud: does it sound like a person?",
);

const told = perText("Q7", ({ role, text }, say, { source }) => {
  const residue = RESIDUE.exec(text.replace(/\b(had had|that that)\b/, ""));
  if (residue !== null) say(`"${residue[0]}" looks like a slip in "${text}"`);
  const shaken = role === "question" ? SHAKEN.exec(text.replace(/ · .*$/, "")) : null;
  if (shaken !== null) say(`"${shaken[0]}" is no English in "${text}"`);
  if (!/[.?!%\p{L}\d_’'")]$/u.test(text)) say(`"${text}" breaks off`);
  if (role === "treatment") return;
  const unknown = new Set(spelled(text).filter((word) => source.spelling?.has(word) === false));
  if (unknown.size > 0) say(`words.txt does not hold ${[...unknown].sort().join(", ")}: misspelt, or to be added`);
});

export const q07: Rule = { ...cards, check: (context) => [...cards.check(context), ...told(context)] };

/** The words that the spelling list must hold: letters only, as in "wnt" or "cushing's". */
const spelled = (text: string): string[] =>
  words(text.replaceAll("-", " "))
    .flatMap((word) => word.split("-"))
    .filter((word) => /^[a-z]{2,}$/.test(word));

/** A singular name with a plural verb or the other way round. */
function disagreement(text: string, entity: Entity, [one, many]: [string, string]): string | null {
  const name = entity.name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const helper = entity.plural ? "does|is|has|was" : "do|are|have|were";
  const before = new RegExp(`\\b(${helper}) (the )?${name}\\b(?! and)`, "i").exec(text);
  if (before !== null) return before[0];
  const wrong = entity.plural ? one : many;
  const after = new RegExp(`${name} ${wrong}\\b`, "i").exec(text);
  return after !== null && !HELPERS.test(text.slice(0, after.index)) ? after[0] : null;
}
