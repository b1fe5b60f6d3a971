import { plainText } from "../../core/deck/plain-text.ts";
import type { CardId } from "../../core/ids.ts";
import { modelFor } from "../../core/memory/model.ts";
import { recallOn, type Standing, standingOf } from "../../core/stats/statistics.ts";
import { nowAt } from "../../core/time/now.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import type { Clock } from "../../platform/clock.ts";
import { readCards } from "../../store/decks/all-cards.ts";
import type { Database } from "../../store/opening/open.ts";
import { readSettings } from "../../store/settings/settings.ts";

/** A card in words, under its fact. */
export interface CardWords {
  readonly id: CardId;
  readonly question: string;
  readonly answer: string;
  readonly standing: Standing;
  /** 0 to 1; null before its first review. */
  readonly recall: number | null;
  readonly dueDay: StudyDay | null;
}

/** What some cards say and how they stand today. */
export async function readCardWords(db: Database, clock: Clock, ids: readonly CardId[]): Promise<readonly CardWords[]> {
  const settings = await readSettings(db);
  const { today } = nowAt(clock.nowMs(), clock.offsetAt, settings.rolloverHour);
  const model = modelFor(settings);
  return (await readCards(db, ids)).map(({ row, content }) => ({
    id: row.id,
    question: plainText(content.front),
    answer: plainText(content.answer),
    standing: standingOf(row, today, model),
    recall: recallOn(row, today, model),
    dueDay: row.state.dueDay,
  }));
}
