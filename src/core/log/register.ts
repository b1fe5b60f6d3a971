import { type Envelope, inOrder } from "./envelope.ts";
import { isRegister } from "./event.ts";
import type { RegisterEvent } from "./kinds.ts";
import { registerName } from "./register-name.ts";
import { takenBack } from "./taken-back.ts";

/**
 * The event that holds each register: the last by time, then by id, of those that no other replaced.
 * @param events all events of the registers asked for, and the undos of them
 */
export const heldRegisters = (events: readonly Envelope[]): ReadonlyMap<string, RegisterEvent> =>
  new Map(standing(events).map((event) => [registerName(event), event]));

/** The events of one register that would hold it if those after them went, in the order of the log. */
export const rivalsOf = (events: readonly Envelope[], name: string): RegisterEvent[] =>
  standing(events).filter((event) => registerName(event) === name);

/** The events of registers that were neither taken back nor replaced, in the order of the log. */
function standing(events: readonly Envelope[]): RegisterEvent[] {
  const gone = takenBack(events);
  const counting = events.filter(isRegister).filter(({ id }) => !gone.has(id));
  // Within its own register alone, so that each can be worked out from its own events.
  const replaced = new Set<string>();
  for (const event of counting) {
    const name = registerName(event);
    for (const id of [event.replaces, ...(event.alsoReplaces ?? [])]) replaced.add(`${id} ${name}`);
  }
  return inOrder(counting).filter((event) => !replaced.has(`${event.id} ${registerName(event)}`));
}
