/** Whether an undo has come into the log since it was looked at: by that something may count again, or no longer. */
import { isOfKind } from "../core/log/event.ts";
import type { UndoEvent } from "../core/log/kinds.ts";
import { eventsIn } from "../store/database/event-rows.ts";
import type { StoreName } from "../store/database/schema.ts";
import { type Reading, readEnding } from "../store/database/transaction.ts";
import { lastPlace, rowsInPieces } from "../store/log/log.ts";
import type { Database } from "../store/opening/open.ts";
import { readReplaced } from "../store/segments/rows-replaced.ts";

/** How the log was at a moment. */
export interface LogSeen {
  readonly place: number;
  /** How often rows had been replaced: such a row stands before that place, whatever it holds now. */
  readonly replaced: unknown;
}

const STORES = ["local", "events"] as const satisfies readonly StoreName[];

export async function seenNow(transaction: Reading): Promise<LogSeen> {
  const [place, replaced] = await Promise.all([
    lastPlace(transaction.objectStore("events")),
    readReplaced(transaction),
  ]);
  return { place, replaced };
}

export async function readLogSeen(db: Database): Promise<LogSeen> {
  const { reading, done } = readEnding(db, STORES);
  const seen = await seenNow(reading);
  await done;
  return seen;
}

/** @param isMeant whether an undo matters; without it each does */
export async function hasUndosSince(
  transaction: Reading,
  { place, replaced }: LogSeen,
  isMeant: (undo: UndoEvent) => boolean = () => true,
): Promise<boolean> {
  if ((await readReplaced(transaction)) !== replaced) return true;
  const gap = { after: place, before: null };
  for await (const { rows } of rowsInPieces(transaction.objectStore("events"), { gap })) {
    if (eventsIn(rows).some((event) => isOfKind(event, "undo") && isMeant(event))) return true;
  }
  return false;
}
