/** Which two things the facts of a day speak of, see `core/plan/pairs.ts`. */
import type { CardEntry } from "../../core/card.ts";
import type { FactId } from "../../core/ids.ts";
import { type Pairs, pairOf, type Taken, takeApart } from "../../core/plan/pairs.ts";
import { slicesOf } from "../../core/slices.ts";
import { readableAt } from "../database/readable.ts";
import type { Database, DeckRow, StateRow } from "../database/schema.ts";
import { type Reading, read } from "../database/transaction.ts";

/** What was read of a fact. */
interface Known {
  /** Of its deck, as it was installed then. */
  readonly version: string;
  readonly pair: string | null;
}
/** What was read of facts: each is read once for as long as this is kept. */
export type KnownFacts = Map<FactId, Known>;

/**
 * The day is read again after each answer, and its facts are mostly the same. What is known of them ends with the connection,
 * unless somebody keeps it.
 */
const knownOf = new WeakMap<Database, KnownFacts>();

/** Facts of one transaction that holds nothing else: a grade may wait for one of these, where the browser has one thread for all. */
const ASIDE_AT_ONCE = 100;

type OfFact = Pick<CardEntry, "deck" | "fact">;

export interface PairReading {
  /** Of the facts that were asked for so far. */
  readonly pairs: Pairs;
  /** Reads the facts of these cards: a row for each that is not known yet. */
  readonly readOf: (cards: readonly OfFact[]) => Promise<void>;
  /** How many rows that would read. */
  readonly unknownOf: (cards: readonly OfFact[]) => number;
  /** Reads them in transactions of their own, in which no grade writes: the one that is open has to have ended. */
  readonly readAside: (cards: readonly OfFact[]) => Promise<void>;
}

/**
 * @param transaction holds `parts`
 * @param known without it what this connection knows
 */
export function pairReading(
  db: Database,
  transaction: Reading,
  decks: readonly Pick<DeckRow, "id" | "version" | "installedAtMs" | "mendedAtMs">[],
  known: KnownFacts = knownTo(db),
): PairReading {
  const versions = new Map(
    decks.map(({ id, version, installedAtMs, mendedAtMs = 0 }) => [id, `${version} ${installedAtMs} ${mendedAtMs}`]),
  );
  const versionOf = ({ deck }: OfFact): string => versions.get(deck) ?? "";
  const pairs = new Map<FactId, string>();
  const unknownAmong = (cards: readonly OfFact[]): readonly OfFact[] => {
    const facts = new Map(cards.map((card) => [card.fact, card]));
    return [...facts.values()].filter((card) => known.get(card.fact)?.version !== versionOf(card));
  };
  const readAll = async (from: Reading, cards: readonly OfFact[]): Promise<void> => {
    const parts = from.objectStore("parts");
    const readOne = async (card: OfFact): Promise<void> => {
      // A fact that cannot be read keeps no card away.
      const row = await readableAt(parts, [card.deck, "facts", card.fact]);
      known.set(card.fact, { version: versionOf(card), pair: row?.part === "facts" ? pairOf(row.item) : null });
    };
    await Promise.all(cards.map(readOne));
  };
  return {
    pairs,
    unknownOf: (cards) => unknownAmong(cards).length,
    async readOf(cards) {
      await readAll(transaction, unknownAmong(cards));
      for (const { fact } of cards) {
        const pair = known.get(fact)?.pair ?? null;
        if (pair !== null) pairs.set(fact, pair);
      }
    },
    async readAside(cards) {
      for (const some of slicesOf(unknownAmong(cards), ASIDE_AT_ONCE)) {
        await readAll(read(db, ["parts"]), some);
      }
    },
  };
}

function knownTo(db: Database): KnownFacts {
  const known = knownOf.get(db) ?? new Map<FactId, Known>();
  knownOf.set(db, known);
  return known;
}

/** Facts that are read at most where many of the first share both of their things with others of the day. */
const MOST_FACTS = 400;

interface Wanted {
  /** What the day has taken; what is found is then taken as well. */
  readonly taken: Taken;
  /** Cards that the day allows. */
  readonly limit: number;
  /** Facts that were read beyond it at first. */
  readonly margin: number;
  /** Facts that were asked today already: they are no news in a queue. */
  readonly beside: ReadonlySet<FactId>;
  /** Reads the first cards of the same queue that hold so many facts beside those. */
  readonly more: (facts: number) => Promise<StateRow[]>;
}

/**
 * Reads on until as many cards as the day allows share nothing with it, where there are so many: mostly what was read
 * first is enough.
 * @param first what was read of the queue
 */
export async function readApart(
  { pairs, readOf }: PairReading,
  first: StateRow[],
  { taken, limit, margin, beside, more }: Wanted,
): Promise<StateRow[]> {
  let rows = first;
  for (let asked = limit + margin; asked < MOST_FACTS; ) {
    const now = { facts: new Set(taken.facts), pairs: new Set(taken.pairs) };
    if (takeApart(rows, now, limit, pairs).chosen.length >= limit) break;
    const facts = new Set(rows.map(({ fact }) => fact).filter((fact) => !beside.has(fact)));
    if (facts.size < asked) break;
    asked *= 2;
    rows = await more(asked);
    await readOf(rows);
  }
  takeApart(rows, taken, limit, pairs);
  return rows;
}
