import type { IDBPTransaction } from "idb";
import { recordEvents } from "../copies/record/attached.ts";
import type { Card } from "../core/card.ts";
import type { EventId } from "../core/ids.ts";
import type { OsteonEvent, ReviewEvent, UndoEvent } from "../core/log/event.ts";
import { countedReviews } from "../core/log/fold.ts";
import type { Scheduler } from "../core/memory/scheduler.ts";
import type { StudyDay } from "../core/plan/study-day.ts";
import type { Database } from "./open.ts";
import { reviewsDone } from "./reviews-done.ts";
import type { CardRow, OsteonDB } from "./schema.ts";
import { write } from "./transaction.ts";

type LogTransaction = IDBPTransaction<OsteonDB, ("cards" | "events")[], "readwrite">;

/** What was taken back, and the card as it stands since. */
export interface Undone {
  readonly row: CardRow;
  readonly event: UndoEvent;
}

/** Which review is to be taken back. */
export interface Wanted {
  /** The reviews that the asking page has made, in their order; the newest that still counts goes first. */
  readonly made: readonly EventId[];
  /** Where none of them counts: the newest of this study day, wherever it was made. */
  readonly studyDay: StudyDay;
}

/**
 * Takes one review back.
 * @param make is given the review's card and the review; it must not wait for anything
 * @returns null when there is nothing to take back
 */
export async function undoLast(
  db: Database,
  wanted: Wanted,
  scheduler: Scheduler,
  make: (card: Card, review: ReviewEvent) => UndoEvent,
): Promise<Undone | null> {
  // Before the transaction, which would end while this is waited for; and not with the page, which opens without it.
  const { eventsAmong, refolded } = await import("./card-log.ts");
  const undone = await write(db, ["cards", "events"], async (transaction) => {
    const review =
      (await newestOf(transaction, wanted.made, eventsAmong)) ??
      (await newestOn(transaction, wanted.studyDay, eventsAmong));
    const card = review && (await cardOf(transaction, review));
    if (!review || !card) return null;
    const event = make(card, review);
    await transaction.objectStore("events").add(event);
    const row = await refolded(transaction.objectStore("events").index("card"), card, scheduler);
    await transaction.objectStore("cards").put(row);
    return { row, event };
  });
  if (undone) recordEvents(db, [undone.event]);
  return undone;
}

/** Tells the rows that are events from those that are none. */
type EventsAmong = (rows: readonly unknown[]) => OsteonEvent[];

async function newestOf(
  transaction: LogTransaction,
  made: readonly EventId[],
  eventsAmong: EventsAmong,
): Promise<ReviewEvent | null> {
  const events = transaction.objectStore("events");
  for (const id of made.toReversed()) {
    const review = await events.get(id);
    if (review?.kind !== "review") continue;
    const log = eventsAmong(await events.index("card").getAll(review.card));
    const counted = countedReviews(log);
    // Another page has answered the card since: what was made on top of this review goes first.
    if (counted.some((one) => one.id === id)) return counted.at(-1)?.id === id ? review : null;
  }
  return null;
}

/** Also on the day after: a card's days never go back, so a traveller's reviews can be a day ahead of the calendar. */
async function newestOn(
  transaction: LogTransaction,
  studyDay: StudyDay,
  eventsAmong: EventsAmong,
): Promise<ReviewEvent | null> {
  const events = transaction.objectStore("events");
  const found = eventsAmong(await events.index("studyDay").getAll(IDBKeyRange.bound(studyDay, studyDay + 1)));
  const done = await reviewsDone(found, { log: events.index("card"), cards: transaction.objectStore("cards") });
  return done.reduce<ReviewEvent | null>((newest, event) => (newest && newest.id > event.id ? newest : event), null);
}

/** The card that a review belongs to, also where the card's id has changed since. */
async function cardOf(transaction: LogTransaction, review: ReviewEvent): Promise<CardRow | undefined> {
  const cards = transaction.objectStore("cards");
  const card = await cards.get(review.card);
  if (card && !card.retired) return card;
  const all = await cards.getAll();
  return all.find((other) => !other.retired && other.content.formerIds.includes(review.card)) ?? card;
}
