import type { Envelope } from "../../core/log/envelope.ts";
import { isOfKind } from "../../core/log/event.ts";
import { takenBack } from "../../core/log/taken-back.ts";
import { eventsIn, isWholeRow } from "../database/event-rows.ts";
import { readableAt } from "../database/readable.ts";
import type { Writing } from "../database/transaction.ts";
import { cardEvents, memoisedEvents } from "../log/log.ts";
import { isIn, type LogStretch } from "../log/stretch.ts";
import { cardOf, cardPlaces } from "./card-places.ts";

/** `waits`: what was done as one with a correction cannot be read and stays, so that this goes with it once it is mended. */
export type CorrectionUse = "none" | "inUse" | "waits";

/**
 * Whether an event put right what was dated far ahead, and somebody has gone on with its card since. Then it stays where the rest
 * of what was done to many cards is taken back: without it, what was done since would lie before what is dated ahead again, and its
 * promise would be lost.
 * @param transaction with the log and the states
 * @param stretches what is taken back with it, or was done as one with that
 */
export async function correctionUse(
  transaction: Writing,
  event: Envelope,
  stretches: readonly LogStretch[],
): Promise<CorrectionUse> {
  if (event.card === undefined || !isOfKind(event, "clock-correction")) return "none";
  const log = transaction.objectStore("events");
  const place = await log.index("id").getKey(event.id);
  const card = await cardOf(transaction, event.card);
  const places = await cardPlaces(transaction, card);
  const since = places.filter((at) => at > (place ?? 0));
  const found = await Promise.all(since.map((at) => readableAt(log, at)));
  const rows = found.filter((_, i) => !isIn(stretches, since[i] ?? 0));
  // What cannot be read may be an answer.
  if (!rows.every(isWholeRow)) return "inUse";
  // What was taken back, and what did that, are as if they had never been.
  const gone = takenBack(await cardEvents(memoisedEvents(log), card));
  if (eventsIn(rows).some((one) => !isOfKind(one, "undo") && !gone.has(one.id))) return "inUse";
  return found.every(isWholeRow) ? "none" : "waits";
}
