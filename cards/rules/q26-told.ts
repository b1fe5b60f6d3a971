import { shownAtAll } from "../making/draft.ts";
import { type Context, type Finding, type Rule, speaksOf } from "./rule.ts";

/** A fact without a card of its own is told on another card, in words that stand there. */
function check({ source, drafts }: Context): Finding[] {
  return source.facts.flatMap((fact): Finding[] => {
    const card = drafts.find(({ name }) => name === fact.shownIn);
    if (card === undefined) return [];
    const text = shownAtAll(card).join(" ");
    const missing = [fact.triple[0], fact.triple[2]].flatMap((id) => {
      const entity = source.entities.get(id);
      return entity === undefined || speaksOf(text, entity) ? [] : [entity.name];
    });
    if (missing.length === 0) return [];
    const message = `is said to be told by ${card.name}, which does not speak of "${missing.join('" and "')}"`;
    return [{ rule: "Q26", at: fact.id, message, level: "fail" }];
  });
}

export const q26: Rule = { id: "Q26", title: "Told where it is said to be told", check };
