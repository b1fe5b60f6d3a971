/** Questions to an event of the log, whose kind this version may or may not know. */
import type { CardEnvelope, Envelope } from "./envelope.ts";
import { KINDS, type OsteonEvent, type RegisterEvent } from "./kinds.ts";

/** Whether this version knows the event's kind. What it does not know it carries, and counts for nothing. */
export const isKnown = (event: Envelope): event is OsteonEvent => KINDS.has(event.kind);

export const isOfKind = <K extends OsteonEvent["kind"]>(
  event: Envelope,
  kind: K,
): event is Extract<OsteonEvent, { readonly kind: K }> => event.kind === kind;

export const concernsCard = <E extends Envelope>(event: E): event is E & CardEnvelope => event.card !== undefined;

export const isRegister = (event: Envelope): event is RegisterEvent => KINDS.get(event.kind)?.isRegister === true;
