import type { CardId } from "../core/ids.ts";
import { foldCard } from "../core/log/fold.ts";
import type { Scheduler } from "../core/memory/scheduler.ts";
import { cardEvents, type ReadableLog } from "./log.ts";
import type { StateRow } from "./schema.ts";
import { withState } from "./state-row.ts";

/** A card's row, worked out anew from its log. Writes nothing. */
export async function refolded(
  log: Pick<ReadableLog, "index">,
  row: StateRow,
  scheduler: Scheduler,
): Promise<StateRow> {
  return withState(row, foldCard(await cardEvents(log, row), scheduler), scheduler.model.id);
}

/** The part of a transaction in which states are found. */
export interface StatesById {
  readonly get: (id: CardId) => Promise<StateRow | undefined>;
  readonly index: (name: "former") => { readonly get: (id: CardId) => Promise<StateRow | undefined> };
}

/** The card that an id stands for today, also where the card's id has changed since. */
export async function stateOf(states: StatesById, id: CardId): Promise<StateRow | undefined> {
  const row = await states.get(id);
  return row && !row.retired ? row : ((await states.index("former").get(id)) ?? row);
}
