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

/** The whole log, by what its events concern. */
export interface LogByCard {
  /** The events of each card, by the id that it has today. */
  readonly byCard: ReadonlyMap<string, readonly CardEnvelope[]>;
  /** Settings, switches, and undos of what concerns no card. */
  readonly others: readonly Envelope[];
  readonly rows: readonly PlacedRow[];
}

/** In pieces, so that no grade waits until all of it is read. */
export async function readLogByCard(db: Database): Promise<LogByCard> {
  const events: CardEnvelope[] = [];
  const others: Envelope[] = [];
  for await (const piece of logInPieces(db)) {
    for (const event of piece.events) {
      if (concernsCard(event)) events.push(event);
      else if (["setting", "switch", "undo"].includes(event.kind)) others.push(event);
    }
  }
  const rows: PlacedRow[] = [];
  for await (const piece of statesInPieces(db)) rows.push(...piece);
  const cardOf = presentIds(rows);
  return { byCard: grouped(events, ({ card }) => cardOf(card)), others, rows };
}

/** The reviews of this profile as the model is fitted to them. */
export interface History {
  readonly columns: ReviewColumns;
  readonly model: Model;
  readonly settings: Settings;
  /** Of settings and the like, and the undos of them: what these were, and are. */
  readonly registers: readonly Envelope[];
}

/** @throws when the log cannot be read */
export async function readHistory(db: Database): Promise<History> {
  const settings = await readSettings(db);
  const { byCard, others } = await readLogByCard(db);
  return {
    columns: columnsOf([...byCard.values()].map(sinceReset)),
    model: modelFor(settings),
    settings,
    registers: others,
  };
}
