/** Steps that tests of the database take, in any engine. */
import type { Card } from "../../src/core/card.ts";
import { type CardId, cardId, type EventId, type FactId } from "../../src/core/ids.ts";
import type { Rating } from "../../src/core/log/event.ts";
import { decodeEvent } from "../../src/core/log/event-schema.ts";
import { foldCard } from "../../src/core/log/fold.ts";
import { makeReview, makeUndo } from "../../src/core/log/make-event.ts";
import { makeScheduler } from "../../src/core/memory/scheduler.ts";
import { type Now, nowAt } from "../../src/core/plan/now.ts";
import { append } from "../../src/store/append.ts";
import { DATABASE_NAME, type Database } from "../../src/store/open.ts";
import { undoLast } from "../../src/store/undo.ts";
import { content } from "./cards.ts";
import { equal } from "./check.ts";

export const NOW = Date.UTC(2026, 10, 23, 12);
export const scheduler = makeScheduler({ desiredRetention: 0.9 });
export const at = (nowMs: number): Now => nowAt(nowMs, () => 60, 4);
export const FIVE = ["a", "b", "c", "d", "e"].map((name, i) => content(name, i));

let chance = 0;
export const random = (): Uint8Array => {
  const bytes = new Uint8Array(10);
  new DataView(bytes.buffer).setUint32(0, ++chance);
  return bytes;
};

/** @throws when there is no such card */
export async function get(db: Database, id: CardId): Promise<Card> {
  const card = await db.get("cards", id);
  if (!card) throw new Error(`no card ${id}`);
  return card;
}

/** Grades a card as a page does, with what its button promises. */
export function grade(db: Database, card: Card, rating: Rating, nowMs = NOW) {
  const moment = at(nowMs);
  const wait = scheduler.outcomes(card.id, card.state, moment)[rating - 1]?.wait ?? { unit: "days", count: 1 };
  const answer = { rating, wait, shownAtMs: nowMs - 3000, surface: "popup" as const };
  return append(db, card, scheduler, (stored) => makeReview(stored, answer, { moment, random: random() }));
}

/** @param made as a page knows which reviews are its own */
export async function undo(db: Database, nowMs = NOW, made: readonly EventId[] = []) {
  const wanted = { made, studyDay: at(nowMs).today };
  const undone = await undoLast(db, wanted, scheduler, (card, review) =>
    makeUndo(card, review, { moment: at(nowMs), random: random() }),
  );
  return undone?.row ?? null;
}

/** @throws unless every card is what its log folds to; rows that are no events count for nothing */
export async function foldsToItself(db: Database): Promise<void> {
  const events = (await db.getAll("events")).filter((event) => "event" in decodeEvent(event));
  for (const card of await db.getAll("cards")) {
    const ids: readonly CardId[] = [card.id, ...card.content.formerIds];
    const own = events.filter((event) => ids.includes(event.card));
    equal(card.state, foldCard(own, scheduler), `the snapshot of ${card.id}`);
  }
}

export const forward = (name: string): CardId => cardId(name as FactId, "forward");

/** Deletes a database; every connection to it must be closed. */
export const deleteDatabase = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(DATABASE_NAME);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
