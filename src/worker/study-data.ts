import type { Deck } from "../core/deck/deck.ts";
import { withWording } from "../core/deck/wording.ts";
import type { DeckId } from "../core/ids.ts";
import { nowAt } from "../core/time/now.ts";
import type { DeckHead, StudyData } from "../exchange/study-data.ts";
import { systemClock } from "../platform/clock.ts";
import type { StoreName } from "../store/database/schema.ts";
import type { Reading } from "../store/database/transaction.ts";
import type { Database } from "../store/opening/open.ts";
import { readCardsWithLog } from "../store/segments/cards-with-log.ts";
import { readAllOwn } from "../store/settings/own.ts";
import { settingsNow } from "../store/settings/settings.ts";
import { offBy, switchesNow } from "../store/settings/switches.ts";

const STORES = ["registers", "decks", "parts"] as const satisfies readonly StoreName[];

/**
 * Everything, so that cards and log fit together. Rows that are no events, or cannot be read, are left out.
 * @param log false: no event is asked for
 * @param own false: the cards say what their decks say, have no star and are never switched off, since all that is
 * the learner's own
 */
export async function readStudyData(db: Database, { log = true, own = true } = {}): Promise<StudyData> {
  const found = await readCardsWithLog(db, { log, contents: true, stores: STORES, rest: readRest });
  const { states, contents, events } = found;
  const [settings, decks, all, switches] = found.rest;
  const ownOf = own ? all : () => ({ wording: null, isMarked: false });
  const isOff = own ? offBy(decks, switches) : () => false;
  const now = nowAt(systemClock.nowMs(), systemClock.offsetAt, settings.rolloverHour);
  const byId = new Map(contents.map((content) => [content.id, content]));
  return {
    cards: states.map((state) => {
      const [content, { wording, isMarked }] = [byId.get(state.id), ownOf(state)];
      return { ...state, content: content ? withWording(content, wording) : null, isMarked, isOff: isOff(state) };
    }),
    events,
    settings,
    decks,
    now,
  };
}

const readRest = (transaction: Reading) =>
  Promise.all([
    settingsNow(transaction),
    readHeads(transaction),
    readAllOwn(transaction.objectStore("registers")),
    switchesNow(transaction),
  ]);

async function readHeads(transaction: Reading): Promise<DeckHead[]> {
  const decks = await transaction.objectStore("decks").getAll();
  return Promise.all(
    decks.map(async ({ id, title, language, licence, disclaimer, provenance, chapters }) => {
      const [entities, references] = await Promise.all([
        itemsOf(transaction, id, "entities"),
        itemsOf(transaction, id, "references"),
      ]);
      return { id, title, language, licence, disclaimer, provenance, chapters, entities, references };
    }),
  );
}

/** One list of a deck. The others, its facts among them, may be long, and no file tells of them. */
async function itemsOf<Part extends "entities" | "references">(
  transaction: Reading,
  deck: DeckId,
  part: Part,
): Promise<Deck[Part]> {
  const rows = await transaction.objectStore("parts").getAll(IDBKeyRange.bound([deck, part], [deck, part, []]));
  return rows.sort((a, b) => a.place - b.place).map(({ item }) => item) as unknown as Deck[Part];
}
