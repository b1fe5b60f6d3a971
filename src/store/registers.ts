/** Registers: what holds each key of settings, switches and things that are shown once. */
import { eventsAmong } from "../core/log/decode.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { isOfKind, isRegister } from "../core/log/event.ts";
import type { RegisterEvent } from "../core/log/kinds.ts";
import { heldRegisters, registerName } from "../core/log/register.ts";
import { addEvents, type ReadableLog, undosOf } from "./log.ts";
import type { Database } from "./open.ts";
import type { RegisterRow } from "./schema.ts";
import { type Writing, write } from "./transaction.ts";

/** The registers of one kind. */
export const registersOf = (kind: string): IDBKeyRange => IDBKeyRange.bound(`${kind}/`, `${kind}/\uffff`);

export const registerRow = (event: RegisterEvent): RegisterRow => ({
  name: registerName(event),
  id: event.id,
  atMs: event.atMs,
  key: event.key,
  value: event.value,
});

/**
 * Adds one event to each of some registers, all or none. What is made now replaces what was there.
 * @param make is given what holds the registers now, by name, and must not wait for anything
 */
export function setRegisters(
  db: Database,
  names: readonly string[],
  make: (held: ReadonlyMap<string, RegisterRow>) => readonly RegisterEvent[],
): Promise<void> {
  return write(db, ["events", "registers"], async (transaction, added) => {
    const registers = transaction.objectStore("registers");
    const rows = await Promise.all(names.map((name) => registers.get(name)));
    const events = make(new Map(rows.flatMap((row) => (row ? [[row.name, row]] : []))));
    await addEvents(transaction.objectStore("events"), events);
    await Promise.all(events.map((event) => registers.put(registerRow(event))));
    added.push(...events);
  });
}

/**
 * Works the registers that some events touch out anew from the log, which must hold those events already.
 * @returns the names of those whose value is another now
 */
export async function refoldRegisters(transaction: Writing, events: readonly Envelope[]): Promise<ReadonlySet<string>> {
  const log = transaction.objectStore("events");
  const names = await touchedRegisters(log, events);
  if (names.size === 0) return names;
  const keys = new Set([...names].map((name) => name.slice(name.indexOf("/") + 1)));
  const all = eventsAmong((await Promise.all([...keys].map((key) => log.index("key").getAll(key)))).flat());
  const undos = await undosOf(
    log,
    all.map(({ id }) => id),
  );
  const held = heldRegisters([...all, ...undos]);
  const registers = transaction.objectStore("registers");
  const changed = new Set<string>();
  for (const name of names) {
    const event = held.get(name);
    const before = await registers.get(name);
    if (before?.id === event?.id) continue;
    changed.add(name);
    await (event ? registers.put(registerRow(event)) : registers.delete(name));
  }
  return changed;
}

/** The registers that events set, or whose events they take back. */
async function touchedRegisters(log: Pick<ReadableLog, "index">, events: readonly Envelope[]): Promise<Set<string>> {
  const names = new Set<string>();
  const undone = events.filter((event) => isOfKind(event, "undo") && event.card === undefined);
  for (const event of events) if (isRegister(event)) names.add(registerName(event));
  for (const undo of undone) {
    // What an undo takes back may be an undo itself.
    let event: Envelope | undefined = undo;
    while (event && isOfKind(event, "undo")) event = eventsAmong([await log.index("id").get(event.undoes)])[0];
    if (event && isRegister(event)) names.add(registerName(event));
  }
  return names;
}
