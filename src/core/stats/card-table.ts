/**
 * Where all cards stand, in columns. To read 100,000 rows the browser makes half a million objects, which takes it a second;
 * of a table it makes ten.
 */
import type { CardEntry } from "../card.ts";
import type { CardId, DeckId, FactId } from "../ids.ts";
import type { CardState, Phase } from "../memory/card-state.ts";

/** All of a card's state that is counted over many cards. */
export type CountedState = Pick<
  CardState,
  "phase" | "memory" | "dueDay" | "dueAtMs" | "lastDay" | "lastEventAtMs" | "reviews" | "successes" | "suspended"
> & { readonly onLastDay: Pick<CardState["onLastDay"], "answers"> };

/** Which cards there are: what no event changes. Places in it are counted from 0. */
export interface TableCards {
  /** Those that their decks have; those of a fact stand together in deck order, facts in the order of their first cards. */
  readonly ids: readonly CardId[];
  readonly facts: readonly FactId[];
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
  /** A row of `STATE_WIDTH` numbers for each card; NaN for null. */
  readonly states: Float64Array<ArrayBuffer>;
}

const PHASES: readonly Phase[] = ["new", "learning", "review", "relearning"];
const SUSPENDED = PHASES.length;
const AT = { flags: 0, stability: 1, difficulty: 2, dueDay: 3, dueAtMs: 4, lastDay: 5, lastEventAtMs: 6 } as const;
const COUNTS = { reviews: 7, successes: 8, answers: 9 } as const;
const STATE_WIDTH = 10;

/** Cards that are put in their places in a few milliseconds. */
const AT_ONCE = 2_000;

type TableRow = Pick<CardEntry, "id" | "deck" | "fact" | "chapter" | "order" | "retired"> & {
  readonly state: CountedState;
};

function putState(states: { [at: number]: number }, place: number, state: CountedState): void {
  const at = place * STATE_WIDTH;
  states[at + AT.flags] = PHASES.indexOf(state.phase) + (state.suspended ? SUSPENDED : 0);
  states[at + AT.stability] = state.memory?.stability ?? Number.NaN;
  states[at + AT.difficulty] = state.memory?.difficulty ?? Number.NaN;
  states[at + AT.dueDay] = state.dueDay ?? Number.NaN;
  states[at + AT.dueAtMs] = state.dueAtMs ?? Number.NaN;
  states[at + AT.lastDay] = state.lastDay ?? Number.NaN;
  states[at + AT.lastEventAtMs] = state.lastEventAtMs;
  states[at + COUNTS.reviews] = state.reviews;
  states[at + COUNTS.successes] = state.successes;
  states[at + COUNTS.answers] = state.onLastDay.answers;
}

/** Where the card of a place stands; another object at each call. Nothing but what must be: it is asked for very often. */
export function stateAt({ states }: CardTable, place: number): CountedState {
  const at = place * STATE_WIDTH;
  const flags = states[at + AT.flags] ?? 0;
  const stability = states[at + AT.stability] ?? Number.NaN;
  const state = {
    phase: PHASES[flags % SUSPENDED] ?? "new",
    memory: Number.isNaN(stability) ? null : { stability, difficulty: states[at + AT.difficulty] ?? 0 },
    dueDay: orNull(states[at + AT.dueDay]),
    dueAtMs: orNull(states[at + AT.dueAtMs]),
    lastDay: orNull(states[at + AT.lastDay]),
    lastEventAtMs: states[at + AT.lastEventAtMs] ?? 0,
    reviews: states[at + COUNTS.reviews] ?? 0,
    successes: states[at + COUNTS.successes] ?? 0,
    onLastDay: { answers: states[at + COUNTS.answers] ?? 0 },
  };
  return flags < SUSPENDED ? state : { ...state, suspended: true };
}

const orNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

export const isNewAt = ({ states }: CardTable, place: number): boolean =>
  (states[place * STATE_WIDTH + AT.flags] ?? 0) % SUSPENDED === 0;
export const isSuspendedAt = ({ states }: CardTable, place: number): boolean =>
  (states[place * STATE_WIDTH + AT.flags] ?? 0) >= SUSPENDED;

