/** What registers hold, also where the browser cannot read one of their rows: the log says it as well. */
import { heldRegisters } from "../../core/log/register.ts";
import { keyOfRegister } from "../../core/log/register-name.ts";
import { readableBy } from "../database/readable.ts";
import type { Database, RegisterRow } from "../database/schema.ts";
import { type Reading, read } from "../database/transaction.ts";
import { eventsOfKeys, registerRow } from "./registers.ts";

/** The rows of a range of names. Of one that cannot be read, what its events say: the check has not put it right yet. */
export async function heldIn(transaction: Reading, range: IDBKeyRange): Promise<RegisterRow[]> {
  const { rows, lost } = await rowsOf(transaction, range);
  if (lost.length === 0) return rows;
  const held = heldRegisters(await eventsOfKeys(transaction.objectStore("events"), lost.map(keyOfRegister)));
  const anew = lost.flatMap((name) => held.get(name) ?? []).map(registerRow);
  return [...rows, ...anew];
}

/** The same in a transaction of its own, which waits for nobody who writes the log unless a row cannot be read. */
export async function readHeldIn(db: Database, range: IDBKeyRange): Promise<RegisterRow[]> {
  const { rows, lost } = await rowsOf(read(db, ["registers"]), range);
  return lost.length === 0 ? rows : heldIn(read(db, ["registers", "events"]), range);
}

async function rowsOf(transaction: Reading, range: IDBKeyRange) {
  const { keys, rows } = await readableBy(transaction.objectStore("registers"), ({ name }) => name, range);
  return { rows: rows.filter((row) => row !== undefined), lost: keys.filter((_, i) => rows[i] === undefined) };
}
