import { type Model, modelFor } from "../../core/memory/model.ts";
import { endOfToday, nowAt } from "../../core/plan/now.ts";
import type { StudyDay } from "../../core/plan/study-day.ts";
import { type DeckFacts, gathered } from "../../core/stats/deck-facts.ts";
import { countedFacts, knownByChapter } from "../../core/stats/table-facts.ts";
import type { Clock } from "../../platform/clock.ts";
import { type CardTables, cardTables } from "../../store/card-table/card-table.ts";
import { makeBreaths } from "../../store/database/breaths.ts";
import { readFacts, switchedOff } from "../../store/decks/all-cards.ts";
import type { Database } from "../../store/opening/open.ts";
import { readSettings } from "../../store/settings/settings.ts";

/** What is known today, deck by deck. */
export interface Knowledge {
  readonly decks: readonly DeckFacts[];
  readonly today: StudyDay;
  /** In ms. */
  readonly dayEndsAtMs: number;
  /** The model in force. */
  readonly model: Model;
}

/**
 * Deck by deck; those of which nothing is switched on or begun are left out.
 * @param cards of whoever reads more than once
 */
export async function readKnowledge(
  db: Database,
  clock: Clock,
  cards: CardTables = cardTables(db),
): Promise<Knowledge> {
  const [settings, rows, isOff, table] = await Promise.all([
    readSettings(db),
    readDecks(db),
    switchedOff(db),
    cards.read(),
  ]);
  const now = nowAt(clock.nowMs(), clock.offsetAt, settings.rolloverHour);
  const { today } = now;
  const model = modelFor(settings);
  const off = table.cards.chapters.map(([deck, chapter]) => isOff({ deck, chapter }));
  const counted = countedFacts(table, off);
  const breath = makeBreaths();
  const decks: DeckFacts[] = [];
  for (const { row, facts } of rows) {
    const places = counted.get(row.id);
    if (!places) continue;
    decks.push(gathered(row, knownByChapter(table, places, facts, today, model)));
    await breath();
  }
  return { decks, today, dayEndsAtMs: endOfToday(now), model };
}

const readDecks = async (db: Database) =>
  Promise.all((await db.getAll("decks")).map(async (row) => ({ row, facts: await readFacts(db, row.id) })));
