import type { CardEntry } from "../../core/card.ts";
import { grouped } from "../../core/grouped.ts";
import { type EventId, makeEventId } from "../../core/ids.ts";
import { decodeEvent } from "../../core/log/decode.ts";
import { MAX_DURATION_MS } from "../../core/log/kinds/review.ts";
import type { ResetEvent, ReviewEvent } from "../../core/log/kinds.ts";
import { withoutTakenBackWholes } from "../../core/log/taken-back.ts";
import { type CardState, reviewDay } from "../../core/memory/card-state.ts";
import { MAXIMUM_INTERVAL_DAYS, schedulerFor } from "../../core/memory/scheduler.ts";
import type { OnProgress } from "../../core/progress.ts";
import { nowAt } from "../../core/time/now.ts";
import { DAY_MS } from "../../core/time/study-day.ts";
import { type Failed, failed } from "../problem.ts";
import { cardsByAnyId, logsByCard, type StudyCard, type StudyData } from "../study-data.ts";
import { idBytesOf } from "./id-bytes.ts";
import { withoutKnown } from "./known-reviews.ts";
import type { FoundEvent, FoundReview } from "./read-reviews.ts";
import { RunningFold } from "./running-fold.ts";

const LONGEST_STEP_SECS = 86_400;
/** Reviews between two reports of progress. */
const REPORT_EVERY = 1000;
/** Only a log that a foreign file has tangled is folded anew for each review of a package; this takes some seconds. */
const MOST_FOLDED = 10_000_000;

export interface FromAnki {
  readonly events: readonly (ReviewEvent | ResetEvent)[];
  /** Cards that were reset there since. */
  readonly resets: number;
  /** What is of cards that no deck here has (any more), and how many cards: it would belong to nothing. */
  readonly leftOut: { readonly reviews: number; readonly cards: number };
}

/** What of the data an import needs: the cards as they stand, and the log. */
export type ImportData = Pick<StudyData, "events" | "settings" | "now"> & { readonly device: ReviewEvent["device"] } & {
  readonly cards: readonly Pick<StudyCard, keyof CardEntry | "content" | "isOff">[];
};

/**
 * What was done in Anki, as events. What came from here is recognised and left out; the rest gets ids that follow from
 * what it says, so that a package can be imported any number of times. What was taken back with a file is among the rest.
 * @param found in the order of time
 * @param mostFolded how many events may be gone through by folding logs anew
 */
export function eventsFromAnki(
  found: readonly FoundEvent[],
  data: ImportData,
  onProgress?: OnProgress,
  mostFolded: number = MOST_FOLDED,
): FromAnki | Failed {
  const logs = logsByCard(data.cards, data.events);
  const scheduler = schedulerFor(data.settings);
  const cards = cardsByAnyId(data.cards);
  const events: (ReviewEvent | ResetEvent)[] = [];
  const leftOut = { reviews: 0, cards: 0 };
  let resets = 0;
  let [passed, told] = [0, 0];
  let folded = 0;
  for (const [id, ofCard] of grouped(found, ({ card }) => card)) {
    const card = cards.get(id);
    if (!card) {
      leftOut.reviews += ofCard.length;
      leftOut.cards += 1;
    } else {
      // What was taken back with a file is not here, so that a file can bring it again.
      const log = withoutTakenBackWholes(logs.get(card.id) ?? []);
      const fold = new RunningFold(log, scheduler);
      const news = withoutKnown(ofCard, log);
      if (news.some(({ rating }) => rating === null)) resets += 1;
      for (const [i, one] of news.entries()) {
        const event = toEvent(card, one, fold.before(one.atMs), data);
        // What no log and no backup could hold must not come in either.
        if ("problem" in decodeEvent(event)) return failed("anki_review", found.indexOf(one) + 1, one.card);
        events.push(event);
        fold.add(event);
        if (folded + fold.folded > mostFolded) return failed("anki_entangled");
        if (i % REPORT_EVERY === REPORT_EVERY - 1) onProgress?.({ done: passed + i + 1, total: found.length });
      }
      folded += fold.folded;
    }
    passed += ofCard.length;
    // To tell of each card takes as long as to work it out.
    if (passed - told >= REPORT_EVERY || passed === found.length) {
      onProgress?.({ done: passed, total: found.length });
      told = passed;
    }
  }
  return { events, resets, leftOut };
}

function toEvent(
  card: StudyCard,
  found: FoundEvent,
  before: CardState,
  { now, device }: ImportData,
): ReviewEvent | ResetEvent {
  const { atMs, rating } = found;
  const { offsetMinutes, today } = nowAt(atMs, now.offsetAt, now.rolloverHour);
  const studyDay = reviewDay(before, today);
  const made = { card: card.id, atMs, offsetMinutes, studyDay, surface: "import" } as const;
  if (rating === null) return withId({ kind: "reset", ...made }, device);
  const review = {
    kind: "review",
    ...made,
    rating,
    phase: before.phase,
    // A card that left its deck says nothing of what was shown.
    factRevision: card.content?.factRevision ?? before.factRevision,
    durationMs: Math.min(MAX_DURATION_MS, Math.round(found.durationMs)),
    next: nextOf(found, studyDay),
  } as const;
  return withId(review, device);
}

/**
 * The id follows from all that the event says, also of who made it. So what two machines say of one review, such as its day in two
 * time zones, are two events: both get to both machines, and which of them counts is the same on each, see `duplicateImports`.
 * Where one machine takes its package back, the event of the other one stands.
 */
function withId<E extends Pick<ReviewEvent, "atMs">>(what: E, device: ReviewEvent["device"]) {
  const said = { ...what, device };
  const id: EventId = makeEventId(said.atMs, idBytesOf(`anki:${JSON.stringify(said)}`));
  return { ...said, id };
}

/** What Anki promised: days, or seconds within steps. */
function nextOf({ interval, atMs }: FoundReview, studyDay: number): ReviewEvent["next"] {
  if (interval > 0) return { dueDay: studyDay + Math.min(interval, MAXIMUM_INTERVAL_DAYS), dueAtMs: null };
  const seconds = Math.min(Math.max(-interval, 1), LONGEST_STEP_SECS);
  const dueAtMs = atMs + seconds * 1000;
  return { dueDay: studyDay + Math.floor((seconds * 1000) / DAY_MS), dueAtMs };
}
