import { plainText } from "../../core/deck/plain-text.ts";
import { grouped } from "../../core/grouped.ts";
import type { CardId } from "../../core/ids.ts";
import type { DeckMap } from "../../core/map/deck-map.ts";
import { modelFor } from "../../core/memory/model.ts";
import type { DayTable } from "../../core/stats/day-table.ts";
import { type DeckFacts, type FactGroup, factGroups, gathered, knownFact } from "../../core/stats/deck-facts.ts";
import { inColumns } from "../../core/stats/known-facts.ts";
import { recallOn, standingOf } from "../../core/stats/statistics.ts";
import { nowAt } from "../../core/time/now.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import type { Clock } from "../../platform/clock.ts";
import type { DeckRow } from "../../store/database/schema.ts";
import { readDayTable } from "../../store/days/read-day-table.ts";
import { type PlacedRow, readCards, readFacts, statesInPieces } from "../../store/decks/all-cards.ts";
import type { Database } from "../../store/opening/open.ts";
import { readSettings } from "../../store/settings/settings.ts";

/** A card that is likely to be forgotten, in words. */
export interface FadingCard {
  readonly id: CardId;
  readonly question: string;
  readonly answer: string;
  /** 0 to 1, today; 0 for a card that was forgotten today. */
  readonly recall: number;
}

/** What the report of one deck says. */
export interface Sheet {
  /** Its facts as they are counted everywhere, see `counts`: of what is switched off those that were begun. */
  readonly deck: DeckFacts;
  /** Titles of the chapters that are switched off. */
  readonly off: readonly string[];
  /** What was done with this deck, day by day. */
  readonly table: DayTable;
  /** The cards most likely to be forgotten, the worst first. */
  readonly fading: readonly FadingCard[];
  /** Null where the deck has none. */
  readonly map: DeckMap | null;
}

export interface Sheets {
  /** One for each deck of which a fact is counted. */
  readonly sheets: readonly Sheet[];
  readonly today: StudyDay;
  readonly desiredRetention: number;
}

/** What fits on the page, two in a row. */
const MOST_FADING = 6;

/**
 * What the report to print says, deck by deck.
 * @param loadMaps those that came with the extension
 */
export async function readSheets(
  db: Database,
  clock: Clock,
  loadMaps: () => Promise<readonly DeckMap[]>,
): Promise<Sheets> {
  const [settings, decks, maps] = await Promise.all([readSettings(db), db.getAll("decks"), loadMaps()]);
  const { today } = nowAt(clock.nowMs(), clock.offsetAt, settings.rolloverHour);
  const model = modelFor(settings);
  const known = (groups: readonly FactGroup[]) => inColumns(groups.map((group) => knownFact(group, today, model)));
  const cards: PlacedRow[] = [];
  for await (const piece of statesInPieces(db)) cards.push(...piece.filter(({ retired }) => !retired));
  const sheetOf = async (row: DeckRow): Promise<Sheet[]> => {
    const own = cards.filter(({ deck }) => deck === row.id);
    const groups = factGroups(await readFacts(db, row.id), own);
    if (groups.length === 0) return [];
    const byChapter = grouped(groups, ({ chapter }) => chapter);
    const slipping = own
      .filter(({ off }) => !off)
      .flatMap((card) => {
        const recall = recallOn(card, today, model);
        const isFading = !card.state.suspended && standingOf(card, today, model) === "fading";
        return isFading && recall !== null ? [{ card, recall }] : [];
      })
      .sort((a, b) => a.recall - b.recall || a.card.order - b.card.order)
      .slice(0, MOST_FADING);
    const recalls = new Map(slipping.map(({ card, recall }) => [card.id, recall]));
    const found = await readCards(db, [...recalls.keys()]);
    const offChapters = new Set(own.flatMap(({ off, chapter }) => (off ? [chapter] : [])));
    return [
      {
        deck: gathered(row, new Map([...byChapter].map(([id, facts]) => [id, known(facts)]))),
        off: row.chapters.flatMap(({ id, title }) => (offChapters.has(id) ? [title] : [])),
        table: await readDayTable(db, row.id),
        fading: found.map(({ row: { id }, content }) => ({
          id,
          question: plainText(content.front),
          answer: plainText(content.answer),
          recall: recalls.get(id) ?? 0,
        })),
        map: maps.find(({ deck }) => deck === row.id) ?? null,
      },
    ];
  };
  const sheets = (await Promise.all(decks.map(sheetOf))).flat();
  return { sheets, today, desiredRetention: model.desiredRetention };
}
