/** The facts of a deck with their cards, from the table of all cards: as `factGroups` of its rows, one fact at a time. */
import type { Fact } from "../deck/deck.ts";
import type { CardId, DeckId, FactId } from "../ids.ts";
import { type CardTable, type CountedState, isNewAt, stateAt, type TableCards } from "./card-table.ts";
import { counts } from "./counted.ts";
import type { FactGroup } from "./deck-facts.ts";

/** Of each chapter of a table, whether it or its deck is switched off. */
export type OffChapters = readonly boolean[];

/**
 * @param facts of the deck, in its order
 * @returns each is made when it is asked for, so that those of a large deck are not all there at once
 */
export function* factGroupsIn(
  table: CardTable,
  deck: DeckId,
  facts: readonly Pick<Fact, "id" | "statement">[],
  off: OffChapters,
): Generator<FactGroup> {
  const { cards } = table;
  const statements = new Map(facts.map(({ id, statement }) => [id, statement]));
  for (const fact of inOrder(cards, deck, statements)) {
    const [from, to] = [cards.starts[fact] ?? 0, cards.starts[fact + 1] ?? 0];
    const own: { readonly id: CardId; readonly state: CountedState }[] = [];
    let isShown = false;
    for (let place = from; place < to; place++) {
      isShown ||= isCounted(table, place, off);
      own.push({ id: cards.ids[place] as CardId, state: stateAt(table, place) });
    }
    const id = cards.facts[fact] as FactId;
    const chapter = cards.chapters[cards.chapterOf[from] ?? 0]?.[1] ?? "";
    if (isShown) yield { id, chapter, statement: statements.get(id) ?? null, cards: own };
  }
}

/** Whether a card is counted among those of the learner. */
export const isCounted = (table: CardTable, place: number, off: OffChapters): boolean =>
  counts({ off: isOffAt(table, place, off), isBegun: !isNewAt(table, place) });

export const isOffAt = ({ cards }: CardTable, place: number, off: OffChapters): boolean =>
  off[cards.chapterOf[place] ?? 0] ?? true;

/** The places of a deck's facts: as the deck has them, and behind them those of which it says nothing. */
function inOrder(cards: TableCards, deck: DeckId, said: ReadonlyMap<FactId, unknown>): readonly number[] {
  const own: number[] = [];
  for (let fact = 0; fact < cards.facts.length; fact++) {
    const chapter = cards.chapters[cards.chapterOf[cards.starts[fact] ?? 0] ?? 0];
    if (chapter?.[0] === deck) own.push(fact);
  }
  if (said.size === 0) return own;
  const places = new Map(own.map((place) => [cards.facts[place] as FactId, place]));
  const first = [...said.keys()].flatMap((id) => places.get(id) ?? []);
  const isFirst = new Set(first);
  return [...first, ...own.filter((place) => !isFirst.has(place))];
}
