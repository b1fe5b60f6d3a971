import { factId } from "../../src/core/ids.ts";
import type { Draft } from "../making/draft.ts";
import type { Context, Finding, Rule } from "./rule.ts";

const pairOf = (draft: Draft): string => [draft.spec.against ?? "", draft.asked.id].sort().join(" ");

function check({ source, drafts, deck }: Context): Finding[] {
  const findings: Finding[] = [];
  const fail = (at: string, message: string) => findings.push({ rule: "Q19", at, message, level: "fail" });
  const contrasts = drafts.filter((draft) => draft.body.type === "contrast");
  for (const { pair, both } of source.deck.confusable) {
    const cards = contrasts.filter((draft) => pairOf(draft) === [...pair].sort().join(" "));
    if (cards.length === 0) fail(source.id, `${pair.join(" and ")} are mixed up, and no contrast card parts them`);
    for (const key of both ? pair : []) {
      if (!cards.some(({ asked }) => asked.id === key))
        fail(source.id, `the contrast of ${pair.join(" and ")} lacks the mirror with "${key}" as key`);
    }
  }
  for (const draft of contrasts) {
    const members = [draft.fact.id, draft.spec.with ?? ""];
    const card = deck.cards.find(({ id }) => id === draft.id);
    for (const fact of members) {
      if (card?.unlockedBy.some((id) => id === factId(source.id, fact)) !== true)
        fail(draft.name, `does not wait for "${fact}"`);
      const first = deck.cards.find((other) => other.fact === factId(source.id, fact) && other.type !== "contrast");
      if (first === undefined || first.order > (card?.order ?? -1))
        fail(draft.name, `comes before a plain card of "${fact}"`);
    }
  }
  return findings;
}

export const q19: Rule = { id: "Q19", title: "Confusables are contrasted", check };
