import { makeEventId } from "../../../src/core/ids.ts";
import { isDuplicateImport, isImported, NEAR_MS } from "../../../src/core/log/duplicate-imports.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { isOfKind } from "../../../src/core/log/event.ts";
import { foldCard } from "../../../src/core/log/fold.ts";
import { MAX_DURATION_MS } from "../../../src/core/log/kinds/review.ts";
import type { ResetEvent, ReviewEvent } from "../../../src/core/log/kinds.ts";
import { reviewTimes } from "../../../src/core/log/review-times.ts";
import { reviewDay } from "../../../src/core/memory/card-state.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { DAY_MS, studyDayOf } from "../../../src/core/time/study-day.ts";
import { eventsFromAnki, type ImportData } from "../../../src/exchange/anki/events-from-anki.ts";
import { idBytesOf } from "../../../src/exchange/anki/id-bytes.ts";
import type { FoundEvent } from "../../../src/exchange/anki/read-reviews.ts";
import { logsByCard } from "../../../src/exchange/study-data.ts";

type Imported = ReviewEvent | ResetEvent;

/** The events of an import that must succeed. */
export async function imported(found: readonly FoundEvent[], data: ImportData): Promise<readonly Imported[]> {
  const result = await eventsFromAnki(found, data);
  if ("problem" in result) throw new Error(`${result.problem.key} ${result.problem.arguments.join(" ")}`);
  return result.events;
}

/**
 * What an import must find, in the plainest way: every review is held against every one of the log, and the log folded
 * from nothing for each. Takes the square of the time. For cards that have always had their ids.
 */
export async function plainlyImported(found: readonly FoundEvent[], data: ImportData): Promise<Imported[]> {
  const logs = logsByCard(data.cards, data.events);
  const events: Imported[] = [];
  for (const card of new Set(found.map((review) => review.card))) {
    const content = data.cards.find(({ id }) => id === card)?.content;
    if (!content) continue;
    const log = [...(logs.get(card) ?? [])];
    const own = found.filter((review) => review.card === card);
    for (const one of plainlyWithoutKnown(own, log)) {
      const { atMs } = one;
      const { now, device } = data;
      const offsetMinutes = now.offsetAt(atMs);
      const earlier = log.filter((event) => event.atMs < atMs);
      const before = foldCard(earlier, schedulerFor(data.settings));
      const studyDay = reviewDay(before, studyDayOf(atMs, offsetMinutes, now.rolloverHour));
      const idOf = (said: object) => makeEventId(atMs, idBytesOf(`anki:${JSON.stringify({ ...said, device })}`));
      const made = { card, atMs, offsetMinutes, studyDay, surface: "import" } as const;
      if (one.rating === null) {
        const said = { kind: "reset", ...made } as const;
        const reset: ResetEvent = { ...said, id: idOf(said), device };
        events.push(reset);
        log.push(reset);
        continue;
      }
      const { rating, interval, durationMs } = one;
      const seconds = Math.min(Math.max(-interval, 1), DAY_MS / 1000);
      const said = {
        kind: "review",
        ...made,
        rating,
        phase: before.phase,
        factRevision: content.factRevision,
        durationMs: Math.min(MAX_DURATION_MS, Math.round(durationMs)),
        next:
          interval > 0
            ? { dueDay: studyDay + Math.min(interval, 36_500), dueAtMs: null }
            : { dueDay: studyDay + Math.floor((seconds * 1000) / DAY_MS), dueAtMs: atMs + seconds * 1000 },
      } as const;
      const event: ReviewEvent = { ...said, id: idOf(said), device };
      events.push(event);
      log.push(event);
    }
  }
  return events;
}

export function plainlyWithoutKnown(found: readonly FoundEvent[], log: readonly Envelope[]): FoundEvent[] {
  const times = reviewTimes(log);
  const travelling = log.filter((event) => isOfKind(event, "review") || isOfKind(event, "reset"));
  const left = new Set(
    travelling.map((event) => {
      const rightMs = times.get(event.id) ?? event.atMs;
      const all = isImported(event) ? new Set([rightMs, event.atMs]) : [rightMs];
      return [...all].map((atMs) => ({ atMs, ...("rating" in event && { rating: event.rating }) }));
    }),
  );
  const take = ({ atMs, rating }: FoundEvent, nearMs: number): boolean => {
    const one = rating === null ? { atMs } : { atMs, rating };
    for (const moments of left)
      if (moments.some((made) => isDuplicateImport(one, made, nearMs))) return left.delete(moments);
    return false;
  };
  return found.filter((review) => !take(review, 0)).filter((review) => !take(review, NEAR_MS));
}
