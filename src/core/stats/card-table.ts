/**
 * Where all cards stand, in columns. To read 100,000 rows the browser makes half a million objects, which takes it a second;
 * of a table it makes ten.
 */
import type { CardEntry } from "../card.ts";
import type { CardId, DeckId, FactId } from "../ids.ts";
import {
  type CountedState,
  columnsOver,
  copyState,
  makeColumns,
  putState,
  type StateColumns,
} from "./state-columns.ts";

/** Ids by their places. Where they are kept as bytes they are made when they are asked for: mostly few are. */
export interface Names<Id extends string> {
  readonly length: number;
  readonly at: (place: number) => Id | undefined;
}

/** Which cards there are: what no event changes. Places in it are counted from 0. */
export interface TableCards {
  /**
   * Those that their decks have; those of a fact stand together in deck order. The facts of a deck stand as it states them,
   * and behind them those that it does not, in the order of their first cards.
   */
  readonly ids: Names<CardId>;
  readonly facts: Names<FactId>;
  readonly chapters: readonly (readonly [deck: DeckId, chapter: string])[];
  /** Where the cards of each fact begin; one more than there are facts. */
  readonly starts: Int32Array<ArrayBuffer>;
  /** The chapter of each card. */
  readonly chapterOf: Int32Array<ArrayBuffer>;
  /** The places of the cards in the order of their ids. */
  readonly byId: Int32Array<ArrayBuffer>;
}

export interface CardTable {
  readonly cards: TableCards;
  readonly states: StateColumns;
}

/** Cards that are put in their places in a few milliseconds. */
const AT_ONCE = 2_000;

type TableRow = Pick<CardEntry, "id" | "deck" | "fact" | "chapter" | "order" | "retired"> & {
  readonly state: CountedState;
};

/** Makes a table of rows that come in the order of their ids. Those that their decks no longer have are left out. */
export class CardTableMaker {
  readonly #ids: CardId[] = [];
  readonly #facts: FactId[] = [];
  readonly #chapterOf: number[] = [];
  readonly #orders: number[] = [];
  /** Columns of so many cards each, since nobody knows how many will come. */
  readonly #states: StateColumns[] = [];
  readonly #chapters = new Map<string, { readonly place: number; readonly of: readonly [DeckId, string] }>();
  readonly #decks = new Map<DeckId, number>();
  readonly #deckOf: number[] = [];

  add({ id, deck, fact, chapter, order, retired, state }: TableRow): void {
    if (retired) return;
    const name = JSON.stringify([deck, chapter]);
    const known = this.#chapters.get(name) ?? { place: this.#chapters.size, of: [deck, chapter] as const };
    this.#chapters.set(name, known);
    const deckPlace = this.#decks.get(deck) ?? this.#decks.size;
    this.#decks.set(deck, deckPlace);
    const at = this.#ids.length % AT_ONCE;
    if (at === 0) this.#states.push(makeColumns(AT_ONCE));
    putState(this.#states.at(-1) as StateColumns, at, state);
    this.#ids.push(id);
    this.#facts.push(fact);
    this.#chapterOf.push(known.place);
    this.#orders.push(order);
    this.#deckOf.push(deckPlace);
  }

  /**
   * @param stated the facts of all decks, those of each in its order
   * @param breath awaited between two pieces of work, for a page that is to answer meanwhile
   */
  async table(stated: readonly FactId[] = [], breath: () => Promise<void> = async () => {}): Promise<CardTable> {
    const [orders, decks] = [Float64Array.from(this.#orders), Int32Array.from(this.#deckOf)];
    // As `inDeckOrder`, since they came in the order of their ids.
    const sorted = Uint32Array.from(orders.keys()).sort(
      (a, b) => (decks[a] ?? 0) - (decks[b] ?? 0) || (orders[a] ?? 0) - (orders[b] ?? 0) || a - b,
    );
    await breath();
    const facts = await this.#factsInOrder(sorted, decks, stated, breath);
    const factOf = new Int32Array(sorted.length);
    const starts = new Int32Array(facts.size + 1);
    for (const [done, from] of sorted.entries()) {
      if (done % AT_ONCE === 0) await breath();
      const fact = facts.get(this.#facts[from] as FactId) ?? 0;
      factOf[from] = fact;
      starts[fact + 1] = (starts[fact + 1] ?? 0) + 1;
    }
    for (let fact = 1; fact < starts.length; fact++) starts[fact] = (starts[fact] ?? 0) + (starts[fact - 1] ?? 0);
    const free = starts.slice();
    const ids = new Array<CardId>(sorted.length);
    const cards = {
      ids,
      facts: [...facts.keys()],
      chapters: [...this.#chapters.values()].map(({ of }) => of),
      starts,
      chapterOf: new Int32Array(sorted.length),
      byId: new Int32Array(sorted.length),
    };
    const states = makeColumns(sorted.length);
    for (const [done, from] of sorted.entries()) {
      if (done % AT_ONCE === 0) await breath();
      const fact = factOf[from] ?? 0;
      const place = free[fact] ?? 0;
      free[fact] = place + 1;
      ids[place] = this.#ids[from] as CardId;
      cards.chapterOf[place] = this.#chapterOf[from] ?? 0;
      cards.byId[from] = place;
      copyState(this.#states[Math.floor(from / AT_ONCE)] as StateColumns, from % AT_ONCE, states, place);
    }
    return { cards, states };
  }

  /** The place of each fact. @param sorted the cards in deck order */
  async #factsInOrder(
    sorted: Uint32Array,
    decks: Int32Array,
    stated: readonly FactId[],
    breath: () => Promise<void>,
  ): Promise<ReadonlyMap<FactId, number>> {
    const first = new Map<FactId, number>();
    for (const [done, from] of sorted.entries()) {
      if (done % AT_ONCE === 0) await breath();
      const fact = this.#facts[from] as FactId;
      if (!first.has(fact)) first.set(fact, from);
    }
    const ofDecks = Array.from(this.#decks, () => new Set<FactId>());
    let done = 0;
    for (const facts of [stated, first.keys()])
      for (const fact of facts) {
        if (done++ % AT_ONCE === 0) await breath();
        const from = first.get(fact);
        if (from !== undefined) ofDecks[decks[from] ?? 0]?.add(fact);
      }
    const places = new Map<FactId, number>();
    for (const facts of ofDecks)
      for (const fact of facts) {
        if (places.size % AT_ONCE === 0) await breath();
        places.set(fact, places.size);
      }
    return places;
  }
}

/** The place of a card; -1 where it is not among them. */
export function placeOf({ ids, byId }: TableCards, id: CardId): number {
  let low = 0;
  let high = byId.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const place = byId[middle] ?? 0;
    const there = ids.at(place) as CardId;
    if (there === id) return place;
    if (there < id) low = middle + 1;
    else high = middle;
  }
  return -1;
}

/** A table of its own with other states of some cards; null where it has not just the cards that their decks have. */
export function withStates(table: CardTable, rows: readonly TableRow[]): CardTable | null {
  const states = columnsOver(table.states.buffer.slice(), table.cards.ids.length);
  for (const { id, retired, state } of rows) {
    const place = placeOf(table.cards, id);
    if (place < 0 !== retired) return null;
    if (!retired) putState(states, place, state);
  }
  return { cards: table.cards, states };
}
