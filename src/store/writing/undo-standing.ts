/** Whether an event can be taken back, as its card and its undos tell. */
import type { IDBPTransaction } from "idb";
import type { CardId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { isRegister } from "../../core/log/event.ts";
import { countedEvents } from "../../core/log/fold.ts";
import { takenBack } from "../../core/log/taken-back.ts";
import { isUndoable } from "../../core/log/undoable.ts";
import type { OsteonDB, StoreName } from "../database/schema.ts";
import { cardEvents, memoisedEvents, undosOf } from "../log/log.ts";
import { stateOf } from "../states/refold.ts";

/** The part of a transaction in which it is found what can be taken back. */
export type Reading = IDBPTransaction<OsteonDB, StoreName[], "readonly" | "readwrite">;

/** All that counts of the card that an id stands for, in its order. */
export type CountingOf = (card: CardId) => Promise<readonly Envelope[]>;

/** Reads each card once, before anything is added. */
export function memoisedCounting(transaction: Reading): CountingOf {
  const log = memoisedEvents(transaction.objectStore("events"));
  const read = new Map<CardId, Promise<readonly Envelope[]>>();
  const readOf = async (card: CardId): Promise<readonly Envelope[]> => {
    const row = await stateOf(transaction.objectStore("states"), card);
    return countedEvents(await cardEvents(log, row ?? { id: card, formerIds: [] }));
  };
  return (card) => {
    const counting = read.get(card) ?? readOf(card);
    read.set(card, counting);
    return counting;
  };
}

/** What came in through another program was no action here. */
export const canBeUndone = (event: Envelope): boolean =>
  isUndoable(event) && !("surface" in event && event.surface === "import");

/**
 * Whether an event counts no longer, or stands on top of its card's history, or something was made on top of it. Outside
 * of cards, what was made later hinders nothing; nor does a star from another program, on which nothing rests.
 */
export async function standingOf(
  transaction: Reading,
  event: Envelope,
  countingOf: CountingOf,
): Promise<"gone" | "onTop" | "covered"> {
  const log = transaction.objectStore("events");
  if (event.card === undefined) {
    return takenBack(await undosOf(log, [event.id])).has(event.id) ? "gone" : "onTop";
  }
  const counting = (await countingOf(event.card)).filter((one) => (isRegister(one) ? canBeUndone : isUndoable)(one));
  const place = counting.findIndex(({ id }) => id === event.id);
  return place < 0 ? "gone" : place === counting.length - 1 ? "onTop" : "covered";
}
