/** What is known of many facts, in columns: of a large deck, the ring draws groups of them, and a list those that are opened. */
import type { RichText } from "../deck/deck.ts";
import type { CardId, FactId } from "../ids.ts";
import type { StudyDay } from "../time/study-day.ts";
import type { FactRecall, FactTally } from "./fact-recall.ts";
import { NO_DAY } from "./state-columns.ts";
import type { Standing } from "./statistics.ts";

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

/** As far as they are counted. */
export interface FactFigures {
  readonly length: number;
  /** NaN for a new fact. */
  readonly recalls: Float64Array;
  /** The places of their standings in `STANDINGS`. */
  readonly standings: Uint8Array;
}

export interface KnownFacts extends FactFigures {
  /** `NO_DAY` for none. */
  readonly lastDays: Int32Array;
  readonly lastAtMs: Float64Array;
  /** 1 where that is so. */
  readonly begunOnLastDay: Uint8Array;
  /** All that is known of one. */
  readonly at: (place: number) => KnownFact;
}

export const STANDINGS: readonly Standing[] = ["new", "learning", "known", "fading"];

/** To be filled. @param at see `KnownFacts` */
export const makeFacts = (length: number, at: KnownFacts["at"]): KnownFacts => ({
  length,
  recalls: new Float64Array(length),
  standings: new Uint8Array(length),
  lastDays: new Int32Array(length),
  lastAtMs: new Float64Array(length),
  begunOnLastDay: new Uint8Array(length),
  at,
});

/** The same of facts that are all there. */
export function inColumns(all: readonly KnownFact[]): KnownFacts {
  const facts = makeFacts(all.length, (place) => {
    const fact = all[place];
    if (!fact) throw new RangeError(`there is no fact ${place} of ${all.length}`);
    return fact;
  });
  for (const [place, { recall, standing, lastDay, lastAtMs, begunOnLastDay }] of all.entries()) {
    facts.recalls[place] = recall ?? Number.NaN;
    facts.standings[place] = STANDINGS.indexOf(standing);
    facts.lastDays[place] = lastDay ?? NO_DAY;
    facts.lastAtMs[place] = lastAtMs;
    facts.begunOnLastDay[place] = begunOnLastDay ? 1 : 0;
  }
  return facts;
}

/** What tallies of the begun cards of facts say, one for each fact. */
export const figuresOf = (tallies: readonly FactTally[], desiredRetention: number): FactFigures => ({
  length: tallies.length,
  recalls: Float64Array.from(tallies, (tally) => tally.recall()),
  standings: Uint8Array.from(tallies, (tally) => STANDINGS.indexOf(tally.standing(desiredRetention))),
});

/** An object for each. @param from, to a part of them, without the last */
export const listed = (facts: KnownFacts, from = 0, to = facts.length): KnownFact[] =>
  Array.from({ length: to - from }, (_, i) => facts.at(from + i));

/** What the columns say of one fact. */
export function figuresAt(
  facts: Omit<KnownFacts, "at">,
  at: number,
): Pick<KnownFact, "recall" | "standing" | "lastDay" | "lastAtMs" | "begunOnLastDay"> {
  const [recall = Number.NaN, lastDay = NO_DAY] = [facts.recalls[at], facts.lastDays[at]];
  return {
    recall: Number.isNaN(recall) ? null : recall,
    standing: STANDINGS[facts.standings[at] ?? 0] ?? "new",
    lastDay: lastDay === NO_DAY ? null : lastDay,
    lastAtMs: facts.lastAtMs[at] ?? 0,
    begunOnLastDay: facts.begunOnLastDay[at] === 1,
  };
}

/** What is known now, of all facts. */
export interface FactsKnown extends Readonly<Record<Standing, number>> {
  readonly facts: number;
  /** How many of them one would expect to recall today: the sum of their recalls. */
  readonly expected: number;
}

export function factsKnown(parts: readonly FactFigures[]): FactsKnown {
  const counts = new Array<number>(STANDINGS.length).fill(0);
  let [facts, expected] = [0, 0];
  for (const { length, recalls, standings } of parts) {
    facts += length;
    for (let place = 0; place < length; place++) {
      const standing = standings[place] ?? 0;
      counts[standing] = (counts[standing] ?? 0) + 1;
      const recall = recalls[place] ?? Number.NaN;
      if (!Number.isNaN(recall)) expected += recall;
    }
  }
  const [open = 0, learning = 0, known = 0, fading = 0] = counts;
  return { new: open, learning, known, fading, facts, expected };
}
