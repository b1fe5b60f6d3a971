import type { CardContent } from "../../core/deck/deck.ts";
import { plainText } from "../../core/deck/plain-text.ts";
import type { CardId } from "../../core/ids.ts";
import { modelFor } from "../../core/memory/model.ts";
import { nowAt } from "../../core/plan/now.ts";
import type { StudyDay } from "../../core/plan/study-day.ts";
import { type CardLine, searchable } from "../../core/stats/card-list.ts";
import { recallOn, standingOf } from "../../core/stats/statistics.ts";
import type { JobProgress } from "../../exchange/client.ts";
import type { Clock } from "../../platform/clock.ts";
import { contentsInPieces, type PlacedRow, statesInPieces } from "../../store/all-cards.ts";
import type { Database } from "../../store/open.ts";
import { readSettings } from "../../store/settings.ts";

export interface CardList {
  /** All cards of the decks that are here, deck by deck, in deck order. */
  readonly lines: readonly CardLine[];
  readonly today: StudyDay;
}

/** Reads all cards in pieces, so that the page stays awake. */
export async function readCardList(
  db: Database,
  clock: Clock,
  onProgress: (progress: JobProgress) => void,
): Promise<CardList> {
  const [settings, decks, total] = await Promise.all([readSettings(db), db.getAll("decks"), db.count("states")]);
  const { today } = nowAt(clock.nowMs(), clock.offsetAt, settings.rolloverHour);
  const model = modelFor(settings);
  const chapters = new Map(
    decks.flatMap(({ id, chapters: own }) => own.map((chapter) => [`${id}/${chapter.id}`, chapter.title] as const)),
  );
  const languages = new Map(decks.map(({ id, language }) => [id, language]));
  const rows = new Map<CardId, PlacedRow>();
  for await (const piece of statesInPieces(db)) {
    for (const row of piece) if (!row.retired) rows.set(row.id, row);
    onProgress({ done: rows.size, total: 2 * total });
  }
  const lineOf = (row: PlacedRow, content: CardContent): CardLine => {
    const question = plainText(content.front);
    const answer = plainText(content.answer);
    const chapter = chapters.get(`${row.deck}/${row.chapter}`) ?? row.chapter;
    return {
      id: row.id,
      deck: row.deck,
      fact: row.fact,
      question,
      answer,
      chapter,
      language: languages.get(row.deck) ?? null,
      standing: standingOf(row, today, model),
      off: row.off,
      dueDay: row.state.dueDay,
      recall: recallOn(row, today, model),
      stability: row.state.memory?.stability ?? null,
      reviews: row.state.reviews,
      text: searchable(`${question} ${answer} ${chapter}`),
    };
  };
  const lines: CardLine[] = [];
  for await (const piece of contentsInPieces(db)) {
    for (const content of piece) {
      const row = rows.get(content.id);
      if (row) lines.push(lineOf(row, content));
    }
    onProgress({ done: total + lines.length, total: 2 * total });
  }
  const place = new Map(decks.map(({ id }, i) => [id, i]));
  lines.sort(
    (a, b) =>
      (place.get(a.deck) ?? 0) - (place.get(b.deck) ?? 0) ||
      (rows.get(a.id)?.order ?? 0) - (rows.get(b.id)?.order ?? 0),
  );
  return { lines, today };
}
