/** Due days by the model in force, or before an exam, for all cards at once and only when the user asks; and the way back. */

import * as v from "valibot";
import { bringWithinReach } from "../core/log/clock-correction.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { isOfKind } from "../core/log/event.ts";
import { makeDue, makerOfMany } from "../core/log/make-event.ts";
import { isOutOfReach } from "../core/memory/card-state.ts";
import { type EasyDays, easyDaysFrom } from "../core/plan/easy-days.ts";
import { bringingForward, type Move, rescheduling } from "../core/plan/reschedule.ts";
import type { StudyDay } from "../core/plan/study-day.ts";
import { same } from "../core/same.ts";
import type { OnJobProgress } from "../exchange/backup/backup-format.ts";
import { takingBack } from "../exchange/changes/taking-back.ts";
import type { Rescheduling } from "../exchange/model/fit.ts";
import { readableAt } from "../store/database/attempt.ts";
import { positionRow, readPosition } from "../store/database/local.ts";
import type { StateRow } from "../store/database/schema.ts";
import { type Writing, write } from "../store/database/transaction.ts";
import { statesOn } from "../store/decks/all-cards.ts";
import { cardEvents, lastPlace, memoisedEvents } from "../store/log/log.ts";
import type { Database } from "../store/opening/open.ts";
import { examOf, PLAN_REGISTERS } from "../store/settings/plan.ts";
import { readSettings } from "../store/settings/settings.ts";
import { MERGE_STORES, uniteIn } from "../store/writing/merge.ts";
import { canPutBack, NEW_DAYS } from "../store/writing/put-back.ts";
import { makerOf, type Profile, readProfile, readSelf, type Self, undoMaker } from "./here.ts";
import { eventsAt, type Places, placesSchema, placesSince } from "./stretch.ts";

/** What the learner wants of the days to come. */
interface Wishes {
  readonly easyDays: EasyDays;
  readonly examDay: StudyDay | null;
}

/** Which cards are given other days. */
interface Way {
  readonly job: (typeof NEW_DAYS)[keyof typeof NEW_DAYS];
  readonly movesOf: (cards: readonly StateRow[], self: Self, wishes: Wishes) => Move<StateRow>[];
}

/** Each card goes to the day that the model in force would give it. */
const BY_MODEL: Way = {
  job: NEW_DAYS.byModel,
  movesOf: (cards, { scheduler, now }, wishes) => rescheduling(cards, scheduler, now.today, wishes),
};

/** Cards that are due on the day of the exam or later go to the days before it. */
export const BEFORE_EXAM: Way = {
  job: NEW_DAYS.beforeExam,
  movesOf: (cards, { now }, { examDay, easyDays }) =>
    examDay === null ? [] : bringingForward(cards, examDay, now.today, easyDays),
};

/** What rescheduling would change. Writes nothing. */
export async function previewRescheduling(db: Database, way: Way = BY_MODEL): Promise<Rescheduling> {
  const { moves, dueBefore, dueAfter } = await lookAt(db, await readSelf(db), way);
  return {
    ...counts(moves),
    meanwhile: 0,
    dueBefore,
    dueAfter: dueAfter(moves),
    canTakeBack: await canPutBack(db, way.job),
  };
}

/**
 * Gives each card its other day, all or none, and keeps the way back with them. A card that was answered or changed since
 * it was looked at stays as it is: its day was worked out from what it no longer is.
 */
export async function reschedule(db: Database, onProgress: OnJobProgress, way: Way = BY_MODEL): Promise<Rescheduling> {
  onProgress(0, 0);
  for (;;) {
    const done = await rescheduleOnce(db, onProgress, way);
    if (done) return done;
  }
}

/** Null where another page has moved the exam since the cards were looked at: then nothing is written. */
async function rescheduleOnce(db: Database, onProgress: OnJobProgress, way: Way): Promise<Rescheduling | null> {
  const self = await readSelf(db);
  const { moves, corrections, dueAfter, examDay } = await lookAt(db, self, way);
  const make = makerOfMany(makerOf(self));
  const done = await write(db, MERGE_STORES, async (transaction, written) => {
    const plan = await transaction.objectStore("registers").getAll(PLAN_REGISTERS());
    if (examOf(plan, self.now.today) !== examDay) return null;
    const unchanged = await asLookedAt(transaction, moves);
    const events = unchanged.flatMap(({ card, dueDay }): Envelope[] => [
      ...(corrections.get(card.id) ?? []),
      makeDue(card, dueDay, make()),
    ]);
    const log = transaction.objectStore("events");
    const before = await lastPlace(log);
    const { added } = await uniteIn(transaction, written, events, self.scheduler, { onWritten: onProgress });
    const places = added.length > 0 && (await placesSince(log, before));
    if (places) await transaction.objectStore("local").put(positionRow(way.job, places));
    return unchanged;
  });
  if (!done) return null;
  const due = dueAfter(done);
  return {
    ...{ ...counts(done), meanwhile: moves.length - done.length, dueBefore: due, dueAfter: due },
    canTakeBack: await canPutBack(db, way.job),
  };
}

