/** Registers: what holds each key of settings, switches and things that are shown once. */
import { compareEvents, type Envelope } from "../../core/log/envelope.ts";
import { isOfKind, isRegister } from "../../core/log/event.ts";
import type { RegisterEvent, UndoEvent } from "../../core/log/kinds.ts";
import { heldRegisters, rivalsOf } from "../../core/log/register.ts";
import { MOST_REPLACED } from "../../core/log/register-event.ts";
import { keyOfRegister, registerName } from "../../core/log/register-name.ts";
import { same } from "../../core/same.ts";
import { slicesOf } from "../../core/slices.ts";
import { byCodeUnits } from "../../core/text-order.ts";
import { eventsIn } from "../database/event-rows.ts";
import { readableAlong, readableAt, readableIn, readableUnderEach } from "../database/readable.ts";
import type { Database, RegisterRow } from "../database/schema.ts";
import { type ReadingStore, type Writing, write } from "../database/transaction.ts";
import { writeMany } from "../database/write-many.ts";
import { addEvents, type NamedEvents, type ReadableLog, registersUndoneBy, undosOf } from "./log.ts";

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
  return write(db, ["events", "registers", "local"], (transaction, added) =>
    putRegisters(transaction, added, names, make),
  );
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

/**
 * All events of registers of these keys, with their undos.
 * @param given see `undosOf`
 */
export async function eventsOfKeys(
  log: Pick<ReadableLog, "index">,
  keys: Iterable<string>,
  given: readonly UndoEvent[] = [],
): Promise<Envelope[]> {
  const all = await eventsUnder(log, [...new Set(keys)].sort(byCodeUnits));
  const undos = await undosOf(
    log,
    all.map(({ id }) => id),
    given,
  );
  return [...all, ...undos];
}

/** So few are asked for one by one. */
const FEW = 8;
/** Keys of one answer, and how many rows for each there may be between the first and the last. */
const [AT_ONCE, BETWEEN] = [1000, 4];

/** @param keys each once, in their order: what stands beside each other is read together */
async function eventsUnder(log: Pick<ReadableLog, "index">, keys: readonly string[]): Promise<Envelope[]> {
  const byKey = log.index("key");
  const found: (readonly unknown[])[] = [];
  for (const some of slicesOf(keys, AT_ONCE)) {
    const most = BETWEEN * some.length;
    const along = some.length > FEW ? await readableAlong(byKey, rangeOf(some), most) : null;
    const isAll = along && along.rows.length + along.unreadable.length < most;
    found.push(isAll ? along.rows : await readableUnderEach(byKey, some));
  }
  const asked = new Set(keys);
  return eventsIn(found.flat()).filter((event) => isRegister(event) && asked.has(event.key));
}

const rangeOf = (keys: readonly string[]): IDBKeyRange => IDBKeyRange.bound(keys[0], keys.at(-1));

/**
 * Works the registers that some events touch out anew from the log, which must hold those events already.
 * @param named what their undos name, as far as it is known
 */
export async function refoldRegisters(
  transaction: Writing,
  events: readonly Envelope[],
  named?: NamedEvents,
): Promise<void> {
  const log = transaction.objectStore("events");
  const undos = events.filter((event) => isOfKind(event, "undo"));
  const undone = await registersUndoneBy(log, undos, named);
  const names = [...new Set([...events.filter(isRegister), ...undone].map(registerName))].sort(byCodeUnits);
  if (names.length === 0) return;
  const held = heldRegisters(await eventsOfKeys(log, names.map(keyOfRegister), undos));
  const registers = transaction.objectStore("registers");
  const before = await rowsNamed(registers, names);
  const changed = names.filter((name, i) => before[i]?.id !== held.get(name)?.id);
  await writeMany(registers, "put", changed.flatMap((name) => held.get(name) ?? []).map(registerRow));
  const gone = changed.filter((name) => !held.has(name));
  await Promise.all(gone.map((name) => registers.delete(name)));
}

/** The rows of registers, read together where they stand beside each other; undefined for what is not there, or cannot be read. */
async function rowsNamed(
  registers: ReadingStore<"registers">,
  names: readonly string[],
): Promise<(RegisterRow | undefined)[]> {
  const found: (RegisterRow | undefined)[] = [];
  for (const some of slicesOf(names, AT_ONCE)) {
    const most = BETWEEN * some.length;
    const along = some.length > FEW ? await readableIn(registers, rangeOf(some), most) : null;
    const between =
      along && along.keys.length < most ? new Map(along.keys.map((key, i) => [key, along.rows[i]])) : null;
    found.push(...(await Promise.all(some.map((name) => (between ? between.get(name) : readableAt(registers, name))))));
  }
  return found;
}
