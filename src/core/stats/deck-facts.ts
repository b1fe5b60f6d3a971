/** The facts of a deck by chapter, each with what is known of it: what the ring of facts draws. */
import { type CardEntry, inDeckOrder } from "../card.ts";
import type { Chapter, Deck, Fact, RichText } from "../deck/deck.ts";
import { grouped } from "../grouped.ts";
import type { CardId, DeckId, FactId } from "../ids.ts";
import type { Model } from "../memory/model.ts";
import type { StudyDay } from "../plan/study-day.ts";
import { counts } from "./counted.ts";
import { type FactRecall, type FactsKnown, factRecall, factsKnown } from "./fact-recall.ts";

export interface KnownFact extends FactRecall {
  readonly id: FactId;
  /** Null where the deck has cards for it and no sentence. */
  readonly statement: RichText | null;
  readonly cardIds: readonly CardId[];
  /** The last study day on which a card of it was answered. */
  readonly lastDay: StudyDay | null;
  /** When that was, in ms; 0 where nothing of it was answered. */
  readonly lastAtMs: number;
  /** It was begun on that day: nothing of it had been answered before. */
  readonly begunOnLastDay: boolean;
}

export interface KnownChapter extends Pick<Chapter, "id" | "title"> {
  readonly facts: readonly KnownFact[];
}

export interface DeckFacts extends Pick<Deck, "title" | "language"> {
  readonly id: DeckId;
  /** Those that have facts, in teaching order. */
  readonly chapters: readonly KnownChapter[];
  readonly known: FactsKnown;
}

/** A card with whether its chapter or its deck is switched off. */
type Placed = CardEntry & { readonly off: boolean };

/** A fact with its cards, before anything is worked out of it. */
export interface FactGroup {
  readonly id: FactId;
  readonly chapter: string;
  readonly statement: RichText | null;
  readonly cards: readonly Placed[];
}

/**
 * The facts of a deck with their cards, in order.
 * @param facts in the order of the deck
 * @param cards of the deck, in any order. Those that are no longer in it are left out, and facts of which every card is
 *   switched off, unless they were begun
 */
export function factGroups(
  facts: readonly Pick<Fact, "id" | "statement">[],
  cards: readonly Placed[],
): readonly FactGroup[] {
  const byFact = grouped([...cards.filter(({ retired }) => !retired)].sort(inDeckOrder), ({ fact }) => fact);
  const statements = new Map(facts.map(({ id, statement }) => [id, statement]));
  return [...new Set([...statements.keys(), ...byFact.keys()])].flatMap((id) => {
    const own = byFact.get(id) ?? [];
    const [first] = own;
    const isShown = own.some(({ off, state }) => counts({ off, isBegun: state.phase !== "new" }));
    if (!first || !isShown) return [];
    return [{ id, chapter: first.chapter, statement: statements.get(id) ?? null, cards: own }];
  });
}

/** The facts by chapter, once each of them is known. @param known the same facts in the same order as the groups */
export function gathered(
  deck: Pick<Deck, "id" | "title" | "language" | "chapters">,
  groups: readonly FactGroup[],
  known: readonly KnownFact[],
): DeckFacts {
  const byChapter = grouped(known.keys(), (i) => groups[i]?.chapter ?? "");
  const titles = new Map(deck.chapters.map(({ id, title }) => [id, title]));
  const chapters = [...new Set([...titles.keys(), ...byChapter.keys()])].flatMap((id) => {
    const own = byChapter.get(id);
    return own ? [{ id, title: titles.get(id) ?? id, facts: own.flatMap((i) => known[i] ?? []) }] : [];
  });
  return { id: deck.id, title: deck.title, language: deck.language, chapters, known: factsKnown(known) };
}

/** What is known of one fact on a study day. */
export function knownFact({ id, statement, cards }: FactGroup, day: StudyDay, model: Model): KnownFact {
  const begun = cards.filter(({ state }) => state.lastDay !== null);
  const lastDay = begun.length === 0 ? null : Math.max(...begun.map(({ state }) => state.lastDay ?? 0));
  return {
    id,
    statement,
    cardIds: cards.map((card) => card.id),
    lastDay,
    lastAtMs: Math.max(0, ...begun.map(({ state }) => state.lastEventAtMs)),
    begunOnLastDay: begun.length > 0 && begun.every(({ state }) => isBegunOn(state, lastDay)),
    ...factRecall(cards, day, model),
  };
}

const isBegunOn = ({ lastDay, reviews, onLastDay }: CardEntry["state"], day: StudyDay | null): boolean =>
  lastDay === day && reviews === onLastDay.answers;
