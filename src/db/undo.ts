import type { IDBPTransaction } from "idb";
import type { Card } from "../core/card.ts";
import type { ReviewEvent, UndoEvent } from "../core/event.ts";
import { countedReviews } from "../core/fold.ts";
import type { Scheduler } from "../core/scheduler.ts";
import type { Database } from "./open.ts";
import { recordEvents } from "./record/attached.ts";
import type { CardRow, OsteonDB } from "./schema.ts";
import { write } from "./transaction.ts";

type LogTransaction = IDBPTransaction<OsteonDB, ("cards" | "events")[], "readwrite">;

/**
 * Takes back the newest review that counts, wherever it was made, if it was made on the given study day.
 * @param make is given the review's card and the review; it must not wait for anything
 * @returns the card as it stands afterwards, or null when there is nothing to take back
 */
export async function undoLast(
  db: Database,
  studyDay: number,
  scheduler: Scheduler,
  make: (card: Card, review: ReviewEvent) => UndoEvent,
): Promise<CardRow | null> {
  // Before the transaction, which would end while this is waited for; and not with the page, which opens without it.
  const { refolded } = await import("./card-log.ts");
  const undone = await write(db, ["cards", "events"], async (transaction) => {
    const review = await newestReview(transaction, studyDay);
    const card = review && (await cardOf(transaction, review));
    if (!review || !card) return null;
    const event = make(card, review);
    await transaction.objectStore("events").add(event);
    const row = await refolded(transaction.objectStore("events").index("card"), card, scheduler);
    await transaction.objectStore("cards").put(row);
    return { row, event };
  });
  if (undone) recordEvents(db, [undone.event]);
  return undone?.row ?? null;
}

async function newestReview(transaction: LogTransaction, studyDay: number): Promise<ReviewEvent | null> {
  const today = await transaction.objectStore("events").index("studyDay").getAll(studyDay);
  return countedReviews(today).reduce<ReviewEvent | null>(
    (newest, event) => (newest && newest.id > event.id ? newest : event),
    null,
  );
}

/** The card that a review belongs to, also where the card's id has changed since. */
async function cardOf(transaction: LogTransaction, review: ReviewEvent): Promise<CardRow | undefined> {
  const cards = transaction.objectStore("cards");
  const card = await cards.get(review.card);
  if (card && !card.retired) return card;
  const all = await cards.getAll();
  return all.find((other) => !other.retired && other.content.formerIds.includes(review.card)) ?? card;
}
