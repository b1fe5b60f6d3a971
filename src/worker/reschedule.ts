/**
 * Due days by the model in force, or before an exam, for all cards and only when the user asks. In steps of one transaction
 * each, for which a grade may wait. Each keeps the way back with the days that it gives, so the work can be ended anywhere: what
 * was given by then can be put back, and whoever asks again goes on with the cards that are left.
 */
import type { CardId } from "../core/ids.ts";
import { type Maker, makeDue, makerOfMany } from "../core/log/make-event.ts";
import { type OnProgress, UNKNOWN_PROGRESS } from "../core/progress.ts";
import { same } from "../core/same.ts";
import type { StudyDay } from "../core/time/study-day.ts";
import type { DaysGiven, Rescheduling } from "../jobs/new-days.ts";
import { firstCards, nextCards } from "../store/database/pace.ts";
import { readableAt } from "../store/database/readable.ts";
import type { StateRow, StoreName } from "../store/database/schema.ts";
import { type Writing, write } from "../store/database/transaction.ts";
import { lastPlace } from "../store/log/log.ts";
import { stretchSince } from "../store/log/stretch.ts";
import type { Database } from "../store/opening/open.ts";
import { CARD_STORES } from "../store/states/refold.ts";
import { addOnTop, type OnTop } from "../store/writing/add-on-top.ts";
import { countOutside } from "../store/writing/card-places.ts";
import {
  type GivenDays,
  givenDaysIn,
  isOfPast,
  type Kept,
  keepGivenDays,
  keptNow,
  readKept,
  withStretch,
} from "../store/writing/given-days.ts";
import { allLeft } from "../store/writing/rows-left.ts";
import { BY_MODEL, dueAfter, type LookAtDays, lookAt, type NewDay, type Way, wishesNow } from "./look-at-days.ts";
import { makerOf, type Self } from "./profile.ts";

const STORES = [...CARD_STORES, "registers"] as const satisfies readonly StoreName[];

/** What rescheduling would change. Gives no card another day, and works out first what that depends on, see `lookAt`. */
export async function previewRescheduling(
  db: Database,
  onProgress: OnProgress,
  onWorkedOut: () => void = () => {},
): Promise<Rescheduling> {
  const sign = (): void => onProgress(UNKNOWN_PROGRESS);
  sign();
  const look = await lookAt(db, BY_MODEL, sign, onWorkedOut);
  const earlier = look.days.filter(({ isEarlier }) => isEarlier).length;
  return {
    ...{ earlier, later: look.days.length - earlier },
    ...{ dueBefore: look.dueBefore, dueAfter: dueAfter(look) },
    isWhole: !look.isPartial,
  };
}

/** Work that was asked for once, whatever it has to look at anew. */
interface Run {
  readonly way: Way;
  readonly onProgress: OnProgress;
  readonly most: number | undefined;
  /** What was kept when it began. Days that had come to their end by then are no part of those that it gives. */
  readonly begun: Kept;
  /** Whether it has given a day to any card. */
  hasGiven: boolean;
  /** Cards that were answered or changed after a look, and stay as they are. */
  readonly meanwhile: Set<CardId>;
}

/**
 * Gives each card its other day. A card that was answered or changed since it was looked at stays as it is: its day was
 * worked out from what it no longer is.
 * @param most cards of a transaction, other than usual for tests
 */
export async function reschedule(
  db: Database,
  onProgress: OnProgress,
  way: Way = BY_MODEL,
  most?: number,
): Promise<DaysGiven> {
  const begun = await readKept(db, way.job);
  const run: Run = { way, onProgress, most, begun, hasGiven: false, meanwhile: new Set() };
  const sign = (): void => onProgress(UNKNOWN_PROGRESS);
  // Read before each look, so that what another page gives or puts back while this one looks is seen by the first step.
  for (let kept = begun; ; kept = await readKept(db, way.job)) {
    sign();
    const look = await lookAt(db, way, sign);
    const end = way.isWanted(look.wishes) ? await give(db, look, kept, run) : "noExam";
    if (end !== "changed") return { end, meanwhile: run.meanwhile.size };
  }
}

/**
 * `changed`: all cards that are left have to be looked at again, since the learner has changed what the days go by, or another page
 * has given days or put them back.
 */
type End = DaysGiven["end"] | "changed";

