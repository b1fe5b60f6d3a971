import { grouped } from "../core/grouped.ts";
import { type CardId, type EventId, makeEventId } from "../core/ids.ts";
import { duplicateImports } from "../core/log/duplicate-imports.ts";
import { compareEvents, type OsteonEvent, type ReviewEvent, type UndoEvent } from "../core/log/event.ts";
import { countedByCard } from "../core/log/fold.ts";
import type { Now } from "../core/plan/now.ts";
import { canonicalJson } from "./canonical.ts";
import { idBytesOf } from "./derived-id.ts";

/**
 * What must be added to the log here, beside the events of a backup, so that exactly the reviews of the backup count.
 * Nothing is deleted: reviews that the backup does not have are taken back, as the user's own undo does, and reviews
 * that were taken back since are made again under a new id. A review that the backup has from Anki and this log as its
 * own is one review. Done twice, the second time adds nothing.
 * @param cardOf the card that an id stands for today, where ids may have changed
 */
export async function replacementEvents(
  here: readonly OsteonEvent[],
  backup: readonly OsteonEvent[],
  moment: Now,
  cardOf: (id: CardId) => CardId = (id) => id,
): Promise<OsteonEvent[]> {
  const union = unionOf(here, backup);
  const ids = new Set(union.map(({ id }) => id));
  const own = ownOfReturned(union, cardOf);
  const counted = byId(countedAsWritten(union, cardOf));
  const wanted = byId(countedAsWritten(backup, cardOf).map((review) => own.get(review.id) ?? review));
  // What is left may still say the same under another id: a review that an earlier replacement made again.
  const surplus = byContent([...counted.values()].filter(({ id }) => !wanted.has(id)));
  const lacking = byContent([...wanted.values()].filter(({ id }) => !counted.has(id)));
  const added: OsteonEvent[] = [];
  const lastMs = newestByCard(union);
  for (const [content, review] of surplus) {
    if (lacking.has(content)) continue;
    const undo = await undoOf(review, lastMs.get(review.card) ?? 0, moment);
    lastMs.set(review.card, undo.atMs);
    added.push(undo);
  }
  for (const [content, review] of lacking) {
    if (!surplus.has(content)) added.push(await again(review, ids));
  }
  return added;
}

/** The events of both, each once, in the order of the log; where two contradict each other, the one here. */
export function unionOf(here: readonly OsteonEvent[], other: readonly OsteonEvent[]): OsteonEvent[] {
  const byId = new Map([...other, ...here].map((event) => [event.id, event] as const));
  return [...byId.values()].sort(compareEvents);
}

/** The reviews that count, as their events stand: days that were put right later are worked out from the log each time. */
function countedAsWritten(events: readonly OsteonEvent[], cardOf: (id: CardId) => CardId): ReviewEvent[] {
  const counted = new Set(countedByCard(events, cardOf).map(({ id }) => id));
  return events.filter((event): event is ReviewEvent => event.kind === "review" && counted.has(event.id));
}

function ownOfReturned(events: readonly OsteonEvent[], cardOf: (id: CardId) => CardId): Map<EventId, ReviewEvent> {
  const logs = grouped(events, ({ card }) => cardOf(card)).values();
  return new Map([...logs].flatMap((log) => [...duplicateImports(log)]));
}

const byId = (reviews: readonly ReviewEvent[]): Map<EventId, ReviewEvent> =>
  new Map(reviews.map((review) => [review.id, review]));

const byContent = (reviews: readonly ReviewEvent[]): Map<string, ReviewEvent> =>
  new Map(reviews.map((review) => [contentKey(review), review]));

/** What a review says, whatever its id. */
const contentKey = ({ id: _, ...content }: ReviewEvent): string => canonicalJson(content);

function newestByCard(events: readonly OsteonEvent[]): Map<CardId, number> {
  const newest = new Map<CardId, number>();
  for (const { card, atMs } of events) newest.set(card, Math.max(atMs, newest.get(card) ?? 0));
  return newest;
}

async function undoOf(review: ReviewEvent, lastMs: number, moment: Now): Promise<UndoEvent> {
  const atMs = Math.max(Math.floor(moment.nowMs), lastMs + 1);
  return {
    kind: "undo",
    id: makeEventId(atMs, await idBytesOf(`replace:${review.id}`)),
    card: review.card,
    atMs,
    offsetMinutes: moment.offsetMinutes,
    studyDay: Math.max(moment.today, review.studyDay),
    undoes: review.id,
  };
}

async function again(review: ReviewEvent, taken: ReadonlySet<EventId>): Promise<ReviewEvent> {
  for (let count = 1; ; count++) {
    const id = makeEventId(review.atMs, await idBytesOf(`again:${review.id}:${count}`));
    if (!taken.has(id)) return { ...review, id };
  }
}
