/** When another model is in force than the one that made the states, these are worked out anew, some at a time. */
import type { CardId } from "../../core/ids.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import { keepPosition, readPosition } from "../database/local.ts";
import { readableById } from "../database/readable.ts";
import { inShortStep } from "../database/short-step.ts";
import { write } from "../database/transaction.ts";
import { noteNotRefolded, noteUnlogged, notRefolded, REFOLD, type Refolded } from "../database/unlogged.ts";
import { memoisedEvents } from "../log/log.ts";
import type { Database } from "../opening/open.ts";
import { refolded } from "./refold.ts";

/** Rows of one transaction; of those that another model made it works out fewer, see `inShortStep`. */
const AT_ONCE = 200;

/**
 * Goes on while there is time. When a card is due does not change: that was promised, and stands in its events.
 * @returns whether any state was worked out anew
 */
export async function refoldStates(db: Database, scheduler: Scheduler, goOn: () => boolean): Promise<boolean> {
  const model = scheduler.model.id;
  let at = await readRefolded(db, model);
  let any = false;
  while (!at.done) {
    const { last, changed } = await refoldSome(db, scheduler, at.after);
    any ||= changed;
    at = { model, after: last ?? "", done: last === null };
    await keepPosition(db, REFOLD, at);
    if (!goOn()) break;
  }
  return any;
}

/** Has all states looked at again. That is no change as long as none of them is worked out anew. */
export const refoldAgain = (db: Database): Promise<void> => write(db, ["local"], noteNotRefolded);

async function readRefolded(db: Database, model: string): Promise<Refolded> {
  const kept = await readPosition(db, REFOLD);
  const begun = typeof kept === "object" && kept !== null ? (kept as Partial<Refolded>) : {};
  if (begun.model !== model) return notRefolded(model);
  return { model, after: typeof begun.after === "string" ? begun.after : "", done: begun.done === true };
}

const refoldSome = (db: Database, scheduler: Scheduler, after: string) =>
  write(db, ["states", "events", "local"], async (transaction) => {
    const states = transaction.objectStore("states");
    const range = IDBKeyRange.lowerBound(after as CardId, true);
    const { keys, rows } = await readableById(states, range, AT_ONCE);
    const others = rows.filter((row) => row !== undefined).filter(({ model }) => model !== scheduler.model.id);
    const eventsOf = memoisedEvents(transaction.objectStore("events"));
    const done = await inShortStep(others, (batch) =>
      Promise.all(batch.map(async (row) => states.put(await refolded(eventsOf, row, scheduler)))),
    );
    if (done > 0) await noteUnlogged(transaction);
    const last = keys.length < AT_ONCE ? null : (keys.at(-1) ?? null);
    return {
      last: done < others.length ? (others[done - 1]?.id ?? null) : last,
      changed: others.length > 0,
    };
  });