/** @param kept before the look */
async function give(db: Database, look: LookAtDays, kept: Kept, run: Run): Promise<End> {
  const { days } = look;
  const make = makerOfMany(makerOf(look.self));
  const goesOn = othersIn(kept, run, look.self.now.today) !== null;
  let found = kept;
  let size = firstCards(run.most);
  for (let at = 0; ; ) {
    const some = days.slice(at, at + size);
    at += some.length;
    const isLast = at >= days.length && !look.isPartial;
    const startMs = performance.now();
    const done = await step(db, { look, run, make, goesOn, days: some, isLast, kept: found });
    if (typeof done === "string") return done;
    found = done.kept;
    run.onProgress({ done: at, total: days.length });
    if (at >= days.length) return look.isPartial ? "otherWeights" : "whole";
    size = nextCards(size, startMs, run.most);
  }
}

/**
 * The days that are there, where those that are given now are one with them: they have not come to their end, or another page has
 * given them while this one was at work. Not those of an exam that is over.
 */
function othersIn(kept: Kept, run: Run, today: StudyDay): GivenDays | null {
  const days = givenDaysIn(kept);
  if (days === null || isOfPast(days, today)) return null;
  return days.begun !== null || !same(kept, run.begun) ? days : null;
}

interface Step {
  readonly look: LookAtDays;
  readonly run: Run;
  readonly make: () => Maker;
  /** Whether cards may have a day already that was given before they were looked at, and is put back with the one they get. */
  readonly goesOn: boolean;
  readonly days: readonly NewDay[];
  readonly isLast: boolean;
  /** By which it is seen whether another page has come between. */
  readonly kept: Kept;
}

/** @returns what is kept since, or why nothing was written */
async function step(db: Database, { look, run, make, goesOn, days, isLast, kept }: Step) {
  const { job } = run.way;
  const { self, wishes } = look;
  const done = await write(db, STORES, async (transaction, written) => {
    if (!same(await wishesNow(transaction, self.now.today), wishes)) return "changed";
    const found = await keptNow(transaction, job);
    const before = givenDaysIn(found);
    if (run.hasGiven && (before === null || isBeingPutBack(before))) return "putBack";
    // A card that was put back, or given a day, after the look would be missed. Whoever writes goes on, so this comes to its end.
    if (!same(found, kept)) return "changed";
    const unchanged = await asLookedAt(transaction, days, self);
    const made = unchanged.map(({ card, day }): OnTop => {
      const reached = look.reached.get(card.id) ?? { card, corrections: [] };
      return { row: card, corrections: reached.corrections, event: makeDue(reached.card, day.dueDay, make()) };
    });
    const log = transaction.objectStore("events");
    const place = await lastPlace(log);
    await addOnTop(transaction, written, made, self.scheduler);
    const others = othersIn(found, run, self.now.today);
    const rows = made.map(({ row }) => row);
    const cards = others && goesOn ? await countOutside(transaction, rows, allLeft(others)) : made.length;
    const added = { cards, examDay: run.way.examDayOf(wishes) };
    const after = made.length > 0 ? withStretch(others, await stretchSince(log, place), added) : others;
    // None was to be given a day here, and the others are still put back.
    if (isLast && after?.begun === "puttingBack") return "begun";
    const now =
      after?.begun === "giving"
        ? await keepGivenDays(transaction, job, isLast ? { ...after, begun: null } : after)
        : found;
    return { kept: now, given: new Set(rows.map(({ id }) => id)) };
  });
  if (typeof done === "string") return done;
  run.hasGiven ||= done.given.size > 0;
  for (const { id } of days) {
    if (done.given.has(id)) run.meanwhile.delete(id);
    else run.meanwhile.add(id);
  }
  return done;
}

/** Or is, as far as that can be read. */
const isBeingPutBack = ({ begun }: GivenDays): boolean => begun === "puttingBack" || begun === "unreadable";

interface Unchanged {
  readonly card: StateRow;
  readonly day: NewDay;
}

/** The cards of which nothing has changed since they were looked at. */
async function asLookedAt(transaction: Writing, days: readonly NewDay[], { scheduler }: Self): Promise<Unchanged[]> {
  const states = transaction.objectStore("states");
  const rows = await Promise.all(days.map(({ id }) => readableAt(states, id)));
  return days.flatMap((day, i) => {
    const card = rows[i];
    return card && !card.retired && card.revision === day.revision && card.model === scheduler.model.id
      ? [{ card, day }]
      : [];
  });
}
