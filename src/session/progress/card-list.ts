import type { CardContent } from "../../core/deck/deck.ts";
import { plainText } from "../../core/deck/plain-text.ts";
import { withWording } from "../../core/deck/wording.ts";
import { grouped } from "../../core/grouped.ts";
import type { CardId } from "../../core/ids.ts";
import { isLeech } from "../../core/memory/leech.ts";
import { modelFor } from "../../core/memory/model.ts";
import { isPutOff } from "../../core/memory/put-off.ts";
import type { Progress } from "../../core/progress.ts";
import type { CardLine } from "../../core/stats/card-list.ts";
import { cardStand } from "../../core/stats/card-stand.ts";
import { searchable } from "../../core/stats/search-text.ts";
import { recallOn, standingOf } from "../../core/stats/statistics.ts";
import { nowAt } from "../../core/time/now.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import type { Clock } from "../../platform/clock.ts";
import { contentsInPieces, ownOfAll, type PlacedRow, statesInPieces } from "../../store/decks/all-cards.ts";
import type { Database } from "../../store/opening/open.ts";
import { examOf, planFrom, readPlans } from "../../store/settings/plan.ts";
import { readSettings } from "../../store/settings/settings.ts";
import { readEntityWords, standWords } from "./search-words.ts";

export interface CardList {
  /** All cards of the decks that are here, deck by deck, in deck order. */
  readonly lines: readonly CardLine[];
  readonly today: StudyDay;
  /** The day of an exam that is ahead. */
  readonly exam: StudyDay | null;
  /** Nothing is asked before this day; null where no pause holds. */
  readonly pausedUntil: StudyDay | null;
}

/** Reads all cards in pieces, so that the page stays awake. */
export async function readCardList(
  db: Database,
  clock: Clock,
  onProgress: (progress: Progress) => void,
): Promise<CardList> {
  const [settings, decks, total, ownOf, plans] = await Promise.all([
    readSettings(db),
    db.getAll("decks"),
    db.count("states"),
    ownOfAll(db),
    readPlans(db),
  ]);
  const { today } = nowAt(clock.nowMs(), clock.offsetAt, settings.rolloverHour);
  const model = modelFor(settings);
  const chapters = new Map(
    decks.flatMap(({ id, chapters: own }) => own.map((chapter) => [`${id}/${chapter.id}`, chapter.title] as const)),
  );
  const decksOf = grouped(
    decks.flatMap(({ id, chapters: own }) =>
      [...new Set(own.map(({ title }) => title))].map((title) => ({ id, title })),
    ),
    ({ title }) => title,
  );
  const titles = new Map(decks.map(({ id, title }) => [id, title]));
  const entityWords = new Map(
    await Promise.all(decks.map(async ({ id }) => [id, await readEntityWords(db, id)] as const)),
  );
  const wordsOf = standWords(today);
  const languages = new Map(decks.map(({ id, language }) => [id, language]));
  const rows = new Map<CardId, PlacedRow>();
  for await (const piece of statesInPieces(db)) {
    for (const row of piece) if (!row.retired) rows.set(row.id, row);
    onProgress({ done: rows.size, total: 2 * total });
  }
  const lineOf = (row: PlacedRow, deckContent: CardContent): CardLine => {
    const { wording, isMarked } = ownOf(row);
    const content = withWording(deckContent, wording);
    const question = plainText(content.front);
    const answer = plainText(content.answer);
    const chapter = chapters.get(`${row.deck}/${row.chapter}`) ?? row.chapter;
    const standing = standingOf(row, today, model);
    const { dueDay, suspended = false } = row.state;
    const stands = {
      standing,
      stand: cardStand(row.state),
      off: row.off,
      suspended,
      buried: isPutOff(row.state, today),
      dueDay,
    };
    const flags = { isMarked, isEdited: wording !== null, isLeech: isLeech(row.state) };
    const words = entityWords.get(row.deck);
    const title = titles.get(row.deck) ?? "";
    // Where there is one deck alone, its name would find every card.
    const deckName = titles.size > 1 ? title : "";
    const entities = words?.namesOf(content) ?? "";
    return {
      id: row.id,
      deck: row.deck,
      fact: row.fact,
      question,
      answer,
      chapter,
      ofDeck: (decksOf.get(chapter)?.length ?? 0) > 1 ? title : null,
      subject: words?.subjectOf(content) ?? "",
      language: languages.get(row.deck) ?? null,
      ...stands,
      ...flags,
      recall: recallOn(row, today, model),
      stability: row.state.memory?.stability ?? null,
      reviews: row.state.reviews,
      text: searchable(`${question} ${answer} ${chapter} ${deckName} ${entities}`),
      standText: searchable(wordsOf({ ...stands, ...flags })),
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
  return { lines, today, exam: examOf(plans, today), pausedUntil: planFrom(plans, today).pause?.untilDay ?? null };
}
