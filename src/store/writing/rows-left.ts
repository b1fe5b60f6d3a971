/** Rows of the log that are taken back from the last to the first, step by step: where those stand that are left. */
import { isOfKind } from "../../core/log/event.ts";
import { eventsIn, isWholeRow } from "../database/event-rows.ts";
import type { Database } from "../database/schema.ts";
import { readableInPieces } from "../log/readable-rows.ts";
import { joined, type LogStretch } from "../log/stretch.ts";

export interface RowsLeft {
  /** Those whose turn is still to come, in the order of the log: what others wrote meanwhile lies between two of them. */
  readonly stretches: readonly LogStretch[];
  /** Those that had their turn and could not be read then, behind the others; and corrections that wait for those. */
  readonly unreadable: readonly LogStretch[];
}

/** All of them, in the order of the log. */
export const allLeft = ({ stretches, unreadable }: RowsLeft): readonly LogStretch[] =>
  joined([...stretches, ...unreadable]);

/** For whoever begins to take them back, or goes on with that: what could not be read before may be mended by now. */
export const eachInTurn = <Rows extends RowsLeft>(rows: Rows): Rows => ({
  ...rows,
  stretches: allLeft(rows),
  unreadable: [],
});

/** Those whose turn comes next; null where all have had theirs. @param size rows at the most */
export function nextInTurn({ stretches }: RowsLeft, size: number): LogStretch | null {
  const last = stretches.at(-1);
  return last ? { from: Math.max(last.from, last.to - size + 1), to: last.to } : null;
}

/**
 * What is left once all from a place on have had their turn; null where that is nothing.
 * @param unreadable places of rows among them that cannot be read, and of corrections that wait for those
 */
export function afterTurn(before: RowsLeft, from: number, unreadable: readonly number[]): RowsLeft | null {
  const stretches = before.stretches.flatMap((one) =>
    one.from < from ? [{ from: one.from, to: Math.min(one.to, from - 1) }] : [],
  );
  const stayed = joined([...unreadable.map((at) => ({ from: at, to: at })), ...before.unreadable]);
  return stretches.length + stayed.length > 0 ? { stretches, unreadable: stayed } : null;
}

/** Rows of the log that are read at once. */
const AT_ONCE = 100;

/**
 * Whether who takes back rows that could not be read does anything now: they can be read once the check has mended them from a copy.
 * Until then it would find them as it left them.
 */
export async function isAnyMended(db: Database, rows: RowsLeft): Promise<boolean> {
  for (const { from, to } of allLeft(rows)) {
    let met = 0;
    // A correction stands right before what it was made for, and waits for that.
    let waits = false;
    for await (const piece of readableInPieces(db, { after: from - 1, before: to + 1 }, AT_ONCE)) {
      for (const row of piece.rows) {
        const isWhole = isWholeRow(row);
        if (isWhole && !eventsIn([row]).every((event) => isOfKind(event, "clock-correction"))) return true;
        waits = isWhole;
      }
      met += piece.rows.length;
    }
    // What is there no more keeps nobody from coming to the end.
    if (waits || met < to - from + 1) return true;
  }
  return false;
}
