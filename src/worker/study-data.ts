import type { Deck, Entity, Reference } from "../core/deck/deck.ts";
import { withWording } from "../core/deck/wording.ts";
import type { DeckId } from "../core/ids.ts";
import { nowAt } from "../core/plan/now.ts";
import type { DeckHead, StudyData } from "../exchange/study-data.ts";
import { systemClock } from "../platform/clock.ts";
import { readableById } from "../store/database/attempt.ts";
import type { DeckRow, PartRow, StoreName } from "../store/database/schema.ts";
import { type Reading, read } from "../store/database/transaction.ts";
import type { Database } from "../store/opening/open.ts";
import { readWithLog } from "../store/segments/bulk-log.ts";
import { readAllOwn } from "../store/settings/own.ts";
import { SETTING_REGISTERS, settingsFrom } from "../store/settings/settings.ts";

const STORES = ["states", "contents", "registers", "decks", "parts"] as const satisfies readonly StoreName[];

/**
 * Everything, so that cards and log fit together. Rows that are no events, or cannot be read, are left out.
 * @param log false: no event is asked for
 * @param own false: the cards say what their decks say, and have no star, since that is the learner's own
 */
export async function readStudyData(db: Database, { log = true, own = true } = {}): Promise<StudyData> {
  const { events, rest } = log
    ? await readWithLog(db, STORES, readRest)
    : { events: [], rest: await readRest(read(db, STORES)) };
  const [{ rows: states }, { rows: contents }, registers, decks, parts, all] = rest;
  const ownOf = own ? all : () => ({ wording: null, isMarked: false });
  const settings = settingsFrom(registers);
  const now = nowAt(systemClock.nowMs(), systemClock.offsetAt, settings.rolloverHour);
  const byId = new Map(contents.flatMap((content) => (content ? [[content.id, content] as const] : [])));
  return {
    cards: states.flatMap((state) => {
      if (!state) return [];
      const [content, { wording, isMarked }] = [byId.get(state.id), ownOf(state)];
      return [{ ...state, content: content ? withWording(content, wording) : null, isMarked }];
    }),
    events,
    settings,
    decks: decks.map((deck) => headOf(deck, parts)),
    now,
  };
}

const readRest = (transaction: Reading) =>
  Promise.all([
    readableById(transaction.objectStore("states"), null),
    readableById(transaction.objectStore("contents"), null),
    transaction.objectStore("registers").getAll(SETTING_REGISTERS()),
    transaction.objectStore("decks").getAll(),
    transaction.objectStore("parts").getAll(),
    readAllOwn(transaction.objectStore("registers")),
  ]);

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
