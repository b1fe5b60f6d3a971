/** Whether an undo has come into the log since it was looked at: by that something may count again, or no longer. */
import type { EventId } from "../core/ids.ts";
import { isOfKind } from "../core/log/event.ts";
import type { UndoEvent } from "../core/log/kinds.ts";
import { eventsIn } from "../store/database/event-rows.ts";
import type { StoreName } from "../store/database/schema.ts";
import { type Reading, readEnding } from "../store/database/transaction.ts";
import { eventOf, lastPlace, type ReadableLog, rowsInPieces } from "../store/log/log.ts";
import type { LogStretch } from "../store/log/stretch.ts";
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

/** @param isMeant whether an undo matters */
export async function hasUndosSince(
  transaction: Reading,
  seen: LogSeen,
  isMeant: (undo: UndoEvent) => boolean,
): Promise<boolean> {
  const undos = await undosSince(transaction, seen);
  return undos === null || undos.some(isMeant);
}

/** So many are looked up one by one. With more it takes no longer to look at everything anew. */
const MOST_LOOKED_UP = 50;

/**
 * Whether an undo since then says of anything in these places whether it counts: of an event there, of an undo of one, of an undo
 * of that, and so on.
 */
export async function hasUndosOfSince(transaction: Reading, seen: LogSeen, places: LogStretch): Promise<boolean> {
  const undos = await undosSince(transaction, seen);
  if (undos === null || undos.length > MOST_LOOKED_UP) return true;
  const log = transaction.objectStore("events");
  for (const undo of undos) if (await isAbout(log, undo, places)) return true;
  return false;
}

async function isAbout(log: ReadableLog, undo: UndoEvent, { from, to }: LogStretch): Promise<boolean> {
  const met = new Set<EventId>();
  for (let id = undo.undoes; !met.has(id); ) {
    met.add(id);
    const place = await log.index("id").getKey(id);
    if (place === undefined) return false;
    if (place >= from && place <= to) return true;
    const named = await eventOf(log, id);
    // What cannot be read may be an undo of anything.
    if (!named) return true;
    if (!isOfKind(named, "undo")) return false;
    id = named.undoes;
  }
  return false;
}

/** Null where rows were replaced, so that nobody knows. */
async function undosSince(transaction: Reading, { place, replaced }: LogSeen): Promise<readonly UndoEvent[] | null> {
  if ((await readReplaced(transaction)) !== replaced) return null;
  const undos: UndoEvent[] = [];
  const gap = { after: place, before: null };
  for await (const { rows } of rowsInPieces(transaction.objectStore("events"), { gap }))
    for (const event of eventsIn(rows)) if (isOfKind(event, "undo")) undos.push(event);
  return undos;
}
