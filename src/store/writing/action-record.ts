/** What was done today to chosen cards, each time as one whole, so that it can be taken back as one. */
import type { EventId } from "../../core/ids.ts";
import { type CardActionKind, isCardAction } from "../../core/plan/card-action.ts";
import { countsAsToday, type StudyDay } from "../../core/plan/study-day.ts";
import { isLogStretch, joined, type LogStretch } from "../log/stretch.ts";

/** One action on one card or many. One on many goes in steps, and so does taking it back; either may have been ended midway. */
export interface ActionRecord {
  readonly kind: CardActionKind;
  readonly studyDay: StudyDay;
  /** How many cards it has changed by now, of how many that were chosen and would change. */
  readonly cards: number;
  readonly of: number;
  /**
   * Where those of its events stand in the log that are not taken back, in its order: what others wrote meanwhile lies between
   * two of them.
   */
  readonly stretches: readonly LogStretch[];
  /** The first of its events: a log that was made anew since has other places. */
  readonly first: EventId;
  /** Work that was begun on it and has not come to its end; null where there is none. */
  readonly begun: "doing" | "takingBack" | null;
  /** For how many cards it was taken back, from the last one on. */
  readonly back: number;
}

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
export const newRecord = (kind: CardActionKind, studyDay: StudyDay, of: number, first: EventId): ActionRecord => ({
  ...{ kind, studyDay, cards: 0, of },
  ...{ stretches: [], first, begun: "doing", back: 0 },
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

/** What is left of it once all from a place on was taken back; null where that is nothing. */
export function withoutTakenBack(record: ActionRecord, from: number, cards: number): ActionRecord | null {
  const stretches = record.stretches.flatMap((one) =>
    one.from < from ? [{ from: one.from, to: Math.min(one.to, from - 1) }] : [],
  );
  return stretches.length === 0 ? null : { ...record, stretches, begun: "takingBack", back: record.back + cards };
}

/** Also for what an earlier version kept, which did all of it at once: a single stretch. */
function recordIn(value: unknown): ActionRecord | null {
  if (typeof value !== "object" || value === null) return null;
  const one: Partial<Record<keyof ActionRecord, unknown>> = value;
  const { kind, first, studyDay, cards } = one;
  if (!isCardAction(kind) || typeof first !== "string" || !isWhole(studyDay) || !isWhole(cards)) return null;
  const is = { kind, first: first as EventId, studyDay, cards };
  if (isLogStretch(value)) {
    const { from, to } = value;
    return { ...is, of: cards, stretches: [{ from, to }], begun: null, back: 0 };
  }
  const { of, stretches, begun, back } = one;
  const isBegun = begun === null || begun === "doing" || begun === "takingBack";
  if (!isWhole(of) || !isWhole(back) || !isBegun || !Array.isArray(stretches) || !stretches.every(isLogStretch))
    return null;
  return { ...is, of, stretches, begun, back };
}

const isWhole = (value: unknown): value is number => Number.isInteger(value);
