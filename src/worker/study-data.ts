import type { Deck, Entity, Reference } from "../core/deck/deck.ts";
import type { DeckId } from "../core/ids.ts";
import { nowAt } from "../core/plan/now.ts";
import type { DeckHead, StudyData } from "../exchange/study-data.ts";
import { systemClock } from "../platform/clock.ts";
import { allEvents } from "../store/log.ts";
import type { Database } from "../store/open.ts";
import type { DeckRow, PartRow, StoreName } from "../store/schema.ts";
import { SETTING_REGISTERS, settingsFrom } from "../store/settings.ts";

/**
 * Everything, read in one transaction, so that cards and log fit together. Rows that are no events are left out.
 * @param log false: no event is asked for, and no grade waits
 */
export async function readStudyData(db: Database, { log = true } = {}): Promise<StudyData> {
  const stores: StoreName[] = ["states", "contents", "registers", "decks", "parts"];
  if (log) stores.push("events");
  const transaction = db.transaction(stores, "readonly");
  const [states, contents, events, registers, decks, parts] = await Promise.all([
    transaction.objectStore("states").getAll(),
    transaction.objectStore("contents").getAll(),
    log ? allEvents(transaction.objectStore("events")) : [],
    transaction.objectStore("registers").getAll(SETTING_REGISTERS()),
    transaction.objectStore("decks").getAll(),
    transaction.objectStore("parts").getAll(),
  ]);
  await transaction.done;
  const settings = settingsFrom(registers);
  const now = nowAt(systemClock.nowMs(), systemClock.offsetAt, settings.rolloverHour);
  const byId = new Map(contents.map((content) => [content.id, content]));
  return {
    cards: states.map((state) => ({ ...state, content: byId.get(state.id) ?? null })),
    events,
    settings,
    decks: decks.map((deck) => headOf(deck, parts)),
    now,
  };
}

function headOf(row: DeckRow, parts: readonly PartRow[]): DeckHead {
  const { id, title, language, licence, disclaimer, provenance, chapters } = row;
  const [entities, references] = [entitiesOf(parts, id), referencesOf(parts, id)];
  return { id, title, language, licence, disclaimer, provenance, chapters, entities, references };
}

const entitiesOf = (parts: readonly PartRow[], deck: DeckId): Deck["entities"] =>
  inPlace(parts, deck).flatMap((row): Entity[] => (row.part === "entities" ? [row.item] : []));

const referencesOf = (parts: readonly PartRow[], deck: DeckId): Deck["references"] =>
  inPlace(parts, deck).flatMap((row): Reference[] => (row.part === "references" ? [row.item] : []));

const inPlace = (parts: readonly PartRow[], deck: DeckId): PartRow[] =>
  parts.filter((row) => row.deck === deck).sort((a, b) => a.place - b.place);
