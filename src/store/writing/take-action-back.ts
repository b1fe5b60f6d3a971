/** Taking an action on chosen cards back, see `card-actions.ts`: in steps as it was done, from its last card to its first. */
import type { EventId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { isOfKind } from "../../core/log/event.ts";
import { type Maker, makerOfMany, makeUndo } from "../../core/log/make-event.ts";
import { takenBack } from "../../core/log/taken-back.ts";
import { schedulerFor } from "../../core/memory/scheduler.ts";
import type { StudyDay } from "../../core/plan/study-day.ts";
import { eventsIn } from "../database/event-rows.ts";
import { nextCards } from "../database/pace.ts";
import { readableAt, readableIn } from "../database/readable.ts";
import { type Writing, write } from "../database/transaction.ts";
import { addEvents, type ReadableLog, undosOf } from "../log/log.ts";
import { type LogStretch, rowsIn } from "../log/stretch.ts";
import type { Database } from "../opening/open.ts";
import { settingsNow } from "../settings/settings.ts";
import { bringAlong } from "../states/refold.ts";
import { type ActionRecord, actionsRow, readActions, withoutTakenBack, withRecord } from "./action-record.ts";
import { ACTION_STORES, type ActionEnd, firstSize, type LongWork } from "./card-actions.ts";
import { isCorrectionInUse } from "./correction-in-use.ts";

export interface TakenBack extends Pick<ActionRecord, "kind" | "cards"> {
  readonly end: ActionEnd;
}

/**
 * Takes an action of today back, from its last card to its first: its cards stand as if it had never been, and keep what was
 * answered since. One undo for each of its events that still counts, and can be read.
 * @param first the first event of the action; without it the newest that there is
 * @returns what was taken back; null when there was nothing
 * @throws what aborted a step: what the steps before it took back stays so, and whoever asks again goes on
 */
export async function takeActionBack(
  db: Database,
  maker: () => Maker,
  { first, onStep = () => {}, goOn = () => true, most }: LongWork & { readonly first?: EventId } = {},
): Promise<TakenBack | null> {
  const make = makerOfMany(maker);
  const begun = await readNow(db, make().now.today, first);
  if (!begun) return null;
  const { kind, cards } = begun;
  const rows = rowsIn(begun.stretches);
  let size = firstSize(rows, most);
  const isLong = size < rows;
  if (isLong) onStep(begun.back, cards);
  for (let isFirst = true; ; isFirst = false) {
    const startMs = performance.now();
    const done = await stepBack(db, begun, size, make);
    if (!done) return isFirst ? null : { kind, cards, end: "overtaken" };
    if (isLong) onStep(done.left?.back ?? cards, cards);
    if (!done.left || !goOn()) return { kind, cards, end: done.left ? "stopped" : "whole" };
    size = nextCards(size, startMs, most);
  }
}

async function readNow(db: Database, today: StudyDay, first: EventId | undefined): Promise<ActionRecord | undefined> {
  const records = await readActions(db.transaction("local").store, today);
  return first === undefined ? records.at(-1) : records.find((record) => record.first === first);
}

/** @returns null where there is nothing of it that could be taken back, by now or in this log */
const stepBack = (
  db: Database,
  { first }: Pick<ActionRecord, "first">,
  size: number,
  make: () => Maker,
): Promise<{ readonly left: ActionRecord | null } | null> =>
  write(db, ACTION_STORES, async (transaction, added) => {
    const local = transaction.objectStore("local");
    const records = await readActions(local, make().now.today);
    const record = records.find((one) => one.first === first);
    if (!record) return null;
    const places = await lastPlaces(transaction, record, size);
    const left = places && (await takeBackAt(transaction, added, { record, places }, make));
    await local.put(actionsRow(withRecord(records, record, left)));
    return places && { left };
  });

/** The places of its last events; null where it was written to another log than this. */
async function lastPlaces(
  transaction: Writing,
  { first, stretches }: ActionRecord,
  size: number,
): Promise<LogStretch | null> {
  const log = transaction.objectStore("events");
  const [beginning, last] = [stretches[0], stretches.at(-1)];
  const place = await log.index("id").getKey(first);
  if (!beginning || !last || place === undefined || place < beginning.from || place > beginning.to) return null;
  let from = Math.max(last.from, last.to - size + 1);
  // A correction stands right before the event that it was made for, and is taken back with it.
  while (from > last.from && (await isCorrectionAt(log, from - 1))) from--;
  return { from, to: last.to };
}

const isCorrectionAt = async (log: Pick<ReadableLog, "get">, place: number): Promise<boolean> =>
  eventsIn([await readableAt(log, place)]).some((event) => isOfKind(event, "clock-correction"));

/** @returns what is left of it; null where that is nothing */
async function takeBackAt(
  transaction: Writing,
  added: Envelope[],
  { record, places }: { readonly record: ActionRecord; readonly places: LogStretch },
  make: () => Maker,
): Promise<ActionRecord | null> {
  const log = transaction.objectStore("events");
  const { rows } = await readableIn(log, IDBKeyRange.bound(places.from, places.to));
  const events = eventsIn(rows);
  const gone = takenBack(
    await undosOf(
      log,
      events.map(({ id }) => id),
    ),
  );
  const stays = await Promise.all(events.map((event) => isCorrectionInUse(transaction, event, record.stretches)));
  const undos = events.filter(({ id }, i) => !gone.has(id) && !stays[i]).map((event) => makeUndo(event, make()));
  await addEvents(log, undos);
  for (const undo of undos) added.push(undo);
  await bringAlong(transaction, { added: undos }, schedulerFor(await settingsNow(transaction)));
  const cards = events.filter((event) => !isOfKind(event, "clock-correction")).length;
  return withoutTakenBack(record, places.from, cards);
}
