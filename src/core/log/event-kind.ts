import type { EventId } from "../ids.ts";
import type { CardState } from "../memory/card-state.ts";
import type { Scheduler } from "../memory/scheduler.ts";
import type { Envelope } from "./envelope.ts";
import { type Check, checkOf, type Fields } from "./fields.ts";

/** What events of a kind concern. `any`: what the event that they speak of concerns. */
export type Concern = "card" | "fact" | "deck" | "learner" | "any";

/** What a log holds before events are added to it. */
export interface Existing {
  readonly has: (id: EventId) => boolean;
  /** Whether there is anything of what an event concerns: its card, its fact, its deck, or the learner. */
  readonly hasSubjectOf: (event: Envelope) => boolean;
}

/** The name of a message. */
type Words = `event_${string}`;

/** Works out the memory state after a review. */
export type Transitions = Pick<Scheduler, "transition">;

/**
 * All that Osteon knows of one kind of event. Methods, so that a table can hold kinds of different events; each is
 * called only with events of its own kind.
 */
export interface EventKind<E extends Envelope = Envelope> {
  readonly name: E["kind"];
  readonly concerns: Concern;
  readonly fields: Fields<E>;
  /** Those of the fields to which a later version may give a value that this one does not know. */
  readonly open: Readonly<Record<string, Check>>;
  /** The first field of an event that no version may write so; null for none. */
  readonly problemIn: (event: object) => string | null;
  /** The first field whose value this version does not know. */
  readonly unknownIn: (event: object) => string | null;
  /** What does not fit together although each field is right by itself. */
  fits?(event: E): string | null;
  /** What it makes of the state of its card, where it adds to what came before. */
  apply?(before: CardState, event: E, scheduler: Transitions): CardState;
  /** It changes what earlier events count for, so its card is folded anew. See `fold.ts`. */
  readonly actsOnEarlier?: true;
  /** It gives a value to a key, and the last one counts. See `register.ts`. */
  readonly isRegister?: true;
  /**
   * Whether an event from a file touches what is here beyond what the preview reads off the folds of cards and registers,
   * so that a backup is saved first. Of a kind that does not say, or that this version does not know: wherever there is
   * anything of what it concerns.
   */
  touches?(event: E, here: Existing): boolean;
  /**
   * Whether the user's Undo takes it back. Whatever its kind, an event that was taken back counts for nothing: it is left
   * out of the fold.
   */
  readonly undoable: boolean;
  /** Of a kind that Undo does not take back: whether it takes this one event nevertheless. */
  isUndoable?(event: E): boolean;
  /**
   * The kind of event before it on its card with which the user's Undo takes it back: it was worked out from what that had
   * made of the card.
   */
  readonly undoneWith?: string;
  /** The message that says to the user what an event of this kind was. */
  readonly words: Words;
  /** Of a kind that has two ways: the message that says which one an event was. */
  wordsOf?(event: E): Words;
}

/** The kind, with the type of its events checked. */
export function defineKind<E extends Envelope>(
  kind: Omit<EventKind<E>, "open" | "problemIn" | "unknownIn">,
): EventKind<E> {
  const fields: [string, Check][] = Object.entries(kind.fields);
  const open = Object.fromEntries(fields.filter(([, check]) => check.later));
  return { ...kind, open, problemIn: checkOf(kind.fields, "later"), unknownIn: checkOf(open) };
}
