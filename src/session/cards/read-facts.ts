import { type Model, modelFor } from "../../core/memory/model.ts";
import { endOfToday, nowAt } from "../../core/plan/now.ts";
import type { StudyDay } from "../../core/plan/study-day.ts";
import { type DeckFacts, type FactGroup, gathered, type KnownFact, knownFact } from "../../core/stats/deck-facts.ts";
import { factGroupsIn } from "../../core/stats/table-facts.ts";
import type { Clock } from "../../platform/clock.ts";
import { type CardTables, cardTables } from "../../store/card-table/card-table.ts";
import { makeBreaths } from "../../store/database/breaths.ts";
import { readFacts, switchedOff } from "../../store/decks/all-cards.ts";
import type { Database } from "../../store/opening/open.ts";
import { readSettings } from "../../store/settings/settings.ts";

/** Facts that are worked out in a millisecond or two. */
const AT_ONCE = 500;

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
 * Works in pieces; decks of which nothing is switched on or begun are left out.
 * @param cards of whoever reads more than once
 */
export async function readKnowledge(
  db: Database,
  clock: Clock,
  cards: CardTables = cardTables(db),
): Promise<Knowledge> {
  const [settings, rows, isOff, table] = await Promise.all([
    readSettings(db),
    db.getAll("decks"),
    switchedOff(db),
    cards.read(),
  ]);
  const now = nowAt(clock.nowMs(), clock.offsetAt, settings.rolloverHour);
  const { today } = now;
  const model = modelFor(settings);
  const off = table.cards.chapters.map(([deck, chapter]) => isOff({ deck, chapter }));
  const decks: DeckFacts[] = [];
  for (const row of rows) {
    const groups = factGroupsIn(table, row.id, await readFacts(db, row.id), off);
    decks.push(gathered(row, await knownFacts(groups, today, model)));
  }
  return { decks: decks.filter(({ chapters }) => chapters.length > 0), today, dayEndsAtMs: endOfToday(now), model };
}

/** What is known of each fact, by chapter, in their order; worked out in pieces. */
export async function knownFacts(
  groups: Iterable<FactGroup>,
  today: StudyDay,
  model: Model,
): Promise<ReadonlyMap<string, readonly KnownFact[]>> {
  const breath = makeBreaths();
  const known = new Map<string, KnownFact[]>();
  let done = 0;
  for (const group of groups) {
    const ofChapter = known.get(group.chapter) ?? [];
    known.set(group.chapter, ofChapter);
    ofChapter.push(knownFact(group, today, model));
    if (++done % AT_ONCE === 0) await breath();
  }
  return known;
}
