import { compareEvents, type Envelope } from "./envelope.ts";
import { isRegister } from "./event.ts";
import type { RegisterEvent } from "./kinds.ts";
import { takenBack } from "./taken-back.ts";

/** Where a register's value is kept beside the log: its kind and key in one. */
export const registerName = ({ kind, key }: Pick<RegisterEvent, "kind" | "key">): string => `${kind}/${key}`;

/**
 * The event that holds each register: the last by time, then by id, of those that no other replaced.
 * @param events all events of the registers asked for, and the undos of them
 */
export function heldRegisters(events: readonly Envelope[]): ReadonlyMap<string, RegisterEvent> {
  const gone = takenBack(events);
  const counting = events.filter((event) => isRegister(event) && !gone.has(event.id)).filter(isRegister);
  const replaced = new Set(counting.map(({ replaces }) => replaces));
  const held = new Map<string, RegisterEvent>();
  for (const event of counting.sort(compareEvents)) {
    if (!replaced.has(event.id)) held.set(registerName(event), event);
  }
  return held;
}
