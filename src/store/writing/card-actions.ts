/**
 * Actions on chosen cards, one or twenty thousand. One on a few is one transaction; one on many goes in steps of one transaction
 * each, for which a grade may wait, and so does taking it back. Each step keeps with its events how far it has come. So the work
 * can be ended anywhere: what was done by then is taken back as a whole, and whoever chooses the cards again goes on with those
 * that are left, since the others would not change any more.
 */
import type { CardEntry } from "../../core/card.ts";
import type { CardId, EventId } from "../../core/ids.ts";
import { bringWithinReach } from "../../core/log/clock-correction.ts";
import { type Maker, makerOfMany } from "../../core/log/make-event.ts";
import { isOutOfReach } from "../../core/memory/card-state.ts";
import { type Scheduler, schedulerFor } from "../../core/memory/scheduler.ts";
import { type CardAction, changesCard, makeActionEvent } from "../../core/plan/card-action.ts";
import { inIdOrder } from "../../core/text-order.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { firstCards, nextCards } from "../database/pace.ts";
import { readableAt } from "../database/readable.ts";
import type { StateRow, StoreName } from "../database/schema.ts";
import { type Writing, write } from "../database/transaction.ts";
import { cardEvents, lastPlace, memoisedEvents } from "../log/log.ts";
import type { Database } from "../opening/open.ts";
import { settingsNow } from "../settings/settings.ts";
import { CARD_STORES } from "../states/refold.ts";
import { type ActionRecord, actionsRow, newRecord, readActions, withAdded, withRecord } from "./action-record.ts";
import { addOnTop, type OnTop } from "./add-on-top.ts";
import { isAnyMended } from "./rows-left.ts";

/** So many cards are read, or written, in one transaction: nobody waits long for it. */
const AT_ONCE = 500;
export const ACTION_STORES = [...CARD_STORES, "local", "registers"] as const satisfies readonly StoreName[];

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
export const firstSize = (cards: number, most: number | undefined): number =>
  cards <= (most ?? AT_ONCE) ? cards : firstCards(most);

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
    size = nextCards(size, startMs, most);
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
  write(db, ACTION_STORES, async (transaction, added) => {
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
    const { kind } = action;
    const base =
      before ?? (event && newRecord({ kind, studyDay: today, of: all.length, first: event.id, firstAt: from }));
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

/**
 * The newest action of today that can be taken back. Where there is none, the newest of those that are left since they cannot be
 * read, which says so; null where there is none either.
 */
export async function lastAction(db: Database, today: StudyDay): Promise<ActionRecord | null> {
  const records = (await readActions(db.transaction("local").store, today)).toReversed();
  for (const record of records) {
    if (record.begun !== "unreadable") return record;
    // The rest of what is mended by now can be taken back.
    if (await isAnyMended(db, record)) return { ...record, begun: "takingBack" };
  }
  return records[0] ?? null;
}
