/**
 * Events as the first version wrote them, in their present form. That version had no devices, one deck, and corrections
 * of the clock that named no reviews. What comes of an event follows from the log alone, so that a database and a backup
 * of it, brought up to date apart, still hold the same events.
 */
import { grouped } from "../grouped.ts";
import type { CardId, DeckId, DeviceId, EventId } from "../ids.ts";
import { makeEventId } from "../ids.ts";
import { fnv1a } from "../memory/fuzz.ts";
import { DAY_MS } from "../plan/study-day.ts";
import { isSettingKey } from "../settings.ts";
import type { Envelope } from "./envelope.ts";
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
 * @param settings what was saved, by key
 */
export function eventsOfVersion1(rows: readonly unknown[], settings: Readonly<Record<string, unknown>>): unknown[] {
  const log = rows.filter(isObject);
  const byCard = grouped(log, ({ card }) => card);
  const events = log.map((row) => present(row, byCard.get(row.card) ?? []));
  const chosen = Object.entries(settings).filter(([key]) => isSettingKey(key));
  return [...events, ...chosen.map(([key, value]) => settingOf(key, value))];
}

function present(row: Row, log: readonly Row[]): unknown {
  const card = typeof row.card === "string" ? cardOfVersion1(row.card) : row.card;
  const event = { ...row, device: NO_DEVICE, card };
  switch (row.kind) {
    case "seen": {
      const { card: _, subject, ...rest } = event as Row;
      return { ...rest, key: keyOf(subject), value: true };
    }
    case "redate": {
      const { afterDay, ...rest } = event as Row;
      // It was stamped later than the reviews that a clock running ahead had made; it was made on its study day.
      const atMs = Math.max(0, Number(row.studyDay)) * DAY_MS + DAY_MS / 2;
      const id = `${makeEventId(atMs, new Uint8Array(10)).slice(0, 9)}${String(row.id).slice(9)}`;
      return { ...rest, kind: "clock-correction", id, atMs, offsetMinutes: 0, moved: movedBy(row, log) };
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
