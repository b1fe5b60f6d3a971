/**
 * Checks events that come from outside: a file, another program, a database that something else may have written. This is
 * where the line is drawn between what a newer version may have written and what is broken:
 *
 * - A kind, or a field of a known kind, that this version does not know is carried, whatever JSON it holds, up to a limit.
 * - So is an event of a known kind in which a closed list has a value more (`oneOf`: a whole number among numbers, a name
 *   else), an object says what it says by fields that are not known (`objectOf`), or a setting is a list or an object.
 * - All else is refused: a wrong type, a number out of range, a field that is missing, an id that does not fit its time.
 *
 * What is carried is stored, copied, exported and merged, and counts for nothing here, but for this: unknown fields beside
 * known ones hinder nothing. See `kindOf` in event.ts.
 */
import { DAY_MS, MINUTE_MS } from "../time/study-day.ts";
import { carriedProblem } from "./carried.ts";
import type { Envelope } from "./envelope.ts";
import { ENVELOPE_FIELDS } from "./envelope-fields.ts";
import type { EventKind } from "./event-kind.ts";
import { checkOf, isObject } from "./fields.ts";
import { KINDS } from "./kinds.ts";
import { unknownFields } from "./newer.ts";

export type Decoded = { readonly event: Envelope } | { readonly problem: string };

const wrongEnvelope = checkOf(ENVELOPE_FIELDS);

/** The event as it came, with all its fields, or what is wrong with it, as `field: what is wrong`. */
export function decodeEvent(value: unknown): Decoded {
  if (!isObject(value)) return { problem: "not an object" };
  const kind = typeof value.kind === "string" ? KINDS.get(value.kind) : undefined;
  const problem =
    wrongEnvelope(value) ??
    wrongTime(value as unknown as Envelope) ??
    wrongDay(value as unknown as Envelope) ??
    (kind ? kind.problemIn(value) : null) ??
    (kind ? wrongConcern(value as unknown as Envelope, kind.concerns) : null) ??
    wrongCarried(value, kind) ??
    kind?.fits?.(value as unknown as Envelope);
  return problem ? { problem } : { event: value as unknown as Envelope };
}

/** Those values that are events. */
export function eventsAmong(values: readonly unknown[]): Envelope[] {
  return values.flatMap((value) => {
    const decoded = decodeEvent(value);
    return "event" in decoded ? [decoded.event] : [];
  });
}

/** The log is read in the order of its ids; one that names another time than its event would reorder it. */
const wrongTime = ({ id, atMs }: Envelope): string | null =>
  Number.parseInt(id.slice(0, 9), 36) === atMs ? null : "id: does not name the event's time";

/**
 * How far a study day may lie from the calendar day of its event, there and then. The rollover hour takes it back by one; a
 * card's days do not go back where somebody travels, which brings it forward by one, or two where a clock was put back
 * across the rollover besides; and a time that follows another can lie some days ahead, see `isOutOfReach`.
 */
const [DAYS_BEFORE, DAYS_AFTER] = [6, 2];

/** A day that its own time contradicts says of one of them that it is false, and what binds by one would not by the other. */
function wrongDay({ atMs, offsetMinutes, studyDay }: Envelope): string | null {
  const calendarDay = Math.floor((atMs + offsetMinutes * MINUTE_MS) / DAY_MS);
  const isNear = studyDay >= calendarDay - DAYS_BEFORE && studyDay <= calendarDay + DAYS_AFTER;
  return isNear ? null : "studyDay: is not the day of its time";
}

function wrongConcern({ card, fact, deck }: Envelope, concern: string): string | null {
  const named = [card && "card", fact && "fact", deck && "deck"].filter((one) => one !== undefined);
  if (named.length > 1) return `${named[1]}: an event concerns one thing`;
  if (concern === "any") return null;
  return (named[0] ?? "learner") === concern ? null : `${concern}: is not what the event concerns`;
}

/** What a newer version may have written: fields that are not known, and those whose value may be one that is not. */
function wrongCarried(value: Readonly<Record<string, unknown>>, kind: EventKind | undefined): string | null {
  const unknown = unknownFields(value, kind);
  if (kind && unknown.length === 0 && holdsFew(value, kind)) return null;
  const carried = [...unknown, ...Object.keys(kind?.open ?? {})];
  return carried.length === 0 ? null : carriedProblem(Object.fromEntries(carried.map((name) => [name, value[name]])));
}

/** Of so many characters not even all fields of an event together come near to the limit. */
const FEW_CHARACTERS = 300;

/**
 * Whether all that may come from a later version is a number, a short text, or an object of numbers: then nothing of it can
 * be too much. So it is of nearly every event of a long log, each of which comes through here.
 */
function holdsFew(value: Readonly<Record<string, unknown>>, kind: EventKind): boolean {
  for (const name in kind.open) {
    const field = value[name];
    if (typeof field === "object" && field !== null ? !holdsNumbers(field) : !isFew(field)) return false;
  }
  return true;
}

const isFew = (field: unknown): boolean =>
  (typeof field === "string" && field.length <= FEW_CHARACTERS) || field === null || Number.isFinite(field);

/** No more than the fields that are asked for, such as a promise: an object of a later version may be of any size. */
const MOST_NUMBERS = 5;

function holdsNumbers(value: object): boolean {
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  const names = Object.keys(value);
  if (names.length > MOST_NUMBERS) return false;
  for (const name of names) {
    const field = (value as Readonly<Record<string, unknown>>)[name];
    if (name.length > FEW_CHARACTERS || (field !== null && !Number.isFinite(field))) return false;
  }
  return true;
}
