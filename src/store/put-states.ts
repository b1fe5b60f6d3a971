/** Writing states, and with them the locks of the new cards that wait for what the states say is known. */
import type { FactId } from "../core/ids.ts";
import { readableUnder } from "./attempt.ts";
import type { StateRow } from "./schema.ts";
import { canBeLocked, knownBy, stateRow } from "./state-row.ts";
import type { Reading, Writing } from "./transaction.ts";

/** A row to write, beside the one that is there now. */
export interface StateChange {
  readonly before: StateRow | undefined;
  readonly row: StateRow;
}

/**
 * Writes rows. A new card is locked until some card of each fact in its `unlockedBy` was answered right. Where a fact
 * becomes known, or unknown by an undo or a reset, the new cards that wait for it are moved in the same transaction; so
 * who reads the queue never meets a locked card, however many there are. Most grades move none.
 * @param changes whose rows may say anything of their locks
 */
export async function putStates(transaction: Writing, changes: readonly StateChange[]): Promise<void> {
  const states = transaction.objectStore("states");
  await Promise.all(changes.map(({ row }) => states.put(row)));
  const turned = changes.flatMap(({ before, row }) => {
    const [was, is] = [before ? knownBy(before) : null, knownBy(row)];
    return was === is ? [] : [was, is].filter((fact) => fact !== null);
  });
  const byLock = states.index("unlockedBy");
  const waiting = await Promise.all([...new Set(turned)].map((fact) => readableUnder(byLock, fact)));
  const rows = new Map(changes.map(({ row }) => [row.id, row]));
  for (const row of waiting.flat()) if (!rows.has(row.id)) rows.set(row.id, row);
  const isLocked = lockedIn(transaction);
  await Promise.all(
    [...rows.values()].map(async (row) => {
      const locked = canBeLocked(row) && (await isLocked(row));
      if (locked !== row.locked) await states.put(stateRow({ ...row, locked }, row.model));
    }),
  );
}

/** Tells whether a card, if it is new, waits for a fact of which no card was answered right. Asks for each fact once. */
export function lockedIn(transaction: Reading): (card: Pick<StateRow, "unlockedBy">) => Promise<boolean> {
  const asked = new Map<FactId, Promise<boolean>>();
  const isKnown = (fact: FactId): Promise<boolean> => {
    const known = asked.get(fact) ?? readKnown(transaction, fact);
    asked.set(fact, known);
    return known;
  };
  return async ({ unlockedBy }) => !(await Promise.all(unlockedBy.map(isKnown))).every(Boolean);
}

const readKnown = async (transaction: Reading, fact: FactId): Promise<boolean> =>
  (await transaction.objectStore("states").index("knows").getKey(fact)) !== undefined;
