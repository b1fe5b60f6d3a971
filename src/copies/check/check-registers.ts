/** Is every setting, switch and the like what its events say? */
import { heldRegisters } from "../../core/log/register.ts";
import { keyOfRegister } from "../../core/log/register-name.ts";
import { same } from "../../core/same.ts";
import { readableAt } from "../../store/database/readable.ts";
import type { RegisterRow } from "../../store/database/schema.ts";
import { type Reading, read, write } from "../../store/database/transaction.ts";
import { eventsOfKeys, registerRow } from "../../store/log/registers.ts";
import { finding } from "./findings.ts";
import type { CheckPart, CheckTools, Position, Step } from "./part.ts";

const STORES = ["registers", "events"] as const;
/** Registers of one step: there is one for each fact that was met. */
const AT_ONCE = 200;
/** First the rows that are there, and then the keys of the log, for rows that are missing. */
const [ROWS, KEYS] = [0, 1];

async function step({ db }: CheckTools, after: Position): Promise<Step> {
  const [pass, from] = Array.isArray(after) ? [Number(after[0]), String(after[1])] : [ROWS, ""];
  const transaction = read(db, STORES);
  const asked = pass === ROWS ? await namesAfter(transaction, from) : await keysAfter(transaction, from);
  const found = await differences(transaction, pass, asked);
  if (found.size > 0) {
    await write(db, STORES, async (writing) => {
      const registers = writing.objectStore("registers");
      for (const [name, row] of await differences(writing, pass, asked))
        await (row ? registers.put(row) : registers.delete(name));
    });
  }
  const last = asked.length < AT_ONCE ? undefined : asked.at(-1);
  const next: Step["next"] = last !== undefined ? [pass, last] : pass === ROWS ? [KEYS, ""] : null;
  return { next, checked: finding("register", found.size, found.size), looked: asked.length };
}

export const checkRegisters: CheckPart = {
  // Each comes twice: as a row, and as a key.
  count: async ({ db }) => 2 * (await db.count("registers")),
  costUs: 50,
  step,
};

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
