import type { Card } from "../../core/card.ts";
import { MAX_DURATION_MS, type OsteonEvent, type ReviewEvent } from "../../core/event.ts";
import { foldCard } from "../../core/fold.ts";
import { grouped } from "../../core/grouped.ts";
import { makeEventId } from "../../core/ids.ts";
import { isReturned, NEAR_MS } from "../../core/returned.ts";
import { reviewTimes } from "../../core/review-times.ts";
import { MAXIMUM_INTERVAL_DAYS, type Scheduler, schedulerFor } from "../../core/scheduler.ts";
import { DAY_MS, studyDayOf } from "../../core/study-day.ts";

import { idBytesOf } from "../derived-id.ts";
import { logsByCard, type StudyData } from "../study-data.ts";
import type { FoundReview } from "./read-package.ts";

const LONGEST_STEP_SECS = 86_400;

/**
 * The reviews that were done in Anki, as events. Those that came from here are recognised and left out; the others get
 * ids that follow from card and time, so that a package can be imported any number of times.
 */
export async function eventsFromAnki(found: readonly FoundReview[], data: StudyData): Promise<ReviewEvent[]> {
  const logs = logsByCard(data.cards, data.events);
  const scheduler = schedulerFor(data.settings);
  const cards = new Map(data.cards.flatMap((card) => [card.id, ...card.content.formerIds].map((id) => [id, card])));
  const events: ReviewEvent[] = [];
  for (const [id, reviews] of grouped(found, ({ card }) => card)) {
    const card = cards.get(id);
    // A card that no deck of ours has (any more): its reviews would belong to nothing.
    if (!card) continue;
    const log = [...(logs.get(card.id) ?? [])];
    for (const review of withoutKnown(reviews, log)) {
      const event = await toEvent(card, review, log, data, scheduler);
      events.push(event);
      log.push(event);
    }
  }
  return events;
}

/** The reviews that are not in the log. Each event of the log stands for one review: two in one moment stay two. */
function withoutKnown(found: readonly FoundReview[], log: readonly OsteonEvent[]): FoundReview[] {
  const times = reviewTimes(log);
  const left = new Set(log.filter((event) => event.kind === "review"));
  const take = (review: FoundReview, nearMs: number): boolean => {
    for (const event of left) {
      const made = { ...event, atMs: times.get(event.id) ?? event.atMs };
      if (isReturned(review, made, nearMs)) return left.delete(event);
    }
    return false;
  };
  return found.filter((review) => !take(review, 0)).filter((review) => !take(review, NEAR_MS));
}

async function toEvent(
  card: Card,
  { atMs, rating, interval, durationMs }: FoundReview,
  log: readonly OsteonEvent[],
  { moment }: StudyData,
  scheduler: Scheduler,
): Promise<ReviewEvent> {
  const offsetMinutes = moment.offsetAt(atMs);
  const earlier = log.filter((event) => event.atMs < atMs);
  const before = foldCard(earlier, scheduler);
  const studyDay = Math.max(studyDayOf(atMs, offsetMinutes, moment.rolloverHour), before.lastDay ?? -1);
  return {
    kind: "review",
    id: makeEventId(atMs, await idBytesOf(`anki:${card.id}:${atMs}`)),
    card: card.id,
    atMs,
    offsetMinutes,
    studyDay,
    rating,
    phase: before.phase,
    factRevision: card.content.factRevision,
    durationMs: Math.min(MAX_DURATION_MS, Math.round(durationMs)),
    surface: "import",
    next: nextOf(interval, atMs, studyDay),
  };
}

/** What Anki promised: days, or seconds within steps. */
function nextOf(interval: number, atMs: number, studyDay: number): ReviewEvent["next"] {
  if (interval > 0) return { dueDay: studyDay + Math.min(interval, MAXIMUM_INTERVAL_DAYS), dueAtMs: null };
  const seconds = Math.min(Math.max(-interval, 1), LONGEST_STEP_SECS);
  const dueAtMs = atMs + seconds * 1000;
  return { dueDay: studyDay + Math.floor((seconds * 1000) / DAY_MS), dueAtMs };
}
