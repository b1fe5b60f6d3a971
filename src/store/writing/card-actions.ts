/**
 * Actions on chosen cards, one or twenty thousand. One on a few is one transaction; one on many goes in steps of one transaction
 * each, for which a grade may wait, and so does taking it back. Each step keeps with its events how far it has come. So the work
 * can be ended anywhere: what was done by then is taken back as a whole, and whoever chooses the cards again goes on with those
 * that are left, since the others would not change any more.
 */
import type { CardEntry } from "../../core/card.ts";
import type { CardId, EventId } from "../../core/ids.ts";
import { bringWithinReach } from "../../core/log/clock-correction.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { isOfKind } from "../../core/log/event.ts";
import { type Maker, makerOfMany, makeUndo } from "../../core/log/make-event.ts";
import { takenBack } from "../../core/log/taken-back.ts";
import { isOutOfReach } from "../../core/memory/card-state.ts";
import { type Scheduler, schedulerFor } from "../../core/memory/scheduler.ts";
import { nextSize } from "../../core/pace.ts";
import { type CardAction, changesCard, makeActionEvent } from "../../core/plan/card-action.ts";
import type { StudyDay } from "../../core/plan/study-day.ts";
import { inIdOrder } from "../../core/text-order.ts";
import { eventsIn } from "../database/event-rows.ts";
import { CARDS_PACE } from "../database/pace.ts";
import { readableAt, readableIn } from "../database/readable.ts";
import type { StateRow, StoreName } from "../database/schema.ts";
import { type Writing, write } from "../database/transaction.ts";
import { addEvents, cardEvents, lastPlace, memoisedEvents, type ReadableLog, undosOf } from "../log/log.ts";
import { type LogStretch, rowsIn } from "../log/stretch.ts";
import type { Database } from "../opening/open.ts";
import { settingsNow } from "../settings/settings.ts";
import { bringAlong, CARD_STORES } from "../states/refold.ts";
import {
  type ActionRecord,
  actionsRow,
  newRecord,
  readActions,
  withAdded,
  withoutTakenBack,
  withRecord,
} from "./action-record.ts";
import { addOnTop, type OnTop } from "./add-on-top.ts";
import { isCorrectionInUse } from "./correction-in-use.ts";

/** So many cards are read, or written, in one transaction: nobody waits long for it. */
const AT_ONCE = 500;
const STORES = [...CARD_STORES, "local", "registers"] as const satisfies readonly StoreName[];

/** What an action would do, worked out from the cards as they stand. */
export interface ActionPlan {
  readonly action: CardAction;
  /** The cards that it changes, at the revision that was looked at. */
  readonly cards: readonly Pick<CardEntry, "id" | "revision">[];
  /** Chosen cards of which it changes nothing, or that have left their deck. */
  readonly unchanged: number;
  /** Of those that it changes: suspended ones, those due by today, and those that the chosen day moves later or earlier. */
  readonly suspended: number;
  readonly due: number;
  readonly toLater: number;
  readonly toEarlier: number;
}

/** Looks at the chosen cards. Writes nothing. */
export async function planAction(
  db: Database,
  ids: readonly CardId[],
  action: CardAction,
  today: StudyDay,
): Promise<ActionPlan> {
  const rows: StateRow[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    // A grade has to wait for those that read as well. What changes between two of them is met when it is written.
    const states = db.transaction("states").store;
    const found = await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => readableAt(states, id)));
    for (const row of found) if (row && !row.retired && changesCard(row.state, action, today)) rows.push(row);
  }
  const count = (fits: (row: StateRow) => boolean): number => rows.filter(fits).length;
  const dueDay = action.kind === "due" ? action.dueDay : today;
  return {
    action,
    // Neighbours are read together, also when they are taken back step by step.
    cards: rows.map(({ id, revision }) => ({ id, revision })).sort(inIdOrder),
    unchanged: ids.length - rows.length,
    suspended: count(({ state }) => state.suspended === true),
    due: count(({ state }) => state.dueDay !== null && state.dueDay <= today),
    toLater: count(({ state }) => state.dueDay !== null && state.dueDay < dueDay),
    toEarlier: count(({ state }) => state.dueDay !== null && state.dueDay > dueDay),
  };
}

/** Work on many cards, as whoever asked for it sees it. */
export interface LongWork {
  /** Told how many cards are done for good, where it goes in steps. */
  readonly onStep?: (done: number, total: number) => void;
  /** Asked between two steps. */
  readonly goOn?: () => boolean;
  /** Cards of a transaction, other than usual for tests. */
  readonly most?: number;
}

/**
 * How it ended: `stopped` by who asked for it; `overtaken` by another page, which takes it back, or has begun another day, after
 * which nothing of this one can be taken back.
 */
export type ActionEnd = "whole" | "stopped" | "overtaken";

