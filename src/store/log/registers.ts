/** Registers: what holds each key of settings, switches and things that are shown once. */
import { compareEvents, type Envelope } from "../../core/log/envelope.ts";
import { isOfKind, isRegister } from "../../core/log/event.ts";
import type { RegisterEvent } from "../../core/log/kinds.ts";
import { heldRegisters, rivalsOf } from "../../core/log/register.ts";
import { MOST_REPLACED } from "../../core/log/register-event.ts";
import { keyOfRegister, registerName } from "../../core/log/register-name.ts";
import { same } from "../../core/same.ts";
import { readableAt, readableUnderEach } from "../database/attempt.ts";
import { eventsIn } from "../database/event-rows.ts";
import type { Database, RegisterRow } from "../database/schema.ts";
import { type Writing, write } from "../database/transaction.ts";
import { addEvents, type ReadableLog, registersUndoneBy, undosOf } from "./log.ts";

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

/** So often a register is set before it is given up: each turn replaces some thousands of rivals. */
const MOST_TURNS = 20;

/** The same, within a transaction. */
async function putRegisters(
  transaction: Writing,
  added: Envelope[],
  names: readonly string[],
  make: MakeRegisters,
): Promise<void> {
  const registers = transaction.objectStore("registers");
  let asked = names;
  // What is made now replaces what holds the register; where several are dated ahead, others come up behind that.
  for (let turn = 0; asked.length > 0 && turn < MOST_TURNS; turn++) {
    const rows = await Promise.all(asked.map((name) => readableAt(registers, name)));
    const made = make(new Map(rows.flatMap((row) => (row ? [[row.name, row]] : []))), asked);
    const events = turn === 0 ? made : await Promise.all(made.map((event) => replacingRivals(transaction, event)));
    await addEvents(transaction.objectStore("events"), events);
    added.push(...events);
    await refoldRegisters(transaction, events);
    const held = await Promise.all(events.map((event) => registers.get(registerName(event))));
    asked = events.filter((event, i) => !same(held[i]?.value, event.value)).map(registerName);
  }
}

/** The event, saying of all that would come before it that it replaces them. */
async function replacingRivals(transaction: Writing, event: RegisterEvent): Promise<RegisterEvent> {
  const all = await eventsOfKeys(transaction.objectStore("events"), [event.key]);
  const rivals = rivalsOf(all, registerName(event)).filter((one) => compareEvents(one, event) > 0);
  const alsoReplaces = rivals.map(({ id }) => id).filter((id) => id !== event.replaces);
  return { ...event, alsoReplaces: alsoReplaces.slice(-MOST_REPLACED) };
}

/** All events of registers of these keys, with their undos. */
export async function eventsOfKeys(log: Pick<ReadableLog, "index">, keys: Iterable<string>): Promise<Envelope[]> {
  const all = eventsIn(await readableUnderEach(log.index("key"), [...keys]));
  const undos = await undosOf(
    log,
    all.map(({ id }) => id),
  );
  return [...all, ...undos];
}

/** Works the registers that some events touch out anew from the log, which must hold those events already. */
export async function refoldRegisters(transaction: Writing, events: readonly Envelope[]): Promise<void> {
  const log = transaction.objectStore("events");
  const names = await touchedRegisters(log, events);
  if (names.size === 0) return;
  const keys = new Set([...names].map(keyOfRegister));
  const held = heldRegisters(await eventsOfKeys(log, keys));
  const registers = transaction.objectStore("registers");
  for (const name of names) {
    const event = held.get(name);
    const before = await readableAt(registers, name);
    if (before?.id === event?.id) continue;
    await (event ? registers.put(registerRow(event)) : registers.delete(name));
  }
}

/** The registers that events set, or whose events they take back. */
async function touchedRegisters(log: ReadableLog, events: readonly Envelope[]): Promise<Set<string>> {
  const undone = await registersUndoneBy(
    log,
    events.filter((event) => isOfKind(event, "undo")),
  );
  return new Set([...events.filter(isRegister), ...undone].map(registerName));
}
