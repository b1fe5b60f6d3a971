/** The order of introduction: what a card needs comes before it; else as the chapters are written. */
import type { Draft } from "./draft.ts";
import type { Fact } from "./schema.ts";
import { triplesOf } from "./templates/pathway.ts";
import { isPlain } from "./templates/template.ts";

/** The facts of a circle of needs, first one repeated at the end; null when there is none. */
export function findCycle(facts: readonly Pick<Fact, "id" | "needs">[]): string[] | null {
  const needs = new Map(facts.map((fact) => [fact.id, fact.needs]));
  const done = new Set<string>();
  const visit = (id: string, trail: readonly string[]): string[] | null => {
    const seenAt = trail.indexOf(id);
    if (seenAt >= 0) return [...trail.slice(seenAt), id];
    if (done.has(id)) return null;
    for (const next of needs.get(id) ?? []) {
      const cycle = visit(next, [...trail, id]);
      if (cycle !== null) return cycle;
    }
    done.add(id);
    return null;
  };
  for (const { id } of facts) {
    const cycle = visit(id, []);
    if (cycle !== null) return cycle;
  }
  return null;
}

/** Plain recall first, the other direction next, then what sets facts against each other. */
function wave(draft: Draft, first: Draft | undefined): number {
  if (draft === first) return 0;
  return isPlain(draft.template) ? 1 : 2;
}

/**
 * Sorts drafts so that every card follows those it needs: the first card of its own fact, of each needed fact, of the
 * other member of a contrast, of each fact that a pathway draws. Ties go by chapter, wave and place in the file.
 * @throws when the needs run in a circle
 */
export function orderDrafts(drafts: readonly Draft[], chapters: readonly string[]): Draft[] {
  const firsts = new Map<string, Draft>();
  for (const draft of drafts)
    if (isPlain(draft.template) && !firsts.has(draft.fact.id)) firsts.set(draft.fact.id, draft);
  for (const draft of drafts) if (!firsts.has(draft.fact.id)) firsts.set(draft.fact.id, draft);
  const rank = new Map(
    drafts.map((draft, place) => [
      draft,
      (chapters.indexOf(draft.fact.chapter) * 3 + wave(draft, firsts.get(draft.fact.id))) * drafts.length + place,
    ]),
  );
  const waiting = new Map(drafts.map((draft) => [draft, new Set(needsOf(draft, drafts, firsts))]));
  const ordered: Draft[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting]
      .filter(([, needs]) => [...needs].every((need) => !waiting.has(need)))
      .map(([draft]) => draft);
    const next = ready.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))[0];
    if (next === undefined)
      throw new Error(`cards wait for one another: ${[...waiting.keys()].map((d) => d.id).join(", ")}`);
    ordered.push(next);
    waiting.delete(next);
  }
  return ordered;
}

function needsOf(draft: Draft, drafts: readonly Draft[], firsts: ReadonlyMap<string, Draft>): Draft[] {
  const facts = [draft.fact.id, ...draft.fact.needs, ...draft.unlockedBy];
  for (const [s, r, o] of triplesOf(draft.spec)) {
    const shown = drafts.find(({ fact: { triple } }) => triple[0] === s && triple[1] === r && triple[2] === o);
    if (shown !== undefined) facts.push(shown.fact.id);
  }
  return facts.flatMap((id) => firsts.get(id) ?? []).filter((need) => need !== draft);
}
