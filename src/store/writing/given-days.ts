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
  /** Where they stand in the log, in its order: what others wrote meanwhile lies between two of them. */
  readonly stretches: readonly Stretch[];
  /** How many were given. */
  readonly given: number;
  /** Work that was begun on them and has not come to its end; null where there is none. */
  readonly begun: "giving" | "puttingBack" | null;
  /** How many were put back, from the last one on; and the last place of those that are left. */
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

/** Days that have come beside others, which may be put back in part by now: those are no part of it any more. */
export function withStretch(before: GivenDays | null, added: Stretch, given: number): GivenDays {
  const stretches = before ? leftOf(before) : [];
  const last = stretches.at(-1);
  const isNext = last !== undefined && last.to + 1 === added.from;
  return {
    stretches: isNext ? [...stretches.slice(0, -1), { from: last.from, to: added.to }] : [...stretches, added],
    given: (before ? before.given - before.putBack : 0) + given,
    begun: "giving",
    putBack: 0,
    leftTo: added.to,
  };
}

/** Those that are not put back yet. */
export const leftOf = ({ stretches, leftTo }: GivenDays): readonly Stretch[] =>
  stretches.flatMap(({ from, to }) => (from > leftTo ? [] : [{ from, to: Math.min(to, leftTo) }]));

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

function isStretch(value: unknown): value is Stretch {
  if (typeof value !== "object" || value === null) return false;
  const { from, to }: Partial<Record<keyof Stretch, unknown>> = value;
  return Number.isInteger(from) && Number.isInteger(to);
}
