import { shownAtAll } from "../draft.ts";
import { plain, words } from "../rich-text.ts";
import type { Entity } from "../schema.ts";
import { answerText, asWritten, type Context, type Finding, frontText, perCard, type Rule } from "./rule.ts";

const RESIDUE =
  /[{}]|\bundefined\b|\bnull\b|\bNaN\b| {2}|\b(\w+) \1\b|\ba [aeiou]|\ban [bcdfgjklmnpqrstvwyz]|\bdoes \w+s\b(?<!does this)/;
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
    for (const text of shownAtAll(draft)) {
      const residue = RESIDUE.exec(text.replace(/\b(had had|that that)\b/, ""));
      if (residue !== null) say(`"${residue[0]}" looks like a slip in "${text}"`);
      if (!/[.?!%\p{L}\d_’'")]$/u.test(text) && text !== "") say(`"${text}" breaks off`);
    }
    for (const entity of [draft.asked, draft.given]) {
      const slip = disagreement(front, entity, [
        source.relations.get(draft.fact.triple[1]).one,
        source.relations.get(draft.fact.triple[1]).many,
      ]);
      if (slip !== null) say(`"${slip}" does not agree in number`);
    }
    const unknown = new Set(
      shownAtAll(draft)
        .flatMap(spelled)
        .filter((word) => source.spelling?.has(word) === false),
    );
    if (unknown.size > 0) say(`words.txt does not hold ${[...unknown].sort().join(", ")}: misspelt, or to be added`);
  },
  "Read each card aloud: does it sound like a person?",
);

/** The glossary and the corrections are read as well as the cards. */
function spelling({ deck, source }: Context): Finding[] {
  const texts = [
    ...deck.terms.map(({ id, name, definition }) => [id, `${name} ${plain(definition)}`] as const),
    ...deck.corrections.map(({ fact, before, now, why }) => [fact, [before, now, why].map(plain).join(" ")] as const),
  ];
  return texts.flatMap(([at, text]) => {
    const unknown = spelled(text).filter((word) => source.spelling?.has(word) === false);
    if (unknown.length === 0) return [];
    return [
      {
        rule: "Q7",
        at: asWritten(source, at),
        message: `words.txt does not hold ${unknown.join(", ")}`,
        level: "fail" as const,
      },
    ];
  });
}

export const q07: Rule = { ...cards, check: (context) => [...cards.check(context), ...spelling(context)] };

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
