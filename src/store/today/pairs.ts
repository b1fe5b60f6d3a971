/** Which two things the facts of a day speak of, see `core/plan/pairs.ts`. */
import type { CardEntry } from "../../core/card.ts";
import type { FactId } from "../../core/ids.ts";
import { type Pairs, pairOf, type Taken, takeApart } from "../../core/plan/pairs.ts";
import { readableAt } from "../database/readable.ts";
import type { Database, DeckRow, StateRow } from "../database/schema.ts";
import type { Reading } from "../database/transaction.ts";

/** What was read of a fact, with the version of its deck. */
interface Known {
  readonly version: string;
  readonly pair: string | null;
}

/**
 * The day is read again after each answer, and its facts are mostly the same: each is read once for a connection, with which
 * what is known of it ends.
 */
const knownOf = new WeakMap<Database, Map<FactId, Known>>();

export interface PairReading {
  /** Of the facts that were asked for so far. */
  readonly pairs: Pairs;
  /** Reads the facts of these cards: a row for each that this connection does not know yet. */
  readonly readOf: (cards: readonly Pick<CardEntry, "deck" | "fact">[]) => Promise<void>;
}

/** @param transaction holds `parts` */
export function pairReading(
  db: Database,
  transaction: Reading,
  decks: readonly Pick<DeckRow, "id" | "version">[],
): PairReading {
  const versions = new Map(decks.map(({ id, version }) => [id, version]));
  const known = knownOf.get(db) ?? new Map<FactId, Known>();
  knownOf.set(db, known);
  const parts = transaction.objectStore("parts");
  const pairs = new Map<FactId, string>();
  return {
    pairs,
    async readOf(cards) {
      const wanted = new Map(cards.map(({ deck, fact }) => [fact, deck]));
      await Promise.all(
        [...wanted].map(async ([fact, deck]) => {
          const version = versions.get(deck) ?? "";
          if (known.get(fact)?.version !== version) {
            // A fact that cannot be read keeps no card away.
            const row = await readableAt(parts, [deck, "facts", fact]);
            known.set(fact, { version, pair: row?.part === "facts" ? pairOf(row.item) : null });
          }
          const pair = known.get(fact)?.pair ?? null;
          if (pair !== null) pairs.set(fact, pair);
        }),
      );
    },
  };
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
