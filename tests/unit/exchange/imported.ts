import { makeEventId } from "../../../src/core/ids.ts";
import { isDuplicateImport, NEAR_MS } from "../../../src/core/log/duplicate-imports.ts";
import type { OsteonEvent, ReviewEvent } from "../../../src/core/log/event.ts";
import { MAX_DURATION_MS } from "../../../src/core/log/event.ts";
import { foldCard } from "../../../src/core/log/fold.ts";
import { reviewTimes } from "../../../src/core/log/review-times.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { DAY_MS, studyDayOf } from "../../../src/core/plan/study-day.ts";
import { eventsFromAnki } from "../../../src/exchange/anki/events-from-anki.ts";
import type { FoundReview } from "../../../src/exchange/anki/read-reviews.ts";
import { idBytesOf } from "../../../src/exchange/derived-id.ts";
import { logsByCard, type StudyData } from "../../../src/exchange/study-data.ts";

/** The events of an import that must succeed. */
export async function imported(found: readonly FoundReview[], data: StudyData): Promise<readonly ReviewEvent[]> {
  const result = await eventsFromAnki(found, data);
  if ("problem" in result) throw new Error(`${result.problem.key} ${result.problem.arguments.join(" ")}`);
  return result.events;
}

/**
 * What an import must find, in the plainest way: every review is held against every one of the log, and the log folded
 * from nothing for each. Takes the square of the time. For cards that have always had their ids.
 */
export async function plainlyImported(found: readonly FoundReview[], data: StudyData): Promise<ReviewEvent[]> {
  const logs = logsByCard(data.cards, data.events);
  const events: ReviewEvent[] = [];
  for (const card of new Set(found.map((review) => review.card))) {
    const content = data.cards.find(({ id }) => id === card)?.content;
    if (!content) continue;
    const log = [...(logs.get(card) ?? [])];
    const own = found.filter((review) => review.card === card);
    for (const { atMs, rating, interval, durationMs } of plainlyWithoutKnown(own, log)) {
      const { moment } = data;
      const offsetMinutes = moment.offsetAt(atMs);
      const earlier = log.filter((event) => event.atMs < atMs);
      const before = foldCard(earlier, schedulerFor(data.settings));
      const studyDay = Math.max(studyDayOf(atMs, offsetMinutes, moment.rolloverHour), before.lastDay ?? -1);
      const seconds = Math.min(Math.max(-interval, 1), DAY_MS / 1000);
      const event: ReviewEvent = {
        kind: "review",
        id: makeEventId(atMs, await idBytesOf(`anki:${card}:${atMs}`)),
        card,
        atMs,
        offsetMinutes,
        studyDay,
        rating,
        phase: before.phase,
        factRevision: content.factRevision,
        durationMs: Math.min(MAX_DURATION_MS, Math.round(durationMs)),
        surface: "import",
        next:
          interval > 0
            ? { dueDay: studyDay + Math.min(interval, 36_500), dueAtMs: null }
            : { dueDay: studyDay + Math.floor((seconds * 1000) / DAY_MS), dueAtMs: atMs + seconds * 1000 },
      };
      events.push(event);
      log.push(event);
    }
  }
  return events;
}

export function plainlyWithoutKnown(found: readonly FoundReview[], log: readonly OsteonEvent[]): FoundReview[] {
  const times = reviewTimes(log);
  const left = new Set(log.filter((event) => event.kind === "review"));
  const take = (review: FoundReview, nearMs: number): boolean => {
    for (const event of left) {
      const made = { ...event, atMs: times.get(event.id) ?? event.atMs };
      if (isDuplicateImport(review, made, nearMs)) return left.delete(event);
    }
    return false;
  };
  return found.filter((review) => !take(review, 0)).filter((review) => !take(review, NEAR_MS));
}
