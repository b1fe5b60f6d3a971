/** What was done today to chosen cards, each time as one whole, so that it can be taken back as one. */
import type { EventId } from "../../core/ids.ts";
import { type CardActionKind, isCardAction } from "../../core/plan/card-action.ts";
import { countsAsToday, type StudyDay } from "../../core/plan/study-day.ts";

/** One action on one card or many. Its events were written in one transaction, so they stand in one stretch of the log. */
export interface ActionRecord {
  readonly kind: CardActionKind;
  readonly studyDay: StudyDay;
  readonly cards: number;
  /** The places of its events in the log, both included. */
  readonly from: number;
  readonly to: number;
  /** The first of them: a log that was made anew since has other places. */
  readonly first: EventId;
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
  return Array.isArray(value) ? value.filter(isRecord).filter(isOfToday) : [];
}

export const actionsRow = (records: readonly ActionRecord[]) => ({ key: KEY, value: records });

function isRecord(value: unknown): value is ActionRecord {
  if (typeof value !== "object" || value === null) return false;
  const { kind, studyDay, cards, from, to, first }: Partial<Record<keyof ActionRecord, unknown>> = value;
  return isCardAction(kind) && typeof first === "string" && [studyDay, cards, from, to].every(Number.isInteger);
}
