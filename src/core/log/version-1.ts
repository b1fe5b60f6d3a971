/**
 * Events as the first version wrote them, in their present form. That version had no devices, one deck, and corrections
 * of the clock that named no reviews. What comes of an event follows from the log alone, so that a database and a backup
 * of it, brought up to date apart, still hold the same events.
 */
import { grouped } from "../grouped.ts";
import type { CardId, DeckId, DeviceId, EventId } from "../ids.ts";
import { makeEventId } from "../ids.ts";
import { fnv1a } from "../memory/fuzz.ts";
import { decodeSetting, isSettingKey } from "../settings.ts";
import { DAY_MS } from "../time/study-day.ts";
import type { Envelope } from "./envelope.ts";
import { isOfKind } from "./event.ts";
import { isObject } from "./fields.ts";

/** The only deck there was. */
const DECK = "bone-hormones" as DeckId;
/** The device of events that were made before there were devices. */
export const NO_DEVICE = "0".repeat(16) as DeviceId;

type Row = Readonly<Record<string, unknown>>;

/** A card's id of that version: `fact/template`. */
export const cardOfVersion1 = (id: string): CardId => `${DECK}/${id}` as CardId;

/**
 * @param rows the log; what is no object is left out, what is no event is for the decoder to find
 * @param settings what was saved, by key; what is no value of its setting is left out
 */
export function eventsOfVersion1(rows: readonly unknown[], settings: Readonly<Record<string, unknown>>): unknown[] {
  const byCard = grouped(rows.filter(isObject), ({ card }) => card);
  const stamps = new Map([...byCard.values()].flatMap(rightStamps));
  const events = rows.filter(isObject).map((row) => present(row, byCard.get(row.card) ?? [], stamps));
  const chosen = Object.entries(settings)
    .map(([key, value]) => [key === "snapshotFile" ? "dailyCopy" : key, value] as const)
    .filter(([key, value]) => isSettingKey(key) && decodeSetting(key, value) !== null);
  return [...events, ...chosen.map(([key, value]) => settingOf(key, value))];
}

interface Stamp {
  readonly id: string;
  readonly atMs: number;
}

/** Further ahead of its study day than any clock that was right could stamp an event. */
const AHEAD_DAYS = 2;
const noonOf = (studyDay: unknown): number => Math.max(0, Number(studyDay)) * DAY_MS + DAY_MS / 2;

/**
 * Ids and times of those events of a card that were made with a right clock after one had run ahead: a correction, and
 * what came after it. They were stamped later than all before them, years ahead perhaps, while their study days are right.
 */
