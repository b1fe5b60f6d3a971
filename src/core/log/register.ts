import { type Envelope, inOrder } from "./envelope.ts";
import { isRegister } from "./event.ts";
import type { RegisterEvent } from "./kinds.ts";
import { registerName } from "./register-name.ts";
import { takenBack } from "./taken-back.ts";

/**
 * The event that holds each register: the last by time, then by id, of those that no other replaced.
 * @param events all events of the registers asked for, and the undos of them
 */
export function heldRegisters(events: readonly Envelope[]): ReadonlyMap<string, RegisterEvent> {
  const gone = takenBack(events);
  const counting = events.filter(isRegister).filter(({ id }) => !gone.has(id));
  // Within its own register alone, so that each can be worked out from its own events.
  const replaced = new Set(counting.map((event) => `${event.replaces} ${registerName(event)}`));
  const held = new Map<string, RegisterEvent>();
  for (const event of inOrder(counting)) {
    const name = registerName(event);
    if (!replaced.has(`${event.id} ${name}`)) held.set(name, event);
  }
  return held;
}
