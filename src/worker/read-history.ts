import { grouped } from "../core/grouped.ts";
import type { CardEnvelope, Envelope } from "../core/log/envelope.ts";
import { concernsCard } from "../core/log/event.ts";
import { type Model, modelFor } from "../core/memory/model.ts";
import { columnsOf, type ReviewColumns } from "../core/memory/optimise/columns.ts";
import type { Settings } from "../core/settings.ts";
import { sinceReset } from "../core/stats/as-of.ts";
import { type PlacedRow, statesInPieces } from "../store/decks/all-cards.ts";
import type { Database } from "../store/opening/open.ts";
import { logInPieces } from "../store/segments/bulk-log.ts";
import { readSettings } from "../store/settings/settings.ts";
import { presentIds } from "./profile.ts";

/** What is held of a card, and no more: the less there is, the sooner Firefox has collected the memory, see `logInPieces`. */
export type HeldCard = Pick<
  PlacedRow,
  "id" | "deck" | "chapter" | "fact" | "order" | "formerIds" | "state" | "retired" | "off"
>;

/** The whole log, by what its events concern. */
export interface LogByCard {
  /** The events of each card, by the id that it has today. */
  readonly byCard: ReadonlyMap<string, readonly CardEnvelope[]>;
  /** Settings, switches, and undos of what concerns no card. */
  readonly others: readonly Envelope[];
  readonly rows: readonly HeldCard[];
}

/** In pieces, so that no grade waits until all of it is read. The cards come first, see `logInPieces`. */
export async function readLogByCard(db: Database): Promise<LogByCard> {
  const rows: HeldCard[] = [];
  for await (const piece of statesInPieces(db)) rows.push(...piece.map(held));
  const events: CardEnvelope[] = [];
  const others: Envelope[] = [];
  for await (const piece of logInPieces(db)) {
    for (const event of piece.events) {
      if (concernsCard(event)) events.push(event);
      else if (["setting", "switch", "undo"].includes(event.kind)) others.push(event);
    }
  }
  const cardOf = presentIds(rows);
  return { byCard: grouped(events, ({ card }) => cardOf(card)), others, rows };
}

const held = ({ id, deck, chapter, fact, order, formerIds, state, retired, off }: PlacedRow): HeldCard => {
  return { id, deck, chapter, fact, order, formerIds, state, retired, off };
};

/** The reviews of this profile as the model is fitted to them. */
export interface History {
  readonly columns: ReviewColumns;
  readonly model: Model;
  readonly settings: Settings;
  /** Of settings and the like, and the undos of them: what these were, and are. */
  readonly registers: readonly Envelope[];
  /** When each card that was begun was, Unix time, by its id. */
  readonly begunAtMs: ReadonlyMap<string, number>;
  /** Where every card stood when the reading began. */
  readonly rows: readonly HeldCard[];
}

/** @throws when the log cannot be read */
export async function readHistory(db: Database): Promise<History> {
  const settings = await readSettings(db);
  const { byCard, others, rows } = await readLogByCard(db);
  const histories = [...byCard].map(([card, events]) => [card, sinceReset(events)] as const);
  return {
    columns: columnsOf(histories.map(([, history]) => history)),
    begunAtMs: new Map(histories.flatMap(([card, [first]]) => (first ? [[card, first.atMs] as const] : []))),
    model: modelFor(settings),
    settings,
    registers: others,
    rows,
  };
}
