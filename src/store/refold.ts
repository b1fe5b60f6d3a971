import type { CardId } from "../core/ids.ts";
import { foldCard } from "../core/log/fold.ts";
import type { Scheduler } from "../core/memory/scheduler.ts";
import { cardEvents, type ReadableLog } from "./log.ts";
import { putStates } from "./put-states.ts";
import type { StateRow } from "./schema.ts";
import { revisionAnew, stateRow, withState } from "./state-row.ts";
import type { Writing } from "./transaction.ts";

/** Many requests at once would take more memory than the rows themselves. */
const AT_ONCE = 5_000;

/** A card's row, worked out anew from its log. Writes nothing. */
export async function refolded(
  log: Pick<ReadableLog, "index">,
  row: StateRow,
  scheduler: Scheduler,
): Promise<StateRow> {
  return withState(row, foldCard(await cardEvents(log, row), scheduler), scheduler.model.id);
}

/** The same for a card that has no row yet, or none any more. */
export async function foldedAnew(
  log: Pick<ReadableLog, "index">,
  row: StateRow,
  scheduler: Scheduler,
): Promise<StateRow> {
  const events = await cardEvents(log, row);
  return stateRow({ ...row, state: foldCard(events, scheduler), revision: revisionAnew(events) }, scheduler.model.id);
}

type Former = {
  readonly get: (id: CardId) => Promise<StateRow | undefined>;
  readonly getAll: (id: CardId) => Promise<StateRow[]>;
};
/** The part of a transaction in which states are found. */
export interface StatesById {
  readonly get: (id: CardId) => Promise<StateRow | undefined>;
  readonly index: (name: "former") => Former;
}

/**
 * Works out anew every card for which the events of these ids count: those that have the ids, and those that had them
 * before.
 */
export async function refoldCards(transaction: Writing, ids: Iterable<CardId>, scheduler: Scheduler): Promise<void> {
  const states = transaction.objectStore("states");
  const log = transaction.objectStore("events");
  const left = [...new Set(ids)];
  const done = new Set<CardId>();
  while (left.length > 0) {
    const found = await Promise.all(left.splice(0, AT_ONCE).map((id) => rowsOf(states, id)));
    const rows = new Map(found.flat().flatMap((row) => (done.has(row.id) ? [] : [[row.id, row] as const])));
    for (const id of rows.keys()) done.add(id);
    const refoldedRows = await Promise.all(
      [...rows.values()].map(async (before) => ({ before, row: await refolded(log, before, scheduler) })),
    );
    await putStates(
      transaction,
      refoldedRows.filter(({ before, row }) => row.revision !== before.revision || row.model !== before.model),
    );
  }
}

const rowsOf = async (states: StatesById, id: CardId): Promise<StateRow[]> => {
  const [row, others] = await Promise.all([states.get(id), states.index("former").getAll(id)]);
  return row ? [row, ...others] : others;
};

/** The card that an id stands for today, also where the card's id has changed since. */
export async function stateOf(states: StatesById, id: CardId): Promise<StateRow | undefined> {
  const row = await states.get(id);
  return row && !row.retired ? row : ((await states.index("former").get(id)) ?? row);
}
