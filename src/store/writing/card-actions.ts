/**
 * Actions on chosen cards, one or twenty thousand: each is one transaction, and is taken back as a whole. So neither can be
 * stopped half way: whoever regrets an action takes it back.
 */
import type { CardEntry } from "../../core/card.ts";
import type { CardId } from "../../core/ids.ts";
import { bringWithinReach } from "../../core/log/clock-correction.ts";
import { type Maker, makerOfMany, makeUndo } from "../../core/log/make-event.ts";
import { takenBack } from "../../core/log/taken-back.ts";
import { isOutOfReach } from "../../core/memory/card-state.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import { type CardAction, changesCard, makeActionEvent } from "../../core/plan/card-action.ts";
import type { StudyDay } from "../../core/plan/study-day.ts";
import { eventsIn } from "../database/event-rows.ts";
import { readableAt, readableIn } from "../database/readable.ts";
import type { StateRow, StoreName } from "../database/schema.ts";
import { type Writing, write } from "../database/transaction.ts";
import { addEvents, cardEvents, lastPlace, memoisedEvents, undosOf } from "../log/log.ts";
import type { Database } from "../opening/open.ts";
import { bringAlong, CARD_STORES } from "../states/refold.ts";
import { type ActionRecord, actionsRow, readActions } from "./action-record.ts";
import { addOnTop, type OnTop } from "./add-on-top.ts";
import { isCorrectionInUse } from "./correction-in-use.ts";

/** Cards that are read and written at once, so that the page answers between them. */
const AT_ONCE = 500;
const STORES = [...CARD_STORES, "local"] as const satisfies readonly StoreName[];

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
  const states = db.transaction("states").store;
  const rows: StateRow[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const found = await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => readableAt(states, id)));
    for (const row of found) if (row && !row.retired && changesCard(row.state, action, today)) rows.push(row);
  }
  const count = (fits: (row: StateRow) => boolean): number => rows.filter(fits).length;
  const dueDay = action.kind === "due" ? action.dueDay : today;
  return {
    action,
    cards: rows.map(({ id, revision }) => ({ id, revision })),
    unchanged: ids.length - rows.length,
    suspended: count(({ state }) => state.suspended === true),
    due: count(({ state }) => state.dueDay !== null && state.dueDay <= today),
    toLater: count(({ state }) => state.dueDay !== null && state.dueDay < dueDay),
    toEarlier: count(({ state }) => state.dueDay !== null && state.dueDay > dueDay),
  };
}

export interface ActionDone {
  /** How many cards it has changed. */
  readonly changed: number;
  /** Cards that were answered or changed since they were looked at; they stay as they are. */
  readonly meanwhile: number;
}

/**
 * Does what was planned, all or nothing. A card that is no longer the revision that was looked at is left alone.
 * @param maker is asked once, see `makerOfMany`
 * @param onWritten told now and then how many cards are written, though not yet for good
 * @throws what aborted the transaction; nothing was written
 */
export function applyAction(
  db: Database,
  { action, cards }: ActionPlan,
  scheduler: Scheduler,
  maker: () => Maker,
  onWritten: (done: number, total: number) => void = () => {},
): Promise<ActionDone> {
  return write(db, STORES, async (transaction, added) => {
    const make = makerOfMany(maker);
    const { today } = make().now;
    const records = await readActions(transaction.objectStore("local"), today);
    const from = (await lastPlace(transaction.objectStore("events"))) + 1;
    let changed = 0;
    for (let at = 0; at < cards.length; at += AT_ONCE) {
      const made = await makeEvents(transaction, cards.slice(at, at + AT_ONCE), action, scheduler, make);
      await addOnTop(transaction, added, made, scheduler);
      changed += made.length;
      onWritten(Math.min(cards.length, at + AT_ONCE), cards.length);
    }
    const [first] = added;
    if (first) {
      const to = await lastPlace(transaction.objectStore("events"));
      const record: ActionRecord = { kind: action.kind, studyDay: today, cards: changed, from, to, first: first.id };
      await transaction.objectStore("local").put(actionsRow([...records, record]));
    }
    return { changed, meanwhile: cards.length - changed };
  });
}

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

/**
 * Takes the newest action of today back, all or nothing: its cards stand as if it had never been, and keep what was answered
 * since. One undo for each of its events that still counts, and can be read.
 * @param onWritten told now and then how much of it is written, though not yet for good
 * @returns what was taken back; null when there was nothing
 */
export function takeActionBack(
  db: Database,
  scheduler: Scheduler,
  maker: () => Maker,
  onWritten: (done: number, total: number) => void = () => {},
): Promise<ActionRecord | null> {
  return write(db, STORES, async (transaction, added) => {
    const local = transaction.objectStore("local");
    const make = makerOfMany(maker);
    const records = await readActions(local, make().now.today);
    const record = records.at(-1);
    if (!record) return null;
    await local.put(actionsRow(records.slice(0, -1)));
    const log = transaction.objectStore("events");
    const first = await log.index("id").getKey(record.first);
    if (first === undefined || first < record.from || first > record.to) return null;
    const { rows } = await readableIn(log, IDBKeyRange.bound(record.from, record.to));
    const events = eventsIn(rows);
    const gone = takenBack(
      await undosOf(
        log,
        events.map(({ id }) => id),
      ),
    );
    const stays = await Promise.all(events.map((event) => isCorrectionInUse(transaction, event, [record])));
    const undos = events.filter(({ id }, i) => !gone.has(id) && !stays[i]).map((event) => makeUndo(event, make()));
    const cards = new Set(undos.map(({ card }) => card)).size;
    let done = 0;
    const tell = (more: number): void => {
      done += more;
      onWritten(done, undos.length + cards);
    };
    for (let at = 0; at < undos.length; at += AT_ONCE) {
      const some = undos.slice(at, at + AT_ONCE);
      await addEvents(log, some);
      tell(some.length);
    }
    for (const undo of undos) added.push(undo);
    await bringAlong(transaction, { added: undos }, scheduler, tell);
    return record;
  });
}
