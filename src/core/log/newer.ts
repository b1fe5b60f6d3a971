/** What of an event this version does not know; a later one may. */
import { isSameList } from "../same-list.ts";
import type { Envelope } from "./envelope.ts";
import { ENVELOPE_FIELDS } from "./envelope-fields.ts";
import { isKnown } from "./event.ts";
import type { EventKind } from "./event-kind.ts";
import { checkOf } from "./fields.ts";
import { KINDS } from "./kinds.ts";

const NONE: readonly string[] = [];
/** The fields of the last event of each kind that had none but known ones: in a log nearly all events of a kind have the same. */
const lastKnown = new WeakMap<EventKind, readonly string[]>();

/** The fields that neither the envelope nor the kind names; there are seldom any. */
export function unknownFields(event: object, kind: EventKind | undefined): readonly string[] {
  const names = Object.keys(event);
  const last = kind && lastKnown.get(kind);
  if (last && isSameList(names, last)) return NONE;
  const unknown = names.filter((name) => !Object.hasOwn(ENVELOPE_FIELDS, name) && !has(kind, name));
  if (kind && unknown.length === 0) lastKnown.set(kind, names);
  return unknown;
}

/** Whether a newer version made the event: there is a kind, a field or a value that this one does not know. */
export const isFromNewer = (event: Envelope): boolean => !isKnownSort(sortOf(event));

/** In characters. Longer sorts are told apart no more. */
const LONGEST_SORT = 300;
const LONG_SORT = "[]";

/**
 * The sort of an event, by which any version can tell later whether it knows all that such an event says. It is the kind,
 * or, where this version does not know all, JSON of the kind and of what is not known: names of fields, and values by name.
 */
export function sortOf(event: Envelope): string {
  const kind = KINDS.get(event.kind);
  const fields = unknownFields(event, kind);
  if (isKnown(event) && fields.length === 0) return event.kind;
  const values =
    kind && !isKnown(event) ? Object.entries(event).filter(([name]) => Object.hasOwn(kind.open, name)) : [];
  const sort = JSON.stringify([event.kind, fields, Object.fromEntries(values)]);
  return sort.length > LONGEST_SORT ? LONG_SORT : sort;
}

/** Whether this version knows all that events of a sort say, whichever version named the sort. */
export function isKnownSort(sort: string): boolean {
  if (!sort.startsWith("[")) return KINDS.has(sort);
  const [name, fields = [], values = {}] = JSON.parse(sort) as [string?, string[]?, object?];
  const kind = KINDS.get(name ?? "");
  return (
    kind !== undefined && fields.every((field) => has(kind, field)) && checkOf(pick(kind, values))(values) === null
  );
}

const has = (kind: EventKind | undefined, field: string): boolean =>
  kind !== undefined && Object.hasOwn(kind.fields, field);

const pick = ({ open }: EventKind, values: object): EventKind["open"] =>
  Object.fromEntries(Object.entries(open).filter(([name]) => Object.hasOwn(values, name)));
