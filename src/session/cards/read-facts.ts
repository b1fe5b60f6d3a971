import { atOnce, type InPieces, withBreaths } from "../../core/in-pieces.ts";
import { type Model, modelFor } from "../../core/memory/model.ts";
import { type DeckFacts, gathered } from "../../core/stats/deck-facts.ts";
import { countedFacts, knownByChapter } from "../../core/stats/table-facts.ts";
import { endOfToday, nowAt } from "../../core/time/now.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
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
  /** So many decks were there when the first of them was kept, which is all that is here: nothing of it can be pressed yet. */
  readonly keptOf?: number;
}

/** Worked out in pieces; decks of which nothing is switched on or begun are left out. */
export async function readKnowledge(db: Database, clock: Clock): Promise<Knowledge> {
  const breath = makeBreaths();
  const { works, ...now } = await begin(db, clock, cardTables(db));
  const decks: DeckFacts[] = [];
  for (const { pieces } of works) decks.push(await withBreaths(pieces(), breath));
  return { ...now, decks };
}

/**
 * The same for a page that draws one deck after the other: what is known of each is worked out when it is asked for.
 * @param cards of whoever reads more than once
 * @param onFirst called once the first deck was asked for
 */
export async function readKnowledgeByDeck(
  db: Database,
  clock: Clock,
  cards: CardTables,
  onFirst: () => void = () => {},
): Promise<Knowledge> {
  const { works, ...now } = await begin(db, clock, cards);
  return { ...now, decks: works.map((work, i) => whenAsked(work, i === 0 ? onFirst : () => {})) };
}

/** What is to be worked out of a deck. */
interface Work {
  readonly row: Pick<DeckFacts, "id" | "title" | "language">;
  readonly pieces: () => InPieces<DeckFacts>;
}

async function begin(
  db: Database,
  clock: Clock,
  cards: CardTables,
): Promise<Omit<Knowledge, "decks"> & { readonly works: readonly Work[] }> {
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
  const works = rows.flatMap(({ row, facts }) => {
    const places = counted.get(row.id);
    if (!places) return [];
    const pieces = function* (): InPieces<DeckFacts> {
      return gathered(row, yield* knownByChapter(table, places, facts, today, model));
    };
    return { row, pieces };
  });
  return { works, today, dayEndsAtMs: endOfToday(now), model };
}

function whenAsked({ row: { id, title, language }, pieces }: Work, onMade: () => void): DeckFacts {
  let made: DeckFacts | null = null;
  const deck = (): DeckFacts => {
    if (made) return made;
    made = atOnce(pieces());
    onMade();
    return made;
  };
  return {
    ...{ id, title, language },
    get chapters() {
      return deck().chapters;
    },
    get known() {
      return deck().known;
    },
  };
}

const readDecks = async (db: Database) =>
  Promise.all((await db.getAll("decks")).map(async (row) => ({ row, facts: await readFacts(db, row.id) })));
