/** A log as it was at the start of a study day, and what was done after it: both from the log as it is now. */
import type { Envelope } from "../log/envelope.ts";
import { isOfKind, isRegister } from "../log/event.ts";
import { countedEvents, countedReviews, foldCard } from "../log/fold.ts";
import type { RegisterEvent, ReviewEvent } from "../log/kinds.ts";
import { heldRegisters } from "../log/register.ts";
import { registerName } from "../log/register-name.ts";
import { reviewTimes } from "../log/review-times.ts";
import { takenBackWithFile } from "../log/taken-back.ts";
import { type Model, modelFor } from "../memory/model.ts";
import { columnsOf, type ReviewColumns } from "../memory/optimise/columns.ts";
import { schedulerOf } from "../memory/scheduler.ts";
import { newLeftBack } from "../memory/simulate/new-left.ts";
import type { Plan } from "../memory/simulate/run.ts";
import { DEFAULT_SETTINGS, decodeSetting, isSettingKey, type Settings } from "../settings.ts";
import type { StudyDay } from "../time/study-day.ts";

/** A card of a deck that is here, with all its events, also those under ids that it had before. */
export interface LogUntil {
  readonly deck: string;
  /** It is no longer in its deck. What was learnt of it counts; it is no new card. */
  readonly retired: boolean;
  readonly events: readonly Envelope[];
}

export interface WholeLog<Card extends LogUntil> {
  readonly cards: readonly Card[];
  /** Events of registers and the undos of them. */
  readonly registers: readonly Envelope[];
  /** Tells which cards are asked for, given what holds each register. */
  readonly onWith: (held: ReadonlyMap<string, RegisterEvent>) => (card: Card) => boolean;
}

/** What could be known at the start of the day. */
export interface Then {
  readonly plan: Plan;
  readonly model: Model;
  /** The reviews that counted, of all cards. */
  readonly columns: ReviewColumns;
  /** How many new cards a day were allowed so many days before, 0 for the last day before. */
  readonly newPerDay: (daysBack: number) => number;
  /** How many new cards there were to begin so many days before. */
  readonly newLeft: (daysBack: number) => number;
}

/**
 * Decks are taken as they are now: a log does not tell when a card came into its deck.
 * @param day whose start is meant
 * @param startMs when that was, Unix time
 * @param days how far ahead is to be planned
 */
export function asOf<Card extends LogUntil>(log: WholeLog<Card>, day: StudyDay, startMs: number, days: number): Then {
  const registers = withoutFilesTakenBack(log.registers).filter(({ atMs }) => atMs < startMs);
  const held = heldRegisters(registers);
  const settings = settingsIn(held);
  const model = modelFor(settings);
  const scheduler = schedulerOf(model);
  const isOn = log.onWith(held);
  const histories: ReviewEvent[][] = [];
  const begun: { stability: number; difficulty: number; elapsed: number; due: number }[] = [];
  let newCards = 0;
  const decks = new Map<string, { left: number; begunAtMs: number[] }>();
  for (const card of log.cards) {
    const events = withoutFilesTakenBack(card.events).filter(({ studyDay }) => studyDay < day);
    const history = sinceReset(events);
    histories.push(history);
    const ofDeck = decks.get(card.deck) ?? { left: 0, begunAtMs: [] };
    decks.set(card.deck, ofDeck);
    if (history[0]) ofDeck.begunAtMs.push(history[0].atMs);
    const state = foldCard(events, scheduler);
    if (state.suspended || !isOn(card)) continue;
    if (state.memory === null) {
      newCards += card.retired ? 0 : 1;
      ofDeck.left += card.retired ? 0 : 1;
    } else
      begun.push({
        ...state.memory,
        elapsed: Math.max(1, day - (state.lastDay ?? day)),
        due: (state.dueDay ?? day) - day,
      });
  }
  return {
    plan: {
      cards: {
        stability: Float64Array.from(begun, ({ stability }) => stability),
        difficulty: Float64Array.from(begun, ({ difficulty }) => difficulty),
        elapsedDays: Int32Array.from(begun, ({ elapsed }) => elapsed),
        dueInDays: Int32Array.from(begun, ({ due }) => due),
      },
      newCards,
      newPerDay: settings.newPerDay,
      reviewsPerDay: settings.reviewsPerDay,
      days,
    },
    model,
    columns: columnsOf(histories),
    newPerDay: newPerDayBack(registers, day),
    newLeft: newLeftBack(decks.values(), startMs),
  };
}

/**
 * The reviews of one card that count, since its last reset: what came before speaks of a memory that was given up, and
 * Anki leaves it out as well. Times are those at which they were really made.
 */
export function sinceReset(log: readonly Envelope[]): ReviewEvent[] {
  const counted = countedEvents(log);
  const times = reviewTimes(log);
  const from = counted.findLastIndex((event) => isOfKind(event, "reset")) + 1;
  return counted.slice(from).flatMap((event) => {
    return isOfKind(event, "review") ? [{ ...event, atMs: times.get(event.id) ?? event.atMs }] : [];
  });
}

/** Settings as registers hold them, over the defaults. */
function settingsIn(held: ReadonlyMap<string, RegisterEvent>): Settings {
  const chosen = [...held.values()].flatMap(({ kind, key, value }) => {
    const decoded = kind === "setting" && isSettingKey(key) ? decodeSetting(key, value) : null;
    return decoded === null ? [] : [[key, decoded]];
  });
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(chosen) };
}

/**
 * The log as if no file that was taken back had ever come. When one came the log does not say: its events are as old as they say,
 * and the undos of them as new as these.
 */
function withoutFilesTakenBack(events: readonly Envelope[]): readonly Envelope[] {
  const absent = takenBackWithFile(events);
  return absent.size === 0 ? events : events.filter(({ id }) => !absent.has(id));
}

const NEW_PER_DAY = registerName({ kind: "setting", key: "newPerDay" });

/**
 * The new cards a day that were allowed so many days before a day; 0 for the last day before it.
 * @param registers events of registers and the undos of them
 */
export function newPerDayBack(registers: readonly Envelope[], day: StudyDay): (daysBack: number) => number {
  const made = withoutFilesTakenBack(registers).filter(
    (event) => isOfKind(event, "undo") || (isRegister(event) && registerName(event) === NEW_PER_DAY),
  );
  return (daysBack) => {
    const held = heldRegisters(made.filter(({ studyDay }) => studyDay < day - daysBack)).get(NEW_PER_DAY);
    return decodeSetting("newPerDay", held?.value) ?? DEFAULT_SETTINGS.newPerDay;
  };
}

/** What was done on each of some days; each card counts once a day. */
export interface Happened {
  readonly answers: Float64Array;
  readonly seconds: Float64Array;
}

export function happenedFrom(cards: readonly LogUntil[], day: StudyDay, days: number): Happened {
  const answers = new Float64Array(days);
  const seconds = new Float64Array(days);
  for (const { events } of cards) {
    if (!events.some(({ studyDay }) => studyDay >= day)) continue;
    let last = -1;
    for (const { studyDay, durationMs } of countedReviews(events)) {
      const at = studyDay - day;
      if (at < 0 || at >= days) continue;
      seconds[at] = (seconds[at] ?? 0) + durationMs / 1000;
      if (at === last) continue;
      answers[at] = (answers[at] ?? 0) + 1;
      last = at;
    }
  }
  return { answers, seconds };
}
