/** The newest that a device has done on a day, found from the newest event backwards. */
import type { IDBPCursor } from "idb";
import { type DeviceId, type EventId, stemOf } from "../../core/ids.ts";
import { type Envelope, idsFrom } from "../../core/log/envelope.ts";
import { takenBack } from "../../core/log/taken-back.ts";
import { countsAsToday, DAY_MS, type StudyDay } from "../../core/time/study-day.ts";
import { type EventRow, eventIn } from "../database/event-rows.ts";
import { readableAt } from "../database/readable.ts";
import type { OsteonDB, StoreName } from "../database/schema.ts";
import { undosOf } from "../log/log.ts";
import { isIn } from "../log/stretch.ts";
import { readActions } from "./action-record.ts";
import { allLeft } from "./rows-left.ts";
import { type CountingOf, canBeUndone, type Reading, standingOf } from "./undo-standing.ts";

/**
 * The newest event that counts of those that a device made on a study day and that can be taken back.
 * @returns null where there is none
 */
export async function newestOn(
  transaction: Reading,
  { device, studyDay }: { readonly device: DeviceId; readonly studyDay: StudyDay },
  countingOf: CountingOf,
): Promise<Envelope | null> {
  // What was done to many cards as one is taken back as one, where it was done: see `takeActionBack`.
  const actions = await readActions(transaction.objectStore("local"), studyDay);
  const stretches = actions.flatMap(allLeft);
  const isOfAction = (place: number): boolean => isIn(stretches, place);
  // By id, which is by time, from the newest backwards; so what was imported today is not what was done today.
  const log = transaction.objectStore("events");
  // The keys alone: a cursor cannot go on past a row that cannot be read.
  let cursor: BackwardsCursor | null = await log.index("id").openKeyCursor(around(studyDay), "prev");
  // One that holds several events is met under the id of each.
  const rows = new Map<number, EventRow | undefined>();
  let passed: EventId | null = null;
  let stem: EventId | null = null;
  let looked = 0;
  for (let most = 1; cursor; most = Math.min(2 * most, MOST_AT_ONCE)) {
    const keys = await nextKeys(cursor, most);
    const unread = [...new Set(keys.map(({ place }) => place))].filter((place) => !rows.has(place));
    const [undos] = await Promise.all([
      // The newest mostly counts, and its card tells that as well.
      most > 1 ? undosOf(log, keys.map(idOf)) : [],
      ...unread.map(async (place) => rows.set(place, await readableAt(log, place))),
    ]);
    const gone = takenBack(undos);
    for (const { id, place } of keys) {
      if (stemOf(id) === passed) continue;
      const event = eventIn(rows.get(place), id);
      const isToday = event && countsAsToday(event.studyDay, studyDay);
      const isAnyOf = isToday && event.device === device && !isOfAction(place) && canBeUndone(event);
      if (isAnyOf && !gone.has(id) && (await standingOf(transaction, event, countingOf)) !== "gone") return event;
      looked = stem === stemOf(id) ? looked + 1 : 1;
      stem = stemOf(id);
      if ((event !== undefined && !isAnyOf) || looked >= MOST_OF_ONE) passed = stem;
    }
    const last = keys.at(-1)?.id;
    if (last === undefined || keys.length < most) return null;
    cursor = await cursor.continue(stemOf(last) === passed ? pastOne(last) : undefined);
  }
  return null;
}

type BackwardsCursor = IDBPCursor<OsteonDB, StoreName[], "events", "id", "readonly" | "readwrite">;

interface Key {
  readonly id: EventId;
  readonly place: number;
}

/** The key at which a cursor stands and the next ones; fewer where there are no more. */
async function nextKeys(cursor: BackwardsCursor, most: number): Promise<readonly Key[]> {
  const keys: Key[] = [];
  for (let at: BackwardsCursor | null = cursor; at; at = keys.length < most ? await at.continue() : null) {
    keys.push({ id: at.key, place: at.primaryKey });
  }
  return keys;
}

const idOf = ({ id }: Key): EventId => id;

/**
 * So many ids are looked at together at most, one at first. Who takes back one answer after the other has two events
 * of each before what is sought, and the card in front waits for it.
 */
const MOST_AT_ONCE = 32;

/**
 * Of what was made as one so many events are looked at by themselves where nothing is known of the action, as after a database
 * was lost: then they are taken back one by one. There may be twenty thousand that were taken back before.
 */
const MOST_OF_ONE = 30;

/**
 * Where the search goes on backwards, past all that was made as one with an event. Undefined for the next key, where a
 * damaged row has something else for an id.
 */
function pastOne(id: EventId): EventId | undefined {
  const stem = stemOf(id);
  return stem.length < id.length ? stem : undefined;
}

/**
 * The ids of all that can have been made on a study day and the next: a day has begun everywhere a day later, and what is
 * made follows a clock that was ahead by no more than a day. Whatever else the log holds, few events lie between.
 */
const around = (day: StudyDay): IDBKeyRange => {
  const [from, to] = [idsFrom((day - 2) * DAY_MS), idsFrom((day + 5) * DAY_MS)];
  return IDBKeyRange.bound(from, to, false, true);
};
