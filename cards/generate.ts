/** From an author's files to a deck. Pure: the same files give the same bytes. */
import type { CardContent, Correction, Deck, Note, RichText } from "../src/core/deck/deck.ts";
import type { CardId, DeckId, FactId, TermId } from "../src/core/ids.ts";
import { type Draft, draftCards, shownAfter, shownBefore } from "./draft.ts";
import { renameCircles } from "./history.ts";
import type { DeckSource } from "./load.ts";
import { findCycle, orderDrafts } from "./order.ts";
import { DeckError } from "./problems.ts";
import { capitalise, contentStems, mentions, parseRich, plain } from "./rich-text.ts";
import { placeKey } from "./templates/choice.ts";
import { versionOf } from "./version.ts";

export interface Generated {
  readonly deck: Deck;
  /** In the order of the deck's cards. */
  readonly drafts: readonly Draft[];
}

/** @throws {DeckError} when facts or renames run in a circle or a card lacks something */
export function generate(source: DeckSource): Generated {
  const problems = renameCircles(source.history);
  const cycle = findCycle(source.facts);
  if (cycle !== null) problems.push(`facts need one another in a circle: ${cycle.join(" needs ")}`);
  const unordered = draftCards(source, problems);
  if (problems.length > 0) throw new DeckError(source.id, problems);
  const chapters = source.deck.chapters.map(({ id }) => id);
  const drafts = placeKeys(orderDrafts(unordered, chapters));
  const cards = drafts.map((draft, order) => cardOf(draft, order, drafts));
  const used = new Set(cards.map((card) => card.subject));
  const content: Omit<Deck, "version"> = {
    format: 1,
    id: source.id as DeckId,
    title: source.deck.title,
    source: source.deck.source,
    disclaimer: source.deck.disclaimer,
    chapters: source.deck.chapters.map(({ id, title }) => ({ id, title })),
    subjects: [...source.entities.values()]
      .filter(({ id }) => used.has(id))
      .map(({ id, name }) => ({ id, name: capitalise(name) })),
    terms: source.terms.map((term) => ({
      id: term.id as TermId,
      name: term.name,
      definition: parseRich(term.definition),
    })),
    corrections: source.facts.flatMap((fact) =>
      fact.corrections.map(
        (c): Correction => ({
          fact: fact.id as FactId,
          revision: c.revision,
          before: parseRich(c.before),
          now: parseRich(c.now),
          why: parseRich(c.why),
        }),
      ),
    ),
    cards,
  };
  return { deck: { ...content, version: versionOf(content) }, drafts };
}

/** The key of each choice card one place further on than the last, so that no place is favoured. */
function placeKeys(drafts: readonly Draft[]): Draft[] {
  let place = 0;
  return drafts.map((draft) =>
    draft.body.type === "choice"
      ? { ...draft, body: { ...draft.body, options: placeKey(draft.body.options, place++) } }
      : draft,
  );
}

function cardOf(draft: Draft, order: number, all: readonly Draft[]): CardContent {
  const { fact, source } = draft;
  return {
    id: draft.id,
    fact: fact.id as FactId,
    template: draft.template,
    chapter: fact.chapter,
    order,
    siblings: all.filter((other) => other.fact === fact && other.id !== draft.id).map((other) => other.id),
    formerIds: formerIds(source, draft.id),
    heading: source.deck.headings[fact.heading] ?? fact.heading,
    subject: fact.about ?? "",
    front: draft.front,
    answer: draft.answer,
    reason: draft.reason,
    note: noteOf(source, fact.note),
    terms: termsOf(draft),
    unlockedBy: draft.unlockedBy as readonly FactId[],
    factRevision: fact.revision,
    checkedOn: fact.checkedOn ?? source.deck.checkedOn,
    ...draft.body,
  };
}

/** Every id that led here, also by way of others: a renamed to b renamed to c. Circles were refused before. */
function formerIds({ history }: Pick<DeckSource, "history">, id: string): CardId[] {
  const direct = Object.entries(history.renamed)
    .filter(([, to]) => to === id)
    .map(([from]) => from as CardId);
  return direct.flatMap((from) => [from, ...formerIds({ history }, from)]).sort();
}

function noteOf(source: DeckSource, id: string | undefined): Note | null {
  const note = id === undefined ? undefined : source.notes[id];
  if (note === undefined) return null;
  const text: RichText = parseRich(note.text);
  return { text, confidencePercent: note.confidence, references: note.references };
}

/**
 * The terms that the card uses, its note apart. One that is the answer counts only where the question names it as
 * well: otherwise its definition, shown just before, would give the answer away.
 */
function termsOf(draft: Draft): TermId[] {
  const front = plain(draft.front);
  const text = [...shownBefore(draft), ...shownAfter(draft)].join("\n");
  const answer = new Set(contentStems(plain(draft.answer)));
  return draft.source.terms
    .filter((term) => {
      const names = [term.name, ...term.forms];
      if (names.some((name) => mentions(front, name))) return true;
      return (
        names.some((name) => mentions(text, name)) && !names.flatMap(contentStems).some((stem) => answer.has(stem))
      );
    })
    .map((term) => term.id as TermId);
}
