/** Checks events that come from outside: a file, another program, a database that something else may have written. */
import type { Envelope } from "./envelope.ts";
import { ENVELOPE_FIELDS } from "./envelope-fields.ts";
import { firstProblem, isObject } from "./fields.ts";
import { KINDS } from "./kinds.ts";

/** Of JSON. An event that nobody here knows must not fill the disk all the same. */
const LONGEST_CARRIED = 100_000;

export type Decoded = { readonly event: Envelope } | { readonly problem: string };

/**
 * The event as it came, with all its fields, or what is wrong with it, as `field: what is wrong`. Of a kind that this version
 * does not know, the envelope alone is checked.
 */
export function decodeEvent(value: unknown): Decoded {
  if (!isObject(value)) return { problem: "not an object" };
  const kind = typeof value.kind === "string" ? KINDS.get(value.kind) : undefined;
  const problem =
    firstProblem(value, ENVELOPE_FIELDS) ??
    wrongTime(value as unknown as Envelope) ??
    (kind ? firstProblem(value, kind.fields) : null) ??
    (kind ? wrongConcern(value as unknown as Envelope, kind.concerns) : tooLong(value)) ??
    kind?.fits?.(value as unknown as Envelope);
  return problem ? { problem } : { event: value as unknown as Envelope };
}

/** Those values that are events, and how many are none. */
export function eventsAmong(values: readonly unknown[]): Envelope[] {
  return values.flatMap((value) => {
    const decoded = decodeEvent(value);
    return "event" in decoded ? [decoded.event] : [];
  });
}

/** The log is read in the order of its ids; one that names another time than its event would reorder it. */
const wrongTime = ({ id, atMs }: Envelope): string | null =>
  Number.parseInt(id.slice(0, 9), 36) === atMs ? null : "id: does not name the event's time";

function wrongConcern({ card, fact, deck }: Envelope, concern: string): string | null {
  const named = [card && "card", fact && "fact", deck && "deck"].filter((one) => one !== undefined);
  if (named.length > 1) return `${named[1]}: an event concerns one thing`;
  if (concern === "any") return null;
  return (named[0] ?? "learner") === concern ? null : `${concern}: is not what the event concerns`;
}

const tooLong = (value: object): string | null =>
  JSON.stringify(value).length > LONGEST_CARRIED ? `longer than ${LONGEST_CARRIED} characters` : null;
