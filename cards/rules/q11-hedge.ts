import { claimsOf } from "./claims.ts";
import { answerText, frontText, perCard, perText, type Rule } from "./rule.ts";

const HEDGE =
  /\b(may|might|can|could|often|sometimes|linked|tends?|about|mainly|usually|roughly|reported|thought|said|believed|suspected|probably|likely|seems?|appears?|debated|disputed|proposed|suggests?|if)\b/i;
/** Surer than medicine ever is, whatever the fact rests on. */
const NEVER_SAID =
  /\b(proves?|proven(?! driver)|always|never|cures?|cured|guarantees?d?|certainly|definitely|undoubtedly|without (any )?doubt|100 ?%|completely safe|no side effects|without any risk|miracle)\b/i;
/** Said of established facts at most. */
const STRONG = /\b(causes?|caused|prevents?|prevented)\b/i;

const cards = perCard("Q11", "Keep the hedge", (draft, say, { source }) => {
  const { fact } = draft;
  const note = fact.note === undefined ? "" : (source.notes[fact.note]?.text ?? "");
  if (fact.hedge !== undefined && !HEDGE.test(`${frontText(draft)} ${answerText(draft)}`)) {
    const noted = new RegExp(`\\b${fact.hedge}\\b`, "i").test(note);
    if (!noted) say(`the fact says "${fact.hedge}", the card drops it`);
  }
});

const told = perText("Q11", ({ role, text, fact }, say, { source }) => {
  if (role === "treatment") return;
  const sure = NEVER_SAID.exec(text);
  if (sure !== null) say(`"${sure[0]}" is surer than medicine is`);
  const evidence = fact?.evidence ?? source.deck.evidence;
  const isEstablished = fact !== null && evidence.grade === "established" && fact.hedge === undefined;
  const strong = isEstablished || fact === null ? null : STRONG.exec(text);
  if (strong !== null) say(`"${strong[0]}" is surer than medicine is`);
  for (const { subjects, objects, direction, sentence } of claimsOf(text, source.entities)) {
    if (HEDGE.test(sentence)) continue;
    const hedged = source.facts.find(
      ({ triple: [s, relation, o], hedge }) =>
        hedge !== undefined &&
        subjects.includes(s) &&
        objects.includes(o) &&
        source.relations.get(relation).direction === direction,
    );
    if (hedged !== undefined) say(`"${sentence}" says flatly what ${hedged.id} only calls "${hedged.hedge ?? ""}"`);
  }
});

export const q11: Rule = { ...cards, check: (context) => [...cards.check(context), ...told(context)] };
