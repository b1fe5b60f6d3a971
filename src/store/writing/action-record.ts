/** What was done today to chosen cards, each time as one whole, so that it can be taken back as one. */
import type { EventId } from "../../core/ids.ts";
import { type CardActionKind, isCardAction } from "../../core/plan/card-action.ts";
import { countsAsToday, type StudyDay } from "../../core/time/study-day.ts";
import { areLogStretches, isLogStretch, joined, type LogStretch } from "../log/stretch.ts";
import { afterTurn, type RowsLeft } from "./rows-left.ts";

/**
 * One action on one card or many. One on many goes in steps, and so does taking it back; either may have been ended midway. The rows
 * hold those of its events that are not taken back.
 */
export interface ActionRecord extends RowsLeft {
  readonly kind: CardActionKind;
  readonly studyDay: StudyDay;
  /** How many cards it has changed by now, of how many that were chosen and would change. */
  readonly cards: number;
  readonly of: number;
  /** The first of its events, and where it stands: a log that was made anew since has other places. */
  readonly first: EventId;
  readonly firstAt: number;
  /**
   * Work that was begun on it and has not come to its end; null where there is none. `unreadable`: all have had their turn to be
   * taken back, and those that are left could not be read.
   */
  readonly begun: (typeof BEGUN)[number] | null;
  /** For how many cards it was taken back, from the last one on. */
  readonly back: number;
}

const BEGUN = ["doing", "takingBack", "unreadable"] as const;

const KEY = "job/card-actions";

interface LocalRows {
  readonly get: (key: string) => Promise<{ readonly value: unknown } | undefined>;
}

/**
 * The actions that can be taken back, the oldest first. What an older day left counts no more, as Undo has it for answers.
 */
export async function readActions(local: LocalRows, today: StudyDay): Promise<readonly ActionRecord[]> {
  const value = (await local.get(KEY))?.value;
  const isOfToday = ({ studyDay }: ActionRecord): boolean => countsAsToday(studyDay, today);
  return Array.isArray(value) ? value.flatMap((one) => recordIn(one) ?? []).filter(isOfToday) : [];
}

export const actionsRow = (records: readonly ActionRecord[]) => ({ key: KEY, value: records });

/** Of an action that has changed no card yet. @param of how many it is to change */
export const newRecord = (is: Pick<ActionRecord, "kind" | "studyDay" | "of" | "first" | "firstAt">): ActionRecord => ({
  ...is,
  cards: 0,
  stretches: [],
  unreadable: [],
  begun: "doing",
  back: 0,
});

/** With another one of the same action in its place; null where nothing of it is left. */
export const withRecord = (
  records: readonly ActionRecord[],
  { first }: Pick<ActionRecord, "first">,
  changed: ActionRecord | null,
): readonly ActionRecord[] => records.flatMap((one) => (one.first === first ? (changed ?? []) : one));

/** With what a step has added, at the end of the log as it was then. */
export const withAdded = (record: ActionRecord, added: LogStretch, cards: number): ActionRecord => ({
  ...record,
  cards: record.cards + cards,
  stretches: joined([...record.stretches, added]),
});

/**
 * What is left of it once all from a place on had their turn to be taken back; null where that is nothing.
 * @param unreadable see `afterTurn`
 * @param cards of how many that was taken back
 */
export function withoutTakenBack(
  record: ActionRecord,
  from: number,
  unreadable: readonly number[],
  cards: number,
): ActionRecord | null {
  const left = afterTurn(record, from, unreadable);
  const begun = left && left.stretches.length > 0 ? "takingBack" : "unreadable";
  return left && { ...record, ...left, begun, back: record.back + cards };
}

/** How many cards stay as it left them: such a row may not even say which card is left with it. */
export const cardsStaying = ({ cards, back }: ActionRecord): number => Math.max(1, cards - back);

/** Also for what earlier versions kept. The first did all of it at once: a single stretch; all began with the first event. */
function recordIn(value: unknown): ActionRecord | null {
  if (typeof value !== "object" || value === null) return null;
  const one: Partial<Record<keyof ActionRecord, unknown>> = value;
  const { kind, first, studyDay, cards } = one;
  if (!isCardAction(kind) || typeof first !== "string" || !isWhole(studyDay) || !isWhole(cards)) return null;
  const is = { kind, first: first as EventId, studyDay, cards };
  if (isLogStretch(value)) {
    const { from, to } = value;
    const stretches = [{ from, to }];
    return { ...is, of: cards, stretches, unreadable: [], firstAt: from, begun: null, back: 0 };
  }
  const { of, stretches, unreadable = [], begun, back } = one;
  if (!isWhole(of) || !isWhole(back) || !areLogStretches(stretches) || !areLogStretches(unreadable)) return null;
  const { firstAt = stretches[0]?.from } = one;
  if (!isBegun(begun) || !isWhole(firstAt)) return null;
  return { ...is, of, stretches, unreadable, firstAt, begun, back };
}

const isBegun = (value: unknown): value is ActionRecord["begun"] =>
  value === null || BEGUN.some((what) => what === value);

const isWhole = (value: unknown): value is number => Number.isInteger(value);
