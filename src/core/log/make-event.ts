import type { CardEntry } from "../card.ts";
import type { DeckId, DeviceId, EventId } from "../ids.ts";
import { makeEventId } from "../ids.ts";
import { isFarAhead, reviewDay } from "../memory/card-state.ts";
import { comesBack, type Wait } from "../memory/outcome.ts";
import { isFollowed, type Now } from "../plan/now.ts";
import type { StudyDay } from "../plan/study-day.ts";
import type { Envelope } from "./envelope.ts";
import { LATEST_MS } from "./envelope-fields.ts";
import { MAX_DURATION_MS, type Rating, type Surface } from "./kinds/review.ts";
import type {
  BuryEvent,
  PlanEvent,
  RegisterEvent,
  ResetEvent,
  ReviewEvent,
  SeenEvent,
  SettingEvent,
  SuspendEvent,
  SwitchEvent,
  UndoEvent,
} from "./kinds.ts";

/** Who makes an event, and when. */
export interface Maker {
  readonly device: DeviceId;
  readonly now: Now;
  /** At least 10 random bytes, new for each event. */
  readonly random: Uint8Array;
}

/** The time of an event that is made now, after one of `lastMs`. */
const eventTime = (nowMs: number, lastMs: number): number =>
  isFollowed(lastMs, nowMs) ? Math.max(Math.floor(nowMs), lastMs + 1) : Math.floor(nowMs);

function stamp({ device, now, random }: Maker, lastMs = 0, studyDay: StudyDay = now.today) {
  const atMs = eventTime(now.nowMs, lastMs);
  return { id: makeEventId(atMs, random), device, atMs, offsetMinutes: now.offsetMinutes, studyDay };
}

/**
 * Later than all that happened to the card, on a day no earlier than its last. Only a card whose last day is far
 * ahead does not bind what is made now; any other must go on from it, or it would be shown over and over.
 */
function stampFor({ id, state }: CardEntry, maker: Maker) {
  const { today, nowMs } = maker.now;
  const studyDay = reviewDay(state, today);
  const isBound = !isFarAhead(state, today) && state.lastEventAtMs < LATEST_MS;
  const now = isBound ? { ...maker.now, nowMs: Math.max(nowMs, state.lastEventAtMs + 1) } : maker.now;
  return { ...stamp({ ...maker, now }, state.lastEventAtMs, studyDay), card: id };
}

/** One grade of a card as it stands. `wait` is what the button promised. */
export function makeReview(
  card: CardEntry,
  answer: {
    readonly rating: Rating;
    readonly wait: Wait;
    readonly shownAtMs: number;
    readonly surface: Surface;
    readonly factRevision: number;
  },
  maker: Maker,
): ReviewEvent {
  const stamped = stampFor(card, maker);
  return {
    kind: "review",
    ...stamped,
    rating: answer.rating,
    phase: card.state.phase,
    factRevision: answer.factRevision,
    durationMs: Math.round(Math.min(MAX_DURATION_MS, Math.max(0, maker.now.nowMs - answer.shownAtMs))),
    surface: answer.surface,
    next: comesBack(answer.wait, stamped.studyDay, maker.now),
  };
}

export const makeReset = (card: CardEntry, maker: Maker): ResetEvent => ({
  kind: "reset",
  ...stampFor(card, maker),
  surface: "osteon",
});

export const makeSuspend = (card: CardEntry, value: boolean, maker: Maker): SuspendEvent => ({
  kind: "suspend",
  ...stampFor(card, maker),
  value,
});

/** @param untilDay the first study day on which the card may be asked for again */
export const makeBury = (card: CardEntry, untilDay: StudyDay, maker: Maker): BuryEvent => ({
  kind: "bury",
  ...stampFor(card, maker),
  untilDay,
});

/** Takes an event of any kind back; it concerns what that concerned. */
export function makeUndo(undone: Envelope, maker: Maker): UndoEvent {
  const { card, fact, deck } = undone;
  return {
    kind: "undo",
    ...stamp(maker, undone.atMs, Math.max(maker.now.today, undone.studyDay)),
    ...(card !== undefined && { card }),
    ...(fact !== undefined && { fact }),
    ...(deck !== undefined && { deck }),
    undoes: undone.id,
  };
}

type Held = Pick<RegisterEvent, "id" | "atMs"> | null;

/** @param held the event that holds the setting now */
export const makeSetting = (key: string, value: SettingEvent["value"], held: Held, maker: Maker): SettingEvent => ({
  kind: "setting",
  ...stamp(maker, held?.atMs),
  key,
  value,
  ...replacing(held),
});

export const makePlan = (key: string, value: PlanEvent["value"], held: Held, maker: Maker): PlanEvent => ({
  kind: "plan",
  ...stamp(maker, held?.atMs),
  key,
  value,
  ...replacing(held),
});

export const makeSeen = (key: string, maker: Maker): SeenEvent => ({ kind: "seen", ...stamp(maker), key, value: true });

/** @param chapter null for the whole deck */
export const makeSwitch = (
  deck: DeckId,
  chapter: string | null,
  value: boolean,
  held: Held,
  maker: Maker,
): SwitchEvent => ({
  kind: "switch",
  ...stamp(maker, held?.atMs),
  deck,
  key: switchKey(deck, chapter),
  value,
  ...replacing(held),
});

export const switchKey = (deck: DeckId, chapter: string | null): string =>
  chapter === null ? deck : `${deck}/${chapter}`;

const replacing = (held: Held): { replaces?: EventId } => (held ? { replaces: held.id } : {});
