import { factId } from "../../src/core/ids.ts";
import { namesOf } from "../words/english.ts";
import { mentions } from "../words/rich-text.ts";
import { answerText, askedText, type Context, type Finding, perCard, type Rule } from "./rule.ts";

/**
 * Each technical word of a question, and of the pathway drawn with it, is in the glossary, was the answer of an earlier
 * card, or is met: a fact that brings a new word is shown before its first question. Wrong options are exempt: a
 * question must be answerable with its options covered (Q14), and each wrong option is explained in a line of its own
 * (Q18).
 */
const cards = perCard("Q13", "Prerequisites first", (draft, say, { source, drafts, deck, around }) => {
  const asked = askedText(draft);
  const earlier = drafts.slice(0, drafts.indexOf(draft));
  const glossary = source.terms.flatMap((term) => [term.name, ...term.forms]).map((name) => name.toLowerCase());
  const met = draft.fact.met === false ? new Set<string>() : around.met.with(draft.fact);
  for (const entity of source.entities.values()) {
    const used = namesOf(entity).find((name) => mentions(asked, name));
    if (used === undefined || entity.everyday || entity.id === draft.asked.id || met.has(entity.id)) continue;
    if (glossary.some((name) => mentions(used, name))) continue;
    const taught = earlier.some(
      (other) => other.asked.id === entity.id || namesOf(entity).some((name) => mentions(answerText(other), name)),
    );
    if (!taught) say(`uses "${used}" before any card taught it, and the glossary lacks it`);
  }
  const place = deck.cards.findIndex((card) => card.id === draft.id);
  for (const fact of [...draft.fact.needs, ...draft.unlockedBy]) {
    if (fact === draft.fact.id) continue;
    const graded = deck.cards.findIndex((card) => card.fact === factId(source.id, fact));
    if (graded > place) say(`comes before the fact "${fact}" that it needs`);
  }
});

/** A chapter builds on those before it. */
function chapters({ source }: Context): Finding[] {
  const place = new Map(source.deck.chapters.map(({ id }, at) => [id, at]));
  const chapterOf = new Map(source.facts.map(({ id, chapter }) => [id, place.get(chapter) ?? 0]));
  return source.facts.flatMap(({ id, needs }) =>
    needs
      .filter((need) => (chapterOf.get(need) ?? 0) > (chapterOf.get(id) ?? 0))
      .map(
        (need): Finding => ({
          rule: "Q13",
          at: id,
          message: `needs "${need}", which a later chapter teaches`,
          level: "fail",
        }),
      ),
  );
}

export const q13: Rule = { ...cards, check: (context) => [...cards.check(context), ...chapters(context)] };
