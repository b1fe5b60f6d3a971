/** Taking an action on chosen cards back, see `card-actions.ts`: in steps as it was done, from its last card to its first. */
import type { EventId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { isOfKind } from "../../core/log/event.ts";
import { type Maker, makerOfMany, makeUndo } from "../../core/log/make-event.ts";
import { takenBack } from "../../core/log/taken-back.ts";
import { schedulerFor } from "../../core/memory/scheduler.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { eventsIn, isWholeRow } from "../database/event-rows.ts";
import { nextCards } from "../database/pace.ts";
import { readableAt, readableIn } from "../database/readable.ts";
import { type Writing, write } from "../database/transaction.ts";
import { addEvents, type ReadableLog, undosOf } from "../log/log.ts";
import { type LogStretch, rowsIn } from "../log/stretch.ts";
import type { Database } from "../opening/open.ts";
import { settingsNow } from "../settings/settings.ts";
import { bringAlong } from "../states/refold.ts";
import {
  type ActionRecord,
  actionsRow,
  cardsStaying,
  readActions,
  withoutTakenBack,
  withRecord,
} from "./action-record.ts";
import { ACTION_STORES, type ActionEnd, firstSize, type LongWork } from "./card-actions.ts";
import { correctionUse } from "./correction-in-use.ts";
import { allLeft, eachInTurn, nextInTurn } from "./rows-left.ts";

export interface TakenBack extends Pick<ActionRecord, "kind" | "cards"> {
  /** `unreadable`: what is left could not be read; it can be taken back once it is mended. */
  readonly end: ActionEnd | "unreadable";
  /** How many cards are left for that reason. */
  readonly unreadable: number;
}

/**
 * Takes an action of today back, from its last card to its first: its cards stand as if it had never been, and keep what was
 * answered since. One undo for each of its events that still counts. What cannot be read stays, and so does the way back of it.
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
  const rows = rowsIn(allLeft(begun));
  let size = firstSize(rows, most);
  const isLong = size < rows;
  if (isLong) onStep(begun.back, cards);
  for (let isFirst = true; ; isFirst = false) {
    const startMs = performance.now();
    const done = await stepBack(db, begun, size, isFirst, make);
    if (!done && isFirst) return null;
    const left = done?.left ?? null;
    if (done && isLong) onStep(left?.back ?? cards, cards);
    const isOver = left === null || left.begun === "unreadable";
    if (isOver || !goOn()) {
      const end = !done ? "overtaken" : !left ? "whole" : isOver ? "unreadable" : "stopped";
      return { kind, cards, end, unreadable: left && isOver ? cardsStaying(left) : 0 };
    }
    size = nextCards(size, startMs, most);
  }
}

async function readNow(db: Database, today: StudyDay, first: EventId | undefined): Promise<ActionRecord | undefined> {
  const records = await readActions(db.transaction("local").store, today);
  return first === undefined ? records.at(-1) : records.find((record) => record.first === first);
}

/**
 * @param isFirst whether what could not be read before has another turn: it would have that for ever
 * @returns null where there is nothing of it that could be taken back, by now or in this log
 */
const stepBack = (
  db: Database,
  { first }: Pick<ActionRecord, "first">,
  size: number,
  isFirst: boolean,
  make: () => Maker,
): Promise<{ readonly left: ActionRecord | null } | null> =>
  write(db, ACTION_STORES, async (transaction, added) => {
    const local = transaction.objectStore("local");
    const records = await readActions(local, make().now.today);
    const found = records.find((one) => one.first === first);
    if (!found) return null;
    if (found.begun === "unreadable" && !isFirst) return { left: found };
    const record = isFirst ? eachInTurn(found) : found;
    const places = await lastPlaces(transaction, record, size);
    const left = places && (await takeBackAt(transaction, added, { record, places }, make));
    await local.put(actionsRow(withRecord(records, record, left)));
    return places && { left };
  });

/** The places of its last events; null where it was written to another log than this. */
async function lastPlaces(transaction: Writing, record: ActionRecord, size: number): Promise<LogStretch | null> {
  const log = transaction.objectStore("events");
  const next = (await stillStands(log, record)) ? nextInTurn(record, size) : null;
  const begins = record.stretches.at(-1)?.from ?? 0;
  if (!next) return null;
  let { from } = next;
  // A correction stands right before the event that it was made for, and is taken back with it.
  while (from > begins && (await isCorrectionAt(log, from - 1))) from--;
  return { from, to: next.to };
}

/** Whether its first event stands where it did, or what stands there cannot be read. */
async function stillStands(log: ReadableLog, { first, firstAt }: ActionRecord): Promise<boolean> {
  const { keys, rows } = await readableIn(log, IDBKeyRange.only(firstAt));
  return keys.length > 0 && (!rows.every(isWholeRow) || eventsIn(rows).some(({ id }) => id === first));
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
  const { keys, rows } = await readableIn(log, IDBKeyRange.bound(places.from, places.to));
  const events = eventsIn(rows);
  const gone = takenBack(
    await undosOf(
      log,
      events.map(({ id }) => id),
    ),
  );
  const uses = await Promise.all(events.map((event) => correctionUse(transaction, event, allLeft(record))));
  const undos = events
    .filter(({ id }, i) => !gone.has(id) && uses[i] === "none")
    .map((event) => makeUndo(event, make()));
  await addEvents(log, undos);
  for (const undo of undos) added.push(undo);
  await bringAlong(transaction, { added: undos }, schedulerFor(await settingsNow(transaction)));
  const cards = events.filter((event) => !isOfKind(event, "clock-correction")).length;
  const waiting = new Set(events.flatMap(({ id }, i) => (uses[i] === "waits" ? [id] : [])));
  const stays = keys.filter((_, i) => !isWholeRow(rows[i]) || eventsIn([rows[i]]).some(({ id }) => waiting.has(id)));
  return withoutTakenBack(record, places.from, stays, cards);
}
