import type { CardEntry } from "../card.ts";
import type { Wording } from "../deck/wording.ts";
import type { CardId, DeckId, DeviceId, EventId, FactId } from "../ids.ts";
import { makeEventId, randomAmongMany } from "../ids.ts";
import { followingDay, isOutOfReach, reviewDay } from "../memory/card-state.ts";
import { comesBack, type Wait } from "../memory/outcome.ts";
import { isFollowed, type Now } from "../time/now.ts";
import type { StudyDay } from "../time/study-day.ts";
import type { Envelope } from "./envelope.ts";
import { MAX_DURATION_MS, type Rating, type Surface } from "./kinds/review.ts";
import type {
  BuryEvent,
  DueEvent,
  EditEvent,
  MarkEvent,
  MetEvent,
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
import { switchKey } from "./register-name.ts";

/** Who makes an event, and when. */
export interface Maker {
  readonly device: DeviceId;
  readonly now: Now;
  /** `ID_BYTES` random bytes or more, new for each event. */
  readonly random: Uint8Array;
}

/**
 * Makes many events as one: in one instant, with ids that stand beside each other. So whoever goes through the log by ids
 * comes past all of them at once, as `nextUndo` does.
 * @param maker of the first; it is asked once
 */
export function makerOfMany(maker: () => Maker): () => Maker {
  const first = maker();
  let made = 0;
  return () => ({ ...first, random: randomAmongMany(first.random, made++) });
}

/** The time of an event that is made now, after one of `lastMs`. */
const eventTime = (nowMs: number, lastMs: number): number =>
  isFollowed(lastMs, nowMs) ? Math.max(Math.floor(nowMs), lastMs + 1) : Math.floor(nowMs);

type Stamping = Pick<Maker, "device" | "random"> & { readonly now: Pick<Now, "nowMs" | "offsetMinutes" | "today"> };

function stamp({ device, now, random }: Stamping, lastMs = 0, studyDay: StudyDay = now.today, nowMs = now.nowMs) {
  const atMs = eventTime(nowMs, lastMs);
  return { id: makeEventId(atMs, random), device, atMs, offsetMinutes: now.offsetMinutes, studyDay };
}

/**
 * Later than all that happened to the card, on a day no earlier than its last. What lies far ahead, by its day or by its
 * time, does not bind what is made now; `bringWithinReach` puts it before that.
 */
function stampFor({ id, state }: CardEntry, maker: Maker) {
  const { today, nowMs } = maker.now;
  const isBound = !isOutOfReach(state, maker.now);
  const fromMs = isBound ? Math.max(nowMs, state.lastEventAtMs + 1) : nowMs;
  return Object.assign(stamp(maker, state.lastEventAtMs, reviewDay(state, today), fromMs), { card: id });
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
    /** The contrast of what was mixed up. */
    readonly calls?: CardId | undefined;
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
    ...(answer.calls !== undefined && { calls: answer.calls }),
  };
}

/** The card is new again from here on; what came before stays in the log. */
export const makeReset = (card: CardEntry, maker: Maker): ResetEvent => ({
  kind: "reset",
  ...stampFor(card, maker),
  surface: "osteon",
});

/**
 * The card is due on this study day, whatever was promised.
 * @param surface the study page on which that was asked for, if it was one
 */
export const makeDue = (card: CardEntry, dueDay: StudyDay, maker: Maker, surface?: Surface): DueEvent => ({
  kind: "due",
  ...stampFor(card, maker),
  dueDay,
  ...(surface !== undefined && { surface }),
});

/** @param value whether the card is asked for no more */
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

/**
 * Takes an event of any kind back; it concerns what that concerned.
 * @param as what is taken back as a whole, if this is only part of it
 */
export function makeUndo(undone: Envelope, maker: Stamping, as?: "file" | "days"): UndoEvent {
  const { card, fact, deck, studyDay } = undone;
  return {
    kind: "undo",
    ...stamp(maker, undone.atMs, followingDay(studyDay, maker.now.today)),
    ...(card !== undefined && { card }),
    ...(fact !== undefined && { fact }),
    ...(deck !== undefined && { deck }),
    undoes: undone.id,
    ...(as !== undefined && { with: as }),
  };
}

/** Takes something else back at the same time as an undo did. @param random as in `Maker` */
export function makeUndoBeside(
  { device, atMs: nowMs, offsetMinutes, studyDay: today }: UndoEvent,
  undone: Envelope,
  random: Uint8Array,
): UndoEvent {
  return makeUndo(undone, { device, random, now: { nowMs, offsetMinutes, today } });
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

/** @param value null ends it */
export const makePlan = (key: string, value: PlanEvent["value"], held: Held, maker: Maker): PlanEvent => ({
  kind: "plan",
  ...stamp(maker, held?.atMs),
  key,
  value,
  ...replacing(held),
});

/** Something that is shown once was shown; `key` names it. */
export const makeSeen = (key: string, maker: Maker): SeenEvent => ({ kind: "seen", ...stamp(maker), key, value: true });

/** A fact was read before it was asked. */
export const makeMet = (fact: FactId, maker: Maker): MetEvent => ({
  kind: "met",
  ...stamp(maker),
  fact,
  key: fact,
  value: true,
});

/** The card that is worded anew or starred. That is stamped later than all that happened to it: Undo goes by that order. */
type Subject = Pick<CardEntry, "id" | "state">;

/** @param value null takes the deck's own wording again */
export const makeEdit = (card: Subject, value: Wording | null, held: Held, maker: Maker): EditEvent => ({
  kind: "edit",
  ...stamp(maker, Math.max(held?.atMs ?? 0, card.state.lastEventAtMs)),
  card: card.id,
  key: card.id,
  value,
  ...replacing(held),
});

/** @param value whether the card has a star */
export const makeMark = (card: Subject, value: boolean, held: Held, maker: Maker): MarkEvent => ({
  kind: "mark",
  ...stamp(maker, Math.max(held?.atMs ?? 0, card.state.lastEventAtMs)),
  card: card.id,
  key: card.id,
  value,
  ...replacing(held),
});

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

const replacing = (held: Held): { replaces?: EventId } => (held ? { replaces: held.id } : {});
