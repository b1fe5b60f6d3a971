/** Every register worked out anew from the log, in short steps: for the check, and where a version understands more of a log. */
import { heldRegisters } from "../../core/log/register.ts";
import { keyOfRegister } from "../../core/log/register-name.ts";
import { same } from "../../core/same.ts";
import { readableAt } from "../database/readable.ts";
import type { Database, RegisterRow } from "../database/schema.ts";
import { type Reading, read, write } from "../database/transaction.ts";
import { eventsOfKeys, registerRow } from "./registers.ts";

const STORES = ["registers", "events"] as const;
/** Registers of one step: there is one for each fact that was met. */
const AT_ONCE = 200;
/** First the rows that are there, and then the keys of the log, for rows that are missing. */
const [ROWS, KEYS] = [0, 1];

/** Which of the two passes is under way, and behind which name or key it goes on. */
export type RegistersPosition = readonly [pass: number, after: string];
export const FIRST_REGISTER: RegistersPosition = [ROWS, ""];

export interface RegistersStep {
  /** Where the next step begins; null when all is done. */
  readonly next: RegistersPosition | null;
  /** Registers that were not what the log says, and were put right here. */
  readonly wrong: number;
  /** Names or keys that were looked at. */
  readonly looked: number;
}

/** Puts the next registers right. Nobody has to wait for a write where all are right already. */
export async function putRegistersRight(db: Database, [pass, from]: RegistersPosition): Promise<RegistersStep> {
  const transaction = read(db, STORES);
  const asked = pass === ROWS ? await namesAfter(transaction, from) : await keysAfter(transaction, from);
  const isRight = (await differences(transaction, pass, asked)).size === 0;
  const wrong = isRight ? 0 : await putRight(db, pass, asked);
  const last = asked.length < AT_ONCE ? undefined : asked.at(-1);
  const next: RegistersPosition | null = last !== undefined ? [pass, last] : pass === ROWS ? [KEYS, ""] : null;
  return { next, wrong, looked: asked.length };
}

/** @returns how many there were: somebody else may have been faster, and tells of them */
const putRight = (db: Database, pass: number, asked: readonly string[]): Promise<number> =>
  write(db, STORES, async (writing) => {
    const registers = writing.objectStore("registers");
    const wrong = await differences(writing, pass, asked);
    for (const [name, row] of wrong) await (row ? registers.put(row) : registers.delete(name));
    return wrong.size;
  });

const namesAfter = (transaction: Reading, from: string): Promise<string[]> =>
  transaction.objectStore("registers").getAllKeys(IDBKeyRange.lowerBound(from, true), AT_ONCE);

/** The next keys of events, each once. Only of what a later version has written a key may be no text. */
async function keysAfter(transaction: Reading, from: string): Promise<string[]> {
  const keys: string[] = [];
  const texts = IDBKeyRange.bound(from, [], true, true);
  let cursor = await transaction.objectStore("events").index("key").openKeyCursor(texts, "nextunique");
  for (; cursor && keys.length < AT_ONCE; cursor = await cursor.continue()) keys.push(cursor.key);
  return keys;
}

/**
 * What each register that is not right should be; null where it should not be.
 * @param asked names of registers, or keys of events
 */
async function differences(
  transaction: Reading,
  pass: number,
  asked: readonly string[],
): Promise<Map<string, RegisterRow | null>> {
  const keys = pass === ROWS ? asked.map(keyOfRegister) : asked;
  const events = await eventsOfKeys(transaction.objectStore("events"), new Set(keys));
  const held = new Map([...heldRegisters(events)].map(([name, event]) => [name, registerRow(event)]));
  const names = pass === ROWS ? asked : [...held.keys()];
  const registers = transaction.objectStore("registers");
  const rows = await Promise.all(names.map((name) => readableAt(registers, name)));
  return new Map(
    names.flatMap((name, i) => (same(held.get(name), rows[i]) ? [] : [[name, held.get(name) ?? null] as const])),
  );
}
