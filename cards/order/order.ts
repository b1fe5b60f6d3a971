/** The order of introduction: what a card needs comes before it; else as the chapters are written. */
import { FEWEST_MEMBERS, type Surroundings } from "../asking/aim.ts";
import { inTeachingOrder } from "../asking/met.ts";
import type { Fact } from "../files/fact-files.ts";
import type { DeckSource } from "../files/source.ts";
import type { Draft } from "../making/draft.ts";
import { triplesOf } from "../templates/pathway.ts";
import { isPlain } from "../templates/template.ts";
import { entitiesIn } from "../words/named-in.ts";
import { plain } from "../words/rich-text.ts";
import { bestOrder } from "./best-order.ts";
import type { Placed } from "./interleave.ts";

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
 * other member of a contrast, of each fact that a pathway draws. Else they go by chapter, wave and place in the file, with
 * the chapters laid into one another as `interleave.ts` says.
 * @throws when the needs run in a circle
 */
export function orderDrafts(drafts: readonly Draft[], source: DeckSource, around: Surroundings): Draft[] {
  const { chapters } = source.deck;
  const place = new Map(chapters.map(({ id }, at) => [id, at]));
  const firsts = firstsOf(drafts);
  const rank = new Map(
    drafts.map((draft, at) => [
      draft,
      ((place.get(draft.fact.chapter) ?? -1) * 3 + wave(draft, firsts.get(draft.fact.id))) * drafts.length + at,
    ]),
  );
  const brought = factsByWord(source);
  const taught = placesOf(source);
  const cards = [...drafts]
    .sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))
    .map((draft) => ({
      draft,
      id: draft.name,
      fact: draft.fact.id,
      chapter: draft.fact.chapter,
      needs: namesOf(needsOf(draft, drafts, firsts)),
      wants: namesOf(
        wordsOf(draft, source, around, taught).flatMap((id) => firsts.get(brought.get(id) ?? "") ?? []),
        draft,
      ),
      pairs: pairsOf(draft),
      unlockedBy: draft.unlockedBy,
    }));
  const isOff = (id: string): boolean => chapters.some((one) => one.id === id && one.startsOff);
  const isAdvice = (id: string): boolean => chapters.some((one) => one.id === id && one.advice);
  const on = cards.filter(({ chapter }) => !isOff(chapter));
  const off = cards.filter(({ chapter }) => isOff(chapter));
  const from = (order: readonly Placed[]) => {
    const known = new Map<string, number>();
    return (id: string): number => {
      const at = known.get(id) ?? offeredAt(order, chapters.find((one) => one.id === id)?.offeredWhen);
      known.set(id, at);
      return at;
    };
  };
  return bestOrder({ on, off, isAdvice, from }).map(({ draft }) => draft);
}

/** How many cards have come when so large a share of some chapters has; all of them where nothing is said. */
function offeredAt(
  cards: readonly Placed[],
  when: { readonly chapters: readonly string[]; readonly known: number } | undefined,
): number {
  if (when === undefined) return cards.length;
  const chapters = new Set(when.chapters);
  const of: number[] = [];
  for (const [at, { chapter }] of cards.entries()) if (chapters.has(chapter)) of.push(at);
  return (of[Math.ceil(of.length * when.known) - 1] ?? cards.length - 1) + 1;
}

/** The card with which each fact begins: plain recall where it has that. */
function firstsOf(drafts: readonly Draft[]): Map<string, Draft> {
  const firsts = new Map<string, Draft>();
  for (const draft of drafts)
    if (isPlain(draft.template) && !firsts.has(draft.fact.id)) firsts.set(draft.fact.id, draft);
  for (const draft of drafts) if (!firsts.has(draft.fact.id)) firsts.set(draft.fact.id, draft);
  return firsts;
}

/** The two things of its fact, and the two that a contrast sets against each other. */
function pairsOf({ fact: { triple }, asked, spec }: Draft): string[] {
  const pair = (a: string, b: string): string => [a, b].sort().join(" ");
  return [pair(triple[0], triple[2]), ...(spec.against === undefined ? [] : [pair(asked.id, spec.against)])];
}

/** The fact that is taught first of those that speak of a thing. */
function factsByWord(source: DeckSource): ReadonlyMap<string, string> {
  const brought = new Map<string, string>();
  for (const { id, triple } of inTeachingOrder(source.facts)) {
    for (const word of [triple[0], triple[2]]) if (!brought.has(word)) brought.set(word, id);
  }
  return brought;
}

/** Where in the deck's own order each thing is first spoken of. */
function placesOf({ facts }: DeckSource): ReadonlyMap<string, number> {
  const order = inTeachingOrder(facts).flatMap(({ triple: [subject, , object] }) => [subject, object]);
  return new Map([...new Set(order)].map((id, at) => [id, at]));
}

/**
 * What a question takes for known, as far as its deck's own order has taught it by then: the things it speaks of, and as
 * many members of the class of its answer as make it a class to choose from.
 */
function wordsOf(
  { front, kind, fact }: Draft,
  { entities }: DeckSource,
  { classes, met }: Surroundings,
  taught: ReadonlyMap<string, number>,
): string[] {
  const known = met.with(fact);
  const asked = entitiesIn(plain(front), entities)
    .map(({ id }) => id)
    .filter((id) => known.has(id));
  const members = classes.get(kind).members.filter(({ id }) => known.has(id));
  const byPlace = (id: string): number => (met.start.has(id) ? -1 : (taught.get(id) ?? -1));
  const first = members.sort((a, b) => byPlace(a.id) - byPlace(b.id)).slice(0, FEWEST_MEMBERS);
  return [...asked, ...first.map(({ id }) => id), fact.triple[0], fact.triple[2]].filter((id) => !met.start.has(id));
}

const namesOf = (drafts: readonly Draft[], but?: Draft): ReadonlySet<string> =>
  new Set(drafts.filter((draft) => draft !== but).map(({ name }) => name));

function needsOf(draft: Draft, drafts: readonly Draft[], firsts: ReadonlyMap<string, Draft>): Draft[] {
  const facts = [draft.fact.id, ...draft.fact.needs, ...draft.unlockedBy];
  for (const [s, r, o] of triplesOf(draft.spec)) {
    const shown = drafts.find(({ fact: { triple } }) => triple[0] === s && triple[1] === r && triple[2] === o);
    if (shown !== undefined) facts.push(shown.fact.id);
  }
  return facts.flatMap((id) => firsts.get(id) ?? []).filter((need) => need !== draft);
}
