import type { CardId } from "../ids.ts";
import { DAY_MS, type StudyDay } from "../time/study-day.ts";

export type Phase = "new" | "learning" | "review" | "relearning";

/** FSRS memory state. */
export interface Memory {
  /** Days until retrievability has fallen to 0.9. */
  readonly stability: number;
  /** 1 (easy) to 10 (hard). */
  readonly difficulty: number;
}

/** Where a card stands: the fold of its events. Kept beside the log, and rebuilt from it at any time. */
export interface CardState {
  readonly phase: Phase;
  /** Null until the first review. */
  readonly memory: Memory | null;
  /** Which learning or relearning step comes next, from 0. */
  readonly step: number;
  /** The study day on which it is due next; null for a new card. */
  readonly dueDay: StudyDay | null;
  /** The instant on which it is due next for learning steps, else null. */
  readonly dueAtMs: number | null;
  /** The study day of the newest review that counts; days never go back. */
  readonly lastDay: StudyDay | null;
  /** What happened to the card on that day, for the day's limits: answers in all, as a new card, and in the review phase. */
  readonly onLastDay: { readonly answers: number; readonly introductions: number; readonly reviews: number };
  /** Time of the card's newest event that counts; the next one is made later than this. */
  readonly lastEventAtMs: number;
  /** Reviews that count (undone ones do not). */
  readonly reviews: number;
  /** Reviews rated Hard or better. */
  readonly successes: number;
  /** The revision of the fact at the newest review that counts; 0 for a new card. */
  readonly factRevision: number;
  /** Times it was forgotten after it had reached the review phase. */
  readonly lapses: number;
  /** It is not asked for until it is called back. Absent where it is not so. */
  readonly suspended?: true;
  /** It is not asked for before this study day. Absent where it never was put off, or was answered since. */
  readonly buriedUntil?: StudyDay;
  /** The contrast that its newest review calls for: see `ReviewEvent`. Absent where that calls for none. */
  readonly calls?: { readonly card: CardId; readonly atMs: number };
}

/** A card of which nothing has happened yet. */
export const NEW_CARD_STATE: CardState = {
  phase: "new",
  memory: null,
  step: 0,
  dueDay: null,
  dueAtMs: null,
  lastDay: null,
  onLastDay: { answers: 0, introductions: 0, reviews: 0 },
  lastEventAtMs: 0,
  reviews: 0,
  successes: 0,
  factRevision: 0,
  lapses: 0,
};

/** Whether a card was answered, and not started anew since. A fact is begun once one of its cards is, also where none of them is asked. */
export const isBegun = ({ phase }: Pick<CardState, "phase">): boolean => phase !== "new";

/** A traveller's calendar goes back by a day across the date line. More than that was a wrong clock. */
const TRAVEL_DAYS = 1;

/** Whether the card's last day lies further ahead than travel explains: it does not bind what is made today. */
const isFarAhead = ({ lastDay }: Pick<CardState, "lastDay">, today: StudyDay): boolean =>
  lastDay !== null && lastDay - today > TRAVEL_DAYS;

/** Tomorrow's day ends within two days, in any zone within three; one more for what was stamped behind it. */
const MOST_AHEAD_MS = 4 * DAY_MS;

interface Instant {
  readonly today: StudyDay;
  readonly nowMs: number;
}

/**
 * Whether what was done to the card last lies further ahead than travel explains, by its day or by its time. It neither
 * binds nor orders what is made now: see `bringWithinReach`.
 */
export const isOutOfReach = (
  { lastDay, lastEventAtMs }: Pick<CardState, "lastDay" | "lastEventAtMs">,
  { today, nowMs }: Instant,
): boolean => isFarAhead({ lastDay }, today) || lastEventAtMs - nowMs > MOST_AHEAD_MS;

/**
 * Whether the card was last reviewed on a day that is still to come, by a clock that ran ahead: it waits for a clock
 * correction. A traveller's last day may be tomorrow too, but the last review then lies in the past.
 */
export const isStranded = (
  { lastDay, lastEventAtMs }: Pick<CardState, "lastDay" | "lastEventAtMs">,
  { today, nowMs }: Instant,
): boolean => lastDay !== null && lastDay > today && lastEventAtMs > nowMs;

/** The study day of a review that is made on `day`: a card's days do not go back where somebody travels. */
export const reviewDay = ({ lastDay }: CardState, day: StudyDay): StudyDay => followingDay(lastDay, day);

/** A day that does not come before another, unless that lies further ahead than travel explains. */
export const followingDay = (lastDay: StudyDay | null, day: StudyDay): StudyDay =>
  isFarAhead({ lastDay }, day) ? day : Math.max(day, lastDay ?? day);
