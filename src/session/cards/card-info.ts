import type { CardContent, Reference, RichText } from "../../core/deck/deck.ts";
import { plainText } from "../../core/deck/plain-text.ts";
import type { CardId, EventId } from "../../core/ids.ts";
import { duplicateImports } from "../../core/log/duplicate-imports.ts";
import { type Envelope, inOrder } from "../../core/log/envelope.ts";
import { isOfKind } from "../../core/log/event.ts";
import type { Rating } from "../../core/log/kinds/review.ts";
import { reviewHistory } from "../../core/log/review-history.ts";
import { takenBack } from "../../core/log/taken-back.ts";
import type { CardState } from "../../core/memory/card-state.ts";
import { isLeech } from "../../core/memory/leech.ts";
import { modelFor } from "../../core/memory/model.ts";
import type { Outcome } from "../../core/memory/outcome.ts";
import { schedulerFor } from "../../core/memory/scheduler.ts";
import { type ForgettingCurve, forgettingOfCard } from "../../core/stats/forgetting.ts";
import { recallOn, type Standing, standingOf } from "../../core/stats/statistics.ts";
import { nowAt } from "../../core/time/now.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import type { Clock } from "../../platform/clock.ts";
import type { MessageKey } from "../../platform/i18n.ts";
import { readCards, readFact, readReferences, siblingIds, switchedOff } from "../../store/decks/all-cards.ts";
import { cardEvents, memoisedEvents } from "../../store/log/log.ts";
import type { Database } from "../../store/opening/open.ts";
import type { Own } from "../../store/settings/own.ts";
import { readSettings } from "../../store/settings/settings.ts";
import { readComing, readWanted } from "../../store/today/coming.ts";
import { eventWords } from "../common/event-words.ts";
import { type CardWords, readCardWords } from "./card-words.ts";

/** One event of a card's log, for being said in words. */
export interface CardEventLine {
  readonly id: EventId;
  /** The message that says what it was; null for what a newer version made. */
  readonly words: MessageKey | null;
  readonly atMs: number;
  readonly offsetMinutes: number;
  /** Only of a review: what was answered, how long that took, and what was promised. */
  readonly review: {
    readonly rating: Rating;
    readonly durationMs: number;
    readonly waitDays: number | null;
  } | null;
  /** Of a card that was given another day: that day. Null for all else. */
  readonly dueDay: StudyDay | null;
  /** It was taken back, and counts for nothing. */
  readonly isTakenBack: boolean;
}

/** Everything that is known of one card. */
export interface CardInfo {
  readonly id: CardId;
  readonly question: string;
  readonly answer: string;
  /** The card as its deck has it, and what the learner has made of it. */
  readonly deckContent: CardContent;
  readonly own: Own;
  /** It is forgotten again and again. */
  readonly isLeech: boolean;
  readonly chapter: string;
  readonly deckTitle: string;
  /** Of the texts above, a BCP 47 tag; null where its deck is not here. */
  readonly language: string | null;
  readonly standing: Standing;
  readonly off: boolean;
  readonly state: CardState;
  readonly recall: number | null;
  /** Again, Hard, Good, Easy, if it were answered now. */
  readonly outcomes: readonly Outcome[];
  /** Null for a card that was never answered. */
  readonly curve: ForgettingCurve | null;
  readonly desiredRetention: number;
  readonly today: StudyDay;
  readonly statement: RichText | null;
  readonly heading: string | null;
  readonly references: readonly Reference[];
  readonly siblings: readonly CardWords[];
  /** Newest first. */
  readonly events: readonly CardEventLine[];
}

/** @returns null when there is no such card any more */
export async function readCardInfo(db: Database, clock: Clock, id: CardId): Promise<CardInfo | null> {
  const settings = await readSettings(db);
  const [found] = await readCards(db, [id]);
  if (!found) return null;
  const { row, content, deckContent, own } = found;
  const [deck, fact, references, siblings, events, isOff] = await Promise.all([
    db.get("decks", row.deck),
    readFact(db, row.deck, row.fact),
    readReferences(db, row.deck, content.references),
    siblingIds(db, row).then((ids) => readCardWords(db, clock, ids)),
    cardEvents(memoisedEvents(db.transaction("events").store), row),
    switchedOff(db),
  ]);
  const now = nowAt(clock.nowMs(), clock.offsetAt, settings.rolloverHour);
  const model = modelFor(settings);
  const scheduler = schedulerFor(settings);
  const history = reviewHistory(events, scheduler);
  const coming = await readComing(db, await readWanted(db, now, settings), row, scheduler);
  return {
    id,
    question: plainText(content.front),
    answer: plainText(content.answer),
    deckContent,
    own,
    isLeech: isLeech(row.state),
    chapter: deck?.chapters.find((chapter) => chapter.id === row.chapter)?.title ?? row.chapter,
    deckTitle: deck?.title ?? row.deck,
    language: deck?.language ?? null,
    standing: standingOf(row, now.today, model),
    off: isOff(row),
    state: row.state,
    recall: recallOn(row, now.today, model),
    outcomes: scheduler.outcomes(id, row.state, now, coming),
    curve: forgettingOfCard(history, Math.max(now.today, row.state.dueDay ?? now.today), model),
    desiredRetention: model.desiredRetention,
    today: now.today,
    statement: fact?.statement ?? null,
    heading: content.heading,
    references,
    siblings,
    events: linesOf(events),
  };
}

/** @param events of one card */
export function linesOf(events: readonly Envelope[]): readonly CardEventLine[] {
  const gone = takenBack(events);
  const twice = duplicateImports(events);
  return inOrder(events)
    .filter(({ id }) => !twice.has(id))
    .reverse()
    .map((event) => ({
      id: event.id,
      words: eventWords(event),
      atMs: event.atMs,
      offsetMinutes: event.offsetMinutes,
      review: isOfKind(event, "review")
        ? {
            rating: event.rating,
            durationMs: event.durationMs,
            waitDays: event.next.dueAtMs === null ? event.next.dueDay - event.studyDay : null,
          }
        : null,
      dueDay: isOfKind(event, "due") ? event.dueDay : null,
      isTakenBack: gone.has(event.id),
    }));
}
