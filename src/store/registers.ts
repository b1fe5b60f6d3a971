/** Registers: what holds each key of settings, switches and things that are shown once. */
import { eventsAmong } from "../core/log/decode.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { isOfKind, isRegister } from "../core/log/event.ts";
import type { RegisterEvent } from "../core/log/kinds.ts";
import { heldRegisters, registerName } from "../core/log/register.ts";
import { addEvents, type ReadableLog, undoneBy, undosOf } from "./log.ts";
import type { Database, RegisterRow } from "./schema.ts";
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

type MakeRegisters = (held: ReadonlyMap<string, RegisterRow>, names: readonly string[]) => readonly RegisterEvent[];

/**
 * Adds one event to each of some registers, all or none. What is made now replaces what was there.
 * @param make is given what holds the registers now, by name, and the names that are asked for; it must not wait for anything
 */
export function setRegisters(db: Database, names: readonly string[], make: MakeRegisters): Promise<void> {
  return write(db, ["events", "registers"], (transaction, added) => putRegisters(transaction, added, names, make));
}

/** More rivals of one register than this were not stamped by clocks. */
const MOST_RIVALS = 20;

/** The same, within a transaction. */
export async function putRegisters(
  transaction: Writing,
  added: Envelope[],
  names: readonly string[],
  make: MakeRegisters,
): Promise<void> {
  const registers = transaction.objectStore("registers");
  let asked = names;
  // What is made now replaces what holds the register; where two clocks ran ahead, another comes up behind that.
  for (let turn = 0; asked.length > 0 && turn < MOST_RIVALS; turn++) {
    const rows = await Promise.all(asked.map((name) => registers.get(name)));
    const events = make(new Map(rows.flatMap((row) => (row ? [[row.name, row]] : []))), asked);
    await addEvents(transaction.objectStore("events"), events);
    added.push(...events);
    await refoldRegisters(transaction, events);
    const held = await Promise.all(events.map((event) => registers.get(registerName(event))));
    asked = events.filter((event, i) => held[i]?.value !== event.value).map(registerName);
  }
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
  const undos = events.filter((event) => isOfKind(event, "undo"));
  const touched = [...events, ...(await undoneBy(log, undos))];
  return new Set(touched.flatMap((event) => (isRegister(event) ? [registerName(event)] : [])));
}