/** Makes a table of rows that come in the order of their ids. Those that their decks no longer have are left out. */
export class CardTableMaker {
  readonly #ids: CardId[] = [];
  readonly #facts: FactId[] = [];
  readonly #chapterOf: number[] = [];
  readonly #orders: number[] = [];
  readonly #states: number[] = [];
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
    putState(this.#states, this.#ids.length, state);
    this.#ids.push(id);
    this.#facts.push(fact);
    this.#chapterOf.push(known.place);
    this.#orders.push(order);
    this.#deckOf.push(deckPlace);
  }

  /** @param breath awaited between two pieces of work, for a page that is to answer meanwhile */
  async table(breath: () => Promise<void> = async () => {}): Promise<CardTable> {
    const [orders, decks] = [Float64Array.from(this.#orders), Int32Array.from(this.#deckOf)];
    // As `inDeckOrder`, since they came in the order of their ids.
    const sorted = Uint32Array.from(orders.keys()).sort(
      (a, b) => (decks[a] ?? 0) - (decks[b] ?? 0) || (orders[a] ?? 0) - (orders[b] ?? 0) || a - b,
    );
    await breath();
    const facts = new Map<FactId, number>();
    const factOf = new Int32Array(sorted.length);
    const starts: number[] = [0];
    for (const [done, from] of sorted.entries()) {
      if (done % AT_ONCE === 0) await breath();
      const fact = this.#facts[from] as FactId;
      const place = facts.get(fact) ?? facts.size;
      facts.set(fact, place);
      factOf[from] = place;
      starts[place + 1] = (starts[place + 1] ?? 0) + 1;
    }
    for (let fact = 1; fact < starts.length; fact++) starts[fact] = (starts[fact] ?? 0) + (starts[fact - 1] ?? 0);
    const free = Int32Array.from(starts);
    const cards = {
      ids: new Array<CardId>(sorted.length),
      facts: [...facts.keys()],
      chapters: [...this.#chapters.values()].map(({ of }) => of),
      starts: Int32Array.from(starts),
      chapterOf: new Int32Array(sorted.length),
      byId: new Int32Array(sorted.length),
    };
    const states = new Float64Array(sorted.length * STATE_WIDTH);
    for (const [done, from] of sorted.entries()) {
      if (done % AT_ONCE === 0) await breath();
      const fact = factOf[from] ?? 0;
      const place = free[fact] ?? 0;
      free[fact] = place + 1;
      cards.ids[place] = this.#ids[from] as CardId;
      cards.chapterOf[place] = this.#chapterOf[from] ?? 0;
      cards.byId[from] = place;
      for (let at = 0; at < STATE_WIDTH; at++)
        states[place * STATE_WIDTH + at] = this.#states[from * STATE_WIDTH + at] ?? 0;
    }
    return { cards, states };
  }
}

/** The place of a card; -1 where it is not among them. */
export function placeOf({ ids, byId }: TableCards, id: CardId): number {
  let low = 0;
  let high = byId.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const place = byId[middle] ?? 0;
    const there = ids[place] as CardId;
    if (there === id) return place;
    if (there < id) low = middle + 1;
    else high = middle;
  }
  return -1;
}

/** A table of its own with other states of some cards; null where it has not just the cards that their decks have. */
export function withStates(table: CardTable, rows: readonly TableRow[]): CardTable | null {
  const states = table.states.slice();
  for (const { id, retired, state } of rows) {
    const place = placeOf(table.cards, id);
    if (place < 0 !== retired) return null;
    if (!retired) putState(states, place, state);
  }
  return { cards: table.cards, states };
}

/** Where some cards stand: to be gone through, again and again. */
export interface CountedStates extends Iterable<CountedState> {
  readonly length: number;
}

/** @param places of the cards */
export function statesAt(table: CardTable, places: ArrayLike<number>): CountedStates {
  return {
    length: places.length,
    *[Symbol.iterator]() {
      for (let i = 0; i < places.length; i++) yield stateAt(table, places[i] ?? 0);
    },
  };
}