export interface ActionDone {
  readonly end: ActionEnd;
  /** How many cards it has changed. */
  readonly changed: number;
  /** Cards that were answered or changed since they were looked at; they stay as they are. */
  readonly meanwhile: number;
}

/** How many cards the first step has, where all of them are too many for one. */
const firstSize = (cards: number, most: number | undefined): number =>
  cards <= (most ?? AT_ONCE) ? cards : Math.min(CARDS_PACE.least, most ?? CARDS_PACE.least);

/** How many the next one has. */
const sizeAfter = (size: number, startMs: number, most: number = CARDS_PACE.most): number =>
  nextSize(size, performance.now() - startMs, { ...CARDS_PACE, most });

/**
 * Does what was planned. A card that is no longer the revision that was looked at is left alone.
 * @param maker is asked once, see `makerOfMany`
 * @throws what aborted a step: what the steps before it wrote stays, and can be taken back
 */
export async function applyAction(
  db: Database,
  plan: ActionPlan,
  maker: () => Maker,
  { onStep = () => {}, goOn = () => true, most }: LongWork = {},
): Promise<ActionDone> {
  const total = plan.cards.length;
  const make = makerOfMany(maker);
  let size = firstSize(total, most);
  const isLong = size < total;
  if (isLong) onStep(0, total);
  let first: EventId | null = null;
  let changed = 0;
  for (let at = 0; ; ) {
    const startMs = performance.now();
    const cards = plan.cards.slice(at, at + size);
    const isLast = at + cards.length >= total;
    const done = await step(db, { plan, cards, first, isLast }, make);
    if (done) {
      at += cards.length;
      first ??= done.first;
      changed += done.changed;
      if (isLong) onStep(at, total);
    }
    if (!done || isLast || !goOn())
      return { end: !done ? "overtaken" : isLast ? "whole" : "stopped", changed, meanwhile: at - changed };
    size = sizeAfter(size, startMs, most);
  }
}

interface Step extends Pick<ActionPlan, "cards"> {
  readonly plan: ActionPlan;
  /** The first event of the steps before; null where they have written none. */
  readonly first: EventId | null;
  readonly isLast: boolean;
}

/** @returns null where the action is no longer what the steps before left: nothing was written then */
const step = (
  db: Database,
  { plan: { action, cards: all }, cards, first, isLast }: Step,
  make: () => Maker,
): Promise<{ readonly first: EventId | null; readonly changed: number } | null> =>
  write(db, STORES, async (transaction, added) => {
    const local = transaction.objectStore("local");
    const { today } = make().now;
    const records = await readActions(local, today);
    const before = records.find((record) => record.first === first);
    if (first !== null && before?.begun !== "doing") return null;
    // The user may choose others between two steps.
    const scheduler = schedulerFor(await settingsNow(transaction));
    const log = transaction.objectStore("events");
    const from = (await lastPlace(log)) + 1;
    const made = await makeEvents(transaction, cards, action, scheduler, make);
    await addOnTop(transaction, added, made, scheduler);
    const [event] = added;
    const base = before ?? (event && newRecord(action.kind, today, all.length, event.id));
    if (base && (event || isLast)) {
      const changed = event ? withAdded(base, { from, to: await lastPlace(log) }, made.length) : base;
      const record: ActionRecord = isLast ? { ...changed, begun: null } : changed;
      await local.put(actionsRow(before ? withRecord(records, before, record) : [...records, record]));
    }
    return { first: first ?? event?.id ?? null, changed: made.length };
  });

async function makeEvents(
  transaction: Writing,
  cards: ActionPlan["cards"],
  action: CardAction,
  scheduler: Scheduler,
  maker: () => Maker,
): Promise<OnTop[]> {
  const states = transaction.objectStore("states");
  const eventsOf = memoisedEvents(transaction.objectStore("events"));
  const found = await Promise.all(cards.map(({ id }) => readableAt(states, id)));
  const rows = found.flatMap((row, i) => (row && !row.retired && row.revision === cards[i]?.revision ? [row] : []));
  const made: OnTop[] = [];
  for (const row of rows) {
    // What is dated far ahead on the card would come after what is made now, so it is put right first.
    const { card, corrections } = isOutOfReach(row.state, maker().now)
      ? bringWithinReach(row, await cardEvents(eventsOf, row), scheduler, maker)
      : { card: row, corrections: [] };
    made.push({ row, corrections, event: makeActionEvent(card, action, maker()) });
  }
  return made;
}

/** The newest action of today that can be taken back; null when there is none. */
export async function lastAction(db: Database, today: StudyDay): Promise<ActionRecord | null> {
  return (await readActions(db.transaction("local").store, today)).at(-1) ?? null;
}

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
    size = sizeAfter(size, startMs, most);
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
  write(db, STORES, async (transaction, added) => {
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
