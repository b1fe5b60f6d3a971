import type { Card } from "../../core/card.ts";
import { grouped } from "../../core/grouped.ts";
import { makeEventId } from "../../core/ids.ts";
import { MAX_DURATION_MS, type ReviewEvent } from "../../core/log/event.ts";
import { decodeEvent } from "../../core/log/event-schema.ts";
import type { CardState } from "../../core/memory/card-state.ts";
import { MAXIMUM_INTERVAL_DAYS, schedulerFor } from "../../core/memory/scheduler.ts";
import { DAY_MS, studyDayOf } from "../../core/plan/study-day.ts";
import type { OnJobProgress } from "../backup-format.ts";
import { idBytesOf } from "../derived-id.ts";
import { logsByCard, type StudyData } from "../study-data.ts";
import { withoutKnown } from "./known-reviews.ts";
import { type AnkiProblem, failed } from "./problem.ts";
import type { FoundReview } from "./read-reviews.ts";
import { RunningFold } from "./running-fold.ts";

const LONGEST_STEP_SECS = 86_400;
/** Reviews between two reports of progress. */
const REPORT_EVERY = 1000;

export interface FromAnki {
  readonly events: readonly ReviewEvent[];
  /** Reviews of cards that no deck here has (any more), and how many cards: they would belong to nothing. */
  readonly leftOut: { readonly reviews: number; readonly cards: number };
}

/**
 * The reviews that were done in Anki, as events. Those that came from here are recognised and left out; the others get
 * ids that follow from card and time, so that a package can be imported any number of times.
 * @param found in the order of time
 */
export async function eventsFromAnki(
  found: readonly FoundReview[],
  data: StudyData,
  onProgress?: OnJobProgress,
): Promise<FromAnki | { readonly problem: AnkiProblem }> {
  const logs = logsByCard(data.cards, data.events);
  const scheduler = schedulerFor(data.settings);
  const cards = new Map(data.cards.flatMap((card) => [card.id, ...card.content.formerIds].map((id) => [id, card])));
  const events: ReviewEvent[] = [];
  const leftOut = { reviews: 0, cards: 0 };
  let passed = 0;
  for (const [id, reviews] of grouped(found, ({ card }) => card)) {
    const card = cards.get(id);
    if (!card) {
      leftOut.reviews += reviews.length;
      leftOut.cards += 1;
    } else {
      const log = logs.get(card.id) ?? [];
      const fold = new RunningFold(log, scheduler);
      for (const [i, review] of withoutKnown(reviews, log).entries()) {
        const event = await toEvent(card, review, fold.before(review.atMs), data);
        // What no log and no backup could hold must not come in either.
        if ("problem" in decodeEvent(event)) return failed("anki_review", found.indexOf(review) + 1, review.card);
        events.push(event);
        fold.add(event);
        if (i % REPORT_EVERY === REPORT_EVERY - 1) onProgress?.(passed + i + 1, found.length);
      }
    }
    passed += reviews.length;
    onProgress?.(passed, found.length);
  }
  return { events, leftOut };
}

async function toEvent(
  card: Card,
  { atMs, rating, interval, durationMs }: FoundReview,
  before: CardState,
  { moment }: StudyData,
): Promise<ReviewEvent> {
  const offsetMinutes = moment.offsetAt(atMs);
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