/** Cards that are read at once. */
const AT_ONCE = 500;

/** The moves of cards of which nothing has changed since they were looked at. */
async function asLookedAt(transaction: Writing, moves: readonly Move<StateRow>[]): Promise<Move<StateRow>[]> {
  const states = transaction.objectStore("states");
  const unchanged: Move<StateRow>[] = [];
  for (let at = 0; at < moves.length; at += AT_ONCE) {
    const some = moves.slice(at, at + AT_ONCE);
    const rows = await Promise.all(some.map(({ card }) => readableAt(states, card.id)));
    const isUnchanged = ({ card }: Move<StateRow>, i: number): boolean =>
      rows[i]?.revision === card.revision && rows[i]?.model === card.model && rows[i]?.retired === card.retired;
    unchanged.push(...some.filter(isUnchanged));
  }
  return unchanged;
}

/** Each card goes back to the day that it had before the last rescheduling, unless it was answered since. */
export async function takeBackRescheduling(
  db: Database,
  onProgress: OnJobProgress,
  way: Way = BY_MODEL,
): Promise<Rescheduling> {
  onProgress(0, 0);
  const kept = await readKept(db, way);
  if (kept) {
    const profile = await readProfile(db);
    const made = withoutCorrectionsInUse(await eventsAt(db, kept), profile);
    const undos = takingBack(profile.events, made, undoMaker(profile), profile.cardOf);
    await write(db, MERGE_STORES, async (transaction, written) => {
      const local = transaction.objectStore("local");
      const { key } = positionRow(way.job, null);
      // Another page has put them back meanwhile, or given others.
      if (!same(keptIn((await local.get(key))?.value), kept)) return;
      await uniteIn(transaction, written, undos, profile.scheduler, { onWritten: onProgress });
      await local.put(positionRow(way.job, null));
    });
  }
  return previewRescheduling(db, way);
}

/**
 * A correction that put right what was dated far ahead stays where the card was answered since: without it the answer would
 * lie before that again, and its promise would be lost. See `takeActionBack`.
 */
function withoutCorrectionsInUse(made: readonly Envelope[], { events, cardOf }: Profile): Envelope[] {
  const ids = new Set(made.map(({ id }) => id));
  const end = events.findLastIndex(({ id }) => ids.has(id));
  const since = new Set(events.slice(end + 1).flatMap(({ card }) => (card === undefined ? [] : [cardOf(card)])));
  return made.filter((event) => !isOfKind(event, "clock-correction") || !since.has(cardOf(event.card)));
}

const readKept = async (db: Database, { job }: Way): Promise<Places | null> => keptIn(await readPosition(db, job));

function keptIn(value: unknown): Places | null {
  const kept = v.safeParse(placesSchema, value);
  return kept.success ? kept.output : null;
}

async function readWishes(db: Database, today: StudyDay): Promise<Wishes> {
  const { easyDays } = await readSettings(db);
  const examDay = examOf(await db.getAll("registers", PLAN_REGISTERS()), today);
  return { easyDays: easyDaysFrom(easyDays), examDay };
}

async function lookAt(db: Database, self: Self, way: Way) {
  const { scheduler, now } = self;
  const [rows, wishes] = await Promise.all([statesOn(db), readWishes(db, now.today)]);
  // States of another model are about to be worked out anew; what they say now is not what they will say.
  const reached = await withinReach(
    db,
    rows.filter(({ model }) => model === scheduler.model.id),
    self,
  );
  const moves = way.movesOf(
    reached.map(({ card }) => card),
    self,
    wishes,
  );
  const dueToday = (dayOf: (row: StateRow) => number | null): number =>
    rows.filter((row) => row.state.memory !== null && (dayOf(row) ?? Number.POSITIVE_INFINITY) <= now.today).length;
  return {
    moves,
    examDay: wishes.examDay,
    corrections: new Map(reached.map(({ card, corrections }) => [card.id, corrections])),
    dueBefore: dueToday(({ state }) => state.dueDay),
    dueAfter: (done: readonly Move<StateRow>[]): number => {
      const moved = new Map(done.map(({ card, dueDay }) => [card.id, dueDay]));
      return dueToday(({ id, state }) => moved.get(id) ?? state.dueDay);
    },
  };
}

/** What a foreign file dated far ahead would come after the day that is given now, so it is put right first. */
async function withinReach(
  db: Database,
  rows: readonly StateRow[],
  self: Self,
): Promise<ReturnType<typeof bringWithinReach<StateRow>>[]> {
  const log = memoisedEvents(db.transaction("events").store);
  return Promise.all(
    rows.map(async (card) =>
      isOutOfReach(card.state, self.now)
        ? bringWithinReach(card, await cardEvents(log, card), self.scheduler, makerOf(self))
        : { card, corrections: [] },
    ),
  );
}

function counts(moves: readonly Move<StateRow>[]): Pick<Rescheduling, "earlier" | "later"> {
  const earlier = moves.filter(({ card, dueDay }) => dueDay < (card.state.dueDay ?? 0)).length;
  return { earlier, later: moves.length - earlier };
}
