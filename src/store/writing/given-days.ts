/**
 * Days that cards were given all at once, see `worker/reschedule.ts`: where they stand in the log is kept for the way back, and
 * how far giving them, or putting the days before back, has come.
 */
import { positionKey, positionRow, readPosition } from "../database/local.ts";
import type { Database } from "../database/schema.ts";
import type { Reading, Writing } from "../database/transaction.ts";

/** Under which names it is kept, for each of the ways in which days are given. */
export const NEW_DAYS = { byModel: "last-reschedule", beforeExam: "last-bring-forward" } as const;
export type NewDays = (typeof NEW_DAYS)[keyof typeof NEW_DAYS];

/** Places of the log, both included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface GivenDays {
  /**
   * Where those stand in the log that are not put back, in its order: what others wrote meanwhile lies between two of them. Those
   * behind `leftTo` could not be read when their turn came.
   */
  readonly stretches: readonly Stretch[];
  /** To how many cards. */
  readonly given: number;
  /** Work that was begun on them and has not come to its end; null where there is none. */
  readonly begun: "giving" | "puttingBack" | null;
  /** Of how many cards all were put back, from the last one on; and the last place of those whose turn is still to come. */
  readonly putBack: number;
  readonly leftTo: number;
}

/** What can be put back; null where there is nothing. */
export const readGivenDays = async (db: Database, way: NewDays): Promise<GivenDays | null> =>
  givenDaysIn(await readPosition(db, way));

/** The same as a transaction finds it. */
export const givenDaysNow = async (transaction: Reading, way: NewDays): Promise<GivenDays | null> =>
  givenDaysIn((await transaction.objectStore("local").get(positionKey(way)))?.value);

export const keepGivenDays = async (transaction: Writing, way: NewDays, days: GivenDays | null): Promise<void> => {
  await transaction.objectStore("local").put(positionRow(way, days));
};

/** How many cards still have theirs. */
export const cardsLeft = ({ given, putBack }: GivenDays): number => given - putBack;

/**
 * Days that have come beside others, which may be put back in part by now: those are no part of it any more.
 * @param cards how many of theirs had none of the others
 */
export function withStretch(before: GivenDays | null, added: Stretch, cards: number): GivenDays {
  return {
    stretches: joined([...(before?.stretches ?? []), added]),
    given: (before ? cardsLeft(before) : 0) + cards,
    begun: "giving",
    putBack: 0,
    leftTo: added.to,
  };
}

/** Those whose turn to be put back is still to come. */
export const leftOf = ({ stretches, leftTo }: GivenDays): readonly Stretch[] =>
  stretches.flatMap(({ from, to }) => (from > leftTo ? [] : [{ from, to: Math.min(to, leftTo) }]));

/**
 * What is left once all from a place on had their turn.
 * @param unreadable places of rows among them that cannot be read, which stay
 * @returns `isEnd` where all have had their turn: those that stay have theirs when somebody puts them back again
 */
export function withoutPutBack(
  before: GivenDays,
  from: number,
  unreadable: readonly number[],
): { readonly left: GivenDays | null; readonly isEnd: boolean } {
  const ahead = leftOf({ ...before, leftTo: from - 1 });
  const stayed = before.stretches.filter((stretch) => stretch.from > before.leftTo);
  const stretches = [...ahead, ...joined([...unreadable.map((at) => ({ from: at, to: at })), ...stayed])];
  const leftTo = (ahead.at(-1) ?? stretches.at(-1))?.to;
  const isEnd = ahead.length === 0;
  if (leftTo === undefined) return { left: null, isEnd };
  return { left: { ...before, stretches, begun: "puttingBack", leftTo }, isEnd };
}

/** Those that follow each other as one. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const all: Stretch[] = [];
  for (const stretch of stretches) {
    const last = all.at(-1);
    if (last && last.to + 1 === stretch.from) all[all.length - 1] = { from: last.from, to: stretch.to };
    else all.push(stretch);
  }
  return all;
}

/** Also for what an earlier version kept, which gave all of them at once: a single stretch. */
function givenDaysIn(value: unknown): GivenDays | null {
  if (isStretch(value)) {
    const { from, to } = value;
    return { stretches: [{ from, to }], given: to - from + 1, begun: null, putBack: 0, leftTo: to };
  }
  return isGivenDays(value) ? value : null;
}

function isGivenDays(value: unknown): value is GivenDays {
  if (typeof value !== "object" || value === null) return false;
  const { stretches, begun, ...counts }: Partial<Record<keyof GivenDays, unknown>> = value;
  return (
    Array.isArray(stretches) &&
    stretches.every(isStretch) &&
    (begun === null || begun === "giving" || begun === "puttingBack") &&
    [counts.given, counts.putBack, counts.leftTo].every(Number.isInteger)
  );
}

/** Whether it is one, whatever else it holds. */
export function isStretch(value: unknown): value is Stretch {
  if (typeof value !== "object" || value === null) return false;
  const { from, to }: Partial<Record<keyof Stretch, unknown>> = value;
  return Number.isInteger(from) && Number.isInteger(to);
}
