import { type Model, modelFor } from "../../core/memory/model.ts";
import { endOfToday, nowAt } from "../../core/plan/now.ts";
import type { StudyDay } from "../../core/plan/study-day.ts";
import {
  type DeckFacts,
  type FactGroup,
  factGroups,
  gathered,
  type KnownFact,
  knownFact,
} from "../../core/stats/deck-facts.ts";
import type { Clock } from "../../platform/clock.ts";
import { nextTask } from "../../store/database/breaths.ts";
import { type PlacedRow, readFacts, statesInPieces } from "../../store/decks/all-cards.ts";
import type { Database } from "../../store/opening/open.ts";
import { readSettings } from "../../store/settings/settings.ts";

/** Facts that are worked out in some milliseconds. */
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

/** Reads all cards in pieces; decks of which nothing is switched on or begun are left out. */
export async function readKnowledge(db: Database, clock: Clock): Promise<Knowledge> {
  const [settings, rows] = await Promise.all([readSettings(db), db.getAll("decks")]);
  const now = nowAt(clock.nowMs(), clock.offsetAt, settings.rolloverHour);
  const { today } = now;
  const model = modelFor(settings);
  const cards: PlacedRow[] = [];
  for await (const piece of statesInPieces(db)) cards.push(...piece);
  const decks: DeckFacts[] = [];
  for (const row of rows) {
    const own = cards.filter(({ deck }) => deck === row.id);
    const groups = factGroups(await readFacts(db, row.id), own);
    const known = await knownFacts(groups, today, model);
    if (known.length > AT_ONCE) await nextTask();
    decks.push(gathered(row, groups, known));
  }
  return { decks: decks.filter(({ chapters }) => chapters.length > 0), today, dayEndsAtMs: endOfToday(now), model };
}

/** What is known of each fact, in their order; worked out in pieces. */
export async function knownFacts(groups: readonly FactGroup[], today: StudyDay, model: Model): Promise<KnownFact[]> {
  const known: KnownFact[] = [];
  for (let at = 0; at < groups.length; at += AT_ONCE) {
    if (groups.length > AT_ONCE) await nextTask();
    for (const group of groups.slice(at, at + AT_ONCE)) known.push(knownFact(group, today, model));
  }
  return known;
}
