/** The facts of a deck by chapter, each with what is known of it: what the ring of facts draws. */
import { type CardEntry, inDeckOrder } from "../card.ts";
import type { Chapter, Deck, Fact, RichText } from "../deck/deck.ts";
import { grouped } from "../grouped.ts";
import type { CardId, DeckId, FactId } from "../ids.ts";
import type { Model } from "../memory/model.ts";
import type { StudyDay } from "../plan/study-day.ts";
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

export interface DeckFacts extends Pick<Deck, "title"> {
  readonly id: DeckId;
  /** Those that have facts, in teaching order. */
  readonly chapters: readonly KnownChapter[];
  readonly known: FactsKnown;
}

/** A card with whether its chapter or its deck is switched off. */
type Placed = CardEntry & { readonly off: boolean };

/**
 * @param facts in the order of the deck
 * @param cards of the deck, in any order. Those that are no longer in it are left out, and facts of which every card is
 *   switched off, unless they were begun
 */
export function deckFacts(
  deck: Pick<Deck, "id" | "title" | "chapters">,
  facts: readonly Pick<Fact, "id" | "statement">[],
  cards: readonly Placed[],
  day: StudyDay,
  model: Model,
): DeckFacts {
  const byFact = grouped([...cards.filter(({ retired }) => !retired)].sort(inDeckOrder), ({ fact }) => fact);
  const statements = new Map(facts.map(({ id, statement }) => [id, statement]));
  const order = new Set([...statements.keys(), ...byFact.keys()]);
  const known = [...order].flatMap((id) => {
    const own = byFact.get(id) ?? [];
    const [first] = own;
    const isShown = own.some(({ off, state }) => !off || state.phase !== "new");
    if (!first || !isShown) return [];
    return [{ chapter: first.chapter, fact: knownFact(id, statements.get(id) ?? null, own, day, model) }];
  });
  const byChapter = grouped(known, ({ chapter }) => chapter);
  const titles = new Map(deck.chapters.map(({ id, title }) => [id, title]));
  const chapters = [...new Set([...titles.keys(), ...byChapter.keys()])].flatMap((id) => {
    const own = byChapter.get(id);
    return own ? [{ id, title: titles.get(id) ?? id, facts: own.map(({ fact }) => fact) }] : [];
  });
  return { id: deck.id, title: deck.title, chapters, known: factsKnown(known.map(({ fact }) => fact)) };
}

function knownFact(
  id: FactId,
  statement: RichText | null,
  cards: readonly Placed[],
  day: StudyDay,
  model: Model,
): KnownFact {
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
