/** The heads of the segments: which places of the log each holds, without its bytes. */
import { readableBy } from "../database/readable.ts";
import type { SegmentRow } from "../database/schema.ts";
import { type Reading, readEnding, type Writing, write } from "../database/transaction.ts";
import type { Gap } from "../log/log.ts";
import type { Database } from "../opening/open.ts";

/** What the segments are, without their bytes. */
export interface Heads {
  /** In the order of arrival of their events. */
  readonly heads: readonly SegmentRow[];
  /** The numbers of those that cannot be read: they are as segments that are not there, and are packed anew from the log. */
  readonly unreadable: readonly number[];
}

export async function headsIn(transaction: Reading): Promise<Heads> {
  const { keys, rows } = await readableBy(transaction.objectStore("segments"), ({ number }) => number, null);
  const heads = inLogOrder(rows.filter((row) => row !== undefined));
  return { heads, unreadable: keys.filter((_, i) => rows[i] === undefined) };
}

/** Mostly all at once. */
export async function readHeads(db: Database): Promise<Heads> {
  const transaction = db.transaction("segments");
  // The request that failed has said why; who waits for its transaction is told as well.
  transaction.done.catch(() => undefined);
  try {
    return { heads: inLogOrder(await transaction.store.getAll()), unreadable: [] };
  } catch (error) {
    console.error("the heads of the segments cannot be read at once:", error);
  }
  const { reading, done } = readEnding(db, ["segments"]);
  const heads = await headsIn(reading);
  await done;
  return heads;
}

/** Those that can be read. */
export const segmentHeads = async (db: Database): Promise<readonly SegmentRow[]> => (await readHeads(db)).heads;

/** Whether it holds all between its places; where a row was left out when it was packed, that is asked for once more. */
export const holdsAllPlaces = ({ from, to, rows }: SegmentRow): boolean => rows === to - from + 1;

const inLogOrder = (heads: readonly SegmentRow[]): SegmentRow[] => heads.toSorted((a, b) => a.from - b.from);

/** The places that no segment holds: perhaps some where a segment was taken away, always those behind the last. */
export function gapsBetween(heads: readonly SegmentRow[]): readonly Gap[] {
  const gaps: Gap[] = [];
  let after = 0;
  for (const { from, to } of inLogOrder(heads)) {
    if (from > after + 1) gaps.push({ after, before: from });
    after = Math.max(after, to);
  }
  return [...gaps, { after, before: null }];
}

/** Those that hold one of some places. @param heads in the order of the log */
export function headsAt(heads: readonly SegmentRow[], places: Iterable<number>): readonly SegmentRow[] {
  const left = [...places].sort((a, b) => b - a);
  return heads.filter(({ from, to }) => {
    // What lies before this segment lies in none of those that follow.
    while ((left.at(-1) ?? from) < from) left.pop();
    return (left.at(-1) ?? to + 1) <= to;
  });
}

export async function dropSegment(transaction: Writing, number: number): Promise<void> {
  await transaction.objectStore("segments").delete(number);
  await transaction.objectStore("packed").delete(number);
}

/** Takes the segments away whose heads cannot be read, for their events to be packed anew. @returns how many there were */
export const dropUnreadable = (db: Database): Promise<number> =>
  write(db, ["segments", "packed"], async (transaction) => {
    const { unreadable } = await headsIn(transaction);
    for (const number of unreadable) await dropSegment(transaction, number);
    return unreadable.length;
  });
