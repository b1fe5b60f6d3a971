/** When another model is in force than the one that made the states, these are worked out anew, some at a time. */
import type { CardId } from "../../core/ids.ts";
import { modelFor } from "../../core/memory/model.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import { positionKey, positionRow, readPosition } from "../database/local.ts";
import { readableById } from "../database/readable.ts";
import { inShortStep } from "../database/short-step.ts";
import { write } from "../database/transaction.ts";
import { noteNotRefolded, noteUnlogged, notRefolded, REFOLD, type Refolded } from "../database/unlogged.ts";
import { writeMany } from "../database/write-many.ts";
import { memoisedEvents } from "../log/log.ts";
import type { Database } from "../opening/open.ts";
import { settingsNow } from "../settings/settings.ts";
import { putStates } from "./put-states.ts";
import { refolded } from "./refold.ts";

/** Whether there is time. @param changed whether the piece before has changed anything that pages show */
type GoOn = (changed: boolean) => boolean;

/** Rows of one transaction; of those that another model made it works out fewer, see `inShortStep`. */
const AT_ONCE = 200;

/**
 * Goes on while there is time, and while the weights of this model are in force: where others have come, whoever brought them
 * works the states out by those. When a card is due does not change: that was promised, and stands in its events.
 * @returns whether any state was worked out anew
 */
export async function refoldStates(db: Database, scheduler: Scheduler, goOn: GoOn): Promise<boolean> {
  // Mostly there is nothing to do, and then nobody has to wait for a write.
  if (refoldedBy(scheduler.model.id, await readPosition(db, REFOLD)).done) return false;
  for (let any = false; ; ) {
    const { isEnd, changed } = await refoldSome(db, scheduler);
    any ||= changed;
    if (isEnd || !goOn(changed)) return any;
  }
}

/** Has all states looked at again. That is no change as long as none of them is worked out anew. */
export const refoldAgain = (db: Database): Promise<void> => write(db, ["local"], noteNotRefolded);

function refoldedBy(model: string, kept: unknown): Refolded {
  const begun = typeof kept === "object" && kept !== null ? (kept as Partial<Refolded>) : {};
  if (begun.model !== model) return notRefolded(model);
  return { model, after: typeof begun.after === "string" ? begun.after : "", done: begun.done === true };
}

const NOTHING_LEFT = { isEnd: true, changed: false } as const;

/** How far it has come is read and kept in the same transaction: others may have gone on with it, or have it begun anew. */
const refoldSome = (db: Database, scheduler: Scheduler) =>
  write(db, ["states", "events", "registers", "local"], async (transaction) => {
    const model = scheduler.model.id;
    const local = transaction.objectStore("local");
    const [settings, kept] = await Promise.all([settingsNow(transaction), local.get(positionKey(REFOLD))]);
    const { after, done: isDone } = refoldedBy(model, kept?.value);
    if (isDone || modelFor(settings).id !== model) return NOTHING_LEFT;
    const states = transaction.objectStore("states");
    const range = IDBKeyRange.lowerBound(after as CardId, true);
    const { keys, rows } = await readableById(states, range, AT_ONCE);
    const others = rows.filter((row) => row !== undefined).filter((row) => row.model !== model);
    const eventsOf = memoisedEvents(transaction.objectStore("events"));
    const done = await inShortStep(others, async (batch) => {
      const changes = await Promise.all(
        batch.map(async (before) => ({ before, row: await refolded(eventsOf, before, scheduler) })),
      );
      const isOther = ({ before, row }: (typeof changes)[number]): boolean => before.revision !== row.revision;
      const asBefore = changes.filter((change) => !isOther(change)).map(({ row }) => row);
      await writeMany(states, "put", asBefore);
      // By another fold it may have become known, and cards wait for that.
      await putStates(transaction, changes.filter(isOther));
    });
    if (done > 0) await noteUnlogged(transaction);
    const last = keys.length < AT_ONCE ? null : (keys.at(-1) ?? null);
    const next = done < others.length ? (others[done - 1]?.id ?? null) : last;
    // After `putStates`, which notes that states of a model were written by which the others are not worked out yet.
    const now: Refolded = { model, after: next ?? "", done: next === null };
    await local.put(positionRow(REFOLD, now));
    return { isEnd: now.done, changed: others.length > 0 };
  });
