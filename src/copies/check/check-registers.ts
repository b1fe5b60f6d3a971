/** Is every setting, switch and the like what its events say? */
import { eventsAmong } from "../../core/log/decode.ts";
import { heldRegisters } from "../../core/log/register.ts";
import { same } from "../../core/same.ts";
import { undosOf } from "../../store/log.ts";
import { registerRow } from "../../store/registers.ts";
import type { RegisterRow } from "../../store/schema.ts";
import { type Reading, read, write } from "../../store/transaction.ts";
import { finding } from "./findings.ts";
import type { CheckPart } from "./part.ts";

export const checkRegisters: CheckPart = async ({ db }) => {
  const found = await differences(read(db, ["registers", "events"]));
  if (found.size > 0) {
    await write(db, ["registers", "events"], async (transaction) => {
      const wrong = await differences(transaction);
      const registers = transaction.objectStore("registers");
      for (const [name, row] of wrong) await (row ? registers.put(row) : registers.delete(name));
    });
  }
  return { next: null, checked: finding("register", found.size, found.size) };
};

/** What each register that is not right should be; null where it should not be. There are never many. */
async function differences(transaction: Reading): Promise<Map<string, RegisterRow | null>> {
  const log = transaction.objectStore("events");
  const [rows, keyed] = await Promise.all([
    transaction.objectStore("registers").getAll(),
    log.index("key").getAll().then(eventsAmong),
  ]);
  const undos = await undosOf(
    log,
    keyed.map(({ id }) => id),
  );
  const held = new Map([...heldRegisters([...keyed, ...undos])].map(([name, event]) => [name, registerRow(event)]));
  const here = new Map(rows.map((row) => [row.name, row]));
  const names = new Set([...held.keys(), ...here.keys()]);
  return new Map(
    [...names]
      .filter((name) => !same(held.get(name), here.get(name)))
      .map((name) => [name, held.get(name) ?? null] as const),
  );
}
