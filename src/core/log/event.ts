/** Questions to an event of the log, which this version may or may not understand. */
import type { CardEnvelope, Envelope } from "./envelope.ts";
import type { EventKind } from "./event-kind.ts";
import { KINDS, type OsteonEvent, type RegisterEvent } from "./kinds.ts";

/**
 * The kind of an event that this version understands: it knows the kind, and the values of all the kind's fields. What it
 * does not understand it carries, and that counts for nothing; see `decode.ts`.
 */
export function kindOf(event: Envelope): EventKind | null {
  const kind = KINDS.get(event.kind);
  return kind && kind.unknownIn(event) === null ? kind : null;
}

/** Whether this version understands the event. */
export const isKnown = (event: Envelope): event is OsteonEvent => kindOf(event) !== null;

/** Whether it is an event of this kind that this version understands. */
export const isOfKind = <K extends OsteonEvent["kind"]>(
  event: Envelope,
  kind: K,
): event is Extract<OsteonEvent, { readonly kind: K }> => event.kind === kind && isKnown(event);

export const concernsCard = <E extends Envelope>(event: E): event is E & CardEnvelope => event.card !== undefined;

export const isRegister = (event: Envelope): event is RegisterEvent =>
  KINDS.get(event.kind)?.isRegister === true && isKnown(event);