function rightStamps(log: readonly Row[]): (readonly [old: unknown, stamp: Stamp])[] {
  const ordered = log.toSorted((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
  let correction: { readonly oldMs: number; readonly newMs: number } | null = null;
  return ordered.flatMap((row) => {
    const oldMs = Number(row.atMs);
    const aheadDays = Math.floor((oldMs - Number(row.studyDay) * DAY_MS) / DAY_MS);
    if (row.kind === "redate") correction = { oldMs, newMs: noonOf(row.studyDay) };
    if (row.kind !== "redate" && !(aheadDays > AHEAD_DAYS)) return [];
    // At the time of day that it bears, but never before what came before it.
    const shiftedMs = oldMs - aheadDays * DAY_MS;
    const atMs =
      row.kind === "redate"
        ? noonOf(row.studyDay)
        : Math.max(shiftedMs, correction ? correction.newMs + oldMs - correction.oldMs : 0);
    return [[row.id, { id: idAt(atMs, row.id), atMs }] as const];
  });
}

/** The same random part behind another time. */
const idAt = (atMs: number, id: unknown): string =>
  makeEventId(atMs, new Uint8Array(10)).slice(0, 9) + String(id).slice(9);

/**
 * What an event of version 1 keeps through the conversion, whatever else is in the log: its card and the random part of its
 * id. The time in the id is put right only where the correction of the clock is in the log as well.
 */
export const identityOfVersion1 = ({ id, card }: Pick<Envelope, "id" | "card">): string => `${id.slice(9)} ${card}`;

/** Without those that are there already under another id, see `identityOfVersion1`; the first one stays. */
export function onceOfVersion1(events: readonly Envelope[]): Envelope[] {
  const ids = new Map<string, EventId>();
  return events.filter((event) => {
    if (event.device !== NO_DEVICE || event.card === undefined) return true;
    const identity = identityOfVersion1(event);
    const first = ids.get(identity) ?? event.id;
    ids.set(identity, first);
    return first === event.id;
  });
}

/**
 * Events of a file, before they are brought into a log: each event of version 1 that the log has under another id is
 * replaced by the log's own, and undos name that one. The ids differ where the file lacks a correction of the clock that
 * the database had when it was brought up to date.
 * @param here the log that they come into
 */
export function asKnownHere(events: readonly Envelope[], here: readonly Envelope[]): readonly Envelope[] {
  const isOld = ({ device, card }: Envelope): boolean => device === NO_DEVICE && card !== undefined;
  const oldHere = here.filter(isOld);
  const old = oldHere.length === 0 ? [] : events.filter(isOld);
  if (old.length === 0) return events;
  const byIdentity = new Map(oldHere.map((event) => [identityOfVersion1(event), event]));
  const known = new Map(
    old.flatMap((event) => {
      const other = byIdentity.get(identityOfVersion1(event));
      return other && other.id !== event.id ? [[event.id, other]] : [];
    }),
  );
  return events.map((event) => {
    const undone = isOfKind(event, "undo") ? known.get(event.undoes) : undefined;
    return known.get(event.id) ?? (undone ? { ...event, undoes: undone.id } : event);
  });
}

function present(row: Row, log: readonly Row[], stamps: ReadonlyMap<unknown, Stamp>): unknown {
  const today = (id: unknown): unknown => stamps.get(id)?.id ?? id;
  const event = {
    ...row,
    ...stamps.get(row.id),
    device: NO_DEVICE,
    ...(typeof row.card === "string" && { card: cardOfVersion1(row.card) }),
  } as Row;
  switch (row.kind) {
    case "seen": {
      const { card: _, subject, ...rest } = event;
      return { ...rest, key: keyOf(subject), value: true };
    }
    case "undo":
      return { ...event, undoes: today(row.undoes) };
    case "redate": {
      const { afterDay: _, ...rest } = event;
      const moved = movedBy(row, log).map(today);
      return { ...rest, kind: "clock-correction", offsetMinutes: 0, moved, newest: today(row.newest) };
    }
    default:
      return event;
  }
}

/** `term:x` and `fact:x@2`, each in the one deck. */
const keyOf = (subject: unknown): string => String(subject).replace(/^(term|fact):/, `$1/${DECK}/`);

const movedBy = (correction: Row, log: readonly Row[]): readonly EventId[] =>
  log
    .filter(({ kind, studyDay }) => kind === "review" && Number(studyDay) > Number(correction.afterDay))
    .filter(({ id }) => String(id) < String(correction.id))
    .map(({ id }) => id as EventId)
    .sort();

/** Earlier than anything that was chosen since. */
function settingOf(key: string, value: unknown): unknown {
  const bytes = Uint8Array.from({ length: 10 }, (_, i) => fnv1a(`${i} ${key} ${String(value)}`) & 0xff);
  const event: Envelope = {
    kind: "setting",
    id: makeEventId(0, bytes),
    device: NO_DEVICE,
    atMs: 0,
    offsetMinutes: 0,
    studyDay: 0,
  };
  return { ...event, key, value };
}

/** What version 1 called a clock correction, in its files as well. */
export const isOldCorrection = (kind: unknown): boolean => kind === "redate";
