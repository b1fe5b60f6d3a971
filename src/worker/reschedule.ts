/**
 * Due days by the model in force, or before an exam, for all cards and only when the user asks. In steps of one transaction
 * each, for which a grade may wait. Each keeps the way back with the days that it gives, so the work can be ended anywhere: what
 * was given by then can be put back, and whoever asks again goes on with the cards that are left.
 */
import { type Maker, makeDue, makerOfMany } from "../core/log/make-event.ts";
import { nextSize } from "../core/pace.ts";
import { same } from "../core/same.ts";
import type { OnJobProgress } from "../exchange/backup/backup-format.ts";
import type { Rescheduling } from "../jobs/fit.ts";
import { CARDS_PACE } from "../store/database/pace.ts";
import { readableAt } from "../store/database/readable.ts";
import type { StateRow, StoreName } from "../store/database/schema.ts";
import { type Writing, write } from "../store/database/transaction.ts";
import { lastPlace } from "../store/log/log.ts";
import type { Database } from "../store/opening/open.ts";
import { CARD_STORES } from "../store/states/refold.ts";
import { addOnTop, type OnTop } from "../store/writing/add-on-top.ts";
import { givenDaysNow, keepGivenDays, readGivenDays, withStretch } from "../store/writing/given-days.ts";
import { countOutside } from "./card-places.ts";
import { BY_MODEL, dueAfter, type Look, lookAt, lookOnce, type NewDay, type Way, wishesNow } from "./look-at-days.ts";
import { placesSince } from "./places.ts";
import { makerOf, type Self } from "./profile.ts";

const STORES = [...CARD_STORES, "registers"] as const satisfies readonly StoreName[];

/** What rescheduling would change. Writes nothing. */
export async function previewRescheduling(db: Database, way: Way = BY_MODEL): Promise<Rescheduling> {
  const look = await lookOnce(db, way);
  return {
    ...counts(look.days),
    ...{ meanwhile: 0, dueBefore: look.dueBefore, dueAfter: dueAfter(look, look.days) },
    ...{ unreadable: 0, isWhole: !look.isPartial },
    canTakeBack: (await readGivenDays(db, way.job)) !== null,
  };
}

/** Work that was asked for once, whatever it has to look at anew. */
interface Run {
  readonly way: Way;
  readonly onProgress: OnJobProgress;
  readonly most: number;
  readonly given: NewDay[];
}

/**
 * Gives each card its other day. A card that was answered or changed since it was looked at stays as it is: its day was
 * worked out from what it no longer is.
 * @param most cards of a transaction, other than usual for tests
 */
export async function reschedule(
  db: Database,
  onProgress: OnJobProgress,
  way: Way = BY_MODEL,
  most: number = CARDS_PACE.most,
): Promise<Rescheduling> {
  onProgress(0, 0);
  const run: Run = { way, onProgress, most, given: [] };
  for (;;) {
    const look = await lookAt(db, way, () => onProgress(run.given.length, 0));
    const before = run.given.length;
    const end = way.isWanted(look.wishes) ? await give(db, look, run) : "ended";
    // What the days go by is something else now, so the cards that are left are looked at by that.
    if (end === "changed") continue;
    const done = run.given.slice(before);
    const due = dueAfter(look, done);
    return {
      ...counts(run.given),
      ...{ meanwhile: end === "whole" ? look.days.length - done.length : 0, dueBefore: due, dueAfter: due },
      ...{ unreadable: 0, isWhole: end === "whole", canTakeBack: (await readGivenDays(db, way.job)) !== null },
    };
  }
}

/**
 * `partial`: some cards have to be looked at again, once their states are worked out;
 * `changed`: the learner or another page has changed what the days go by; `ended`: another page has put them back, or nobody
 * wants them any more.
 */
type End = "whole" | "partial" | "changed" | "ended";

async function give(db: Database, look: Look, run: Run): Promise<End> {
  const { days } = look;
  const make = makerOfMany(makerOf(look.self));
  const goesOn = run.given.length > 0 || Boolean((await readGivenDays(db, run.way.job))?.begun);
  let size: number = Math.min(run.most, CARDS_PACE.least);
  for (let at = 0; ; ) {
    const some = days.slice(at, at + size);
    at += some.length;
    const startMs = performance.now();
    const end = await step(db, { look, run, make, goesOn, days: some, isLast: at >= days.length && !look.isPartial });
    if (end !== "whole") return end;
    run.onProgress(at, days.length);
    if (at >= days.length) return look.isPartial ? "partial" : end;
    size = nextSize(size, performance.now() - startMs, { ...CARDS_PACE, most: run.most });
  }
}

interface Step {
  readonly look: Look;
  readonly run: Run;
  readonly make: () => Maker;
  /** Whether cards may have a day already that was given before they were looked at, and is put back with the one they get. */
  readonly goesOn: boolean;
  readonly days: readonly NewDay[];
  readonly isLast: boolean;
}

/** Nothing is written where it does not come to its end. */
async function step(db: Database, { look, run, make, goesOn, days, isLast }: Step): Promise<End> {
  const { job } = run.way;
  const { self, wishes } = look;
  const hasBegun = run.given.length > 0;
  const done = await write(db, STORES, async (transaction, written) => {
    if (!same(await wishesNow(transaction, self.now.today), wishes)) return "changed";
    const before = await givenDaysNow(transaction, job);
    if (hasBegun && (before === null || before.begun === "puttingBack")) return "ended";
    const unchanged = await asLookedAt(transaction, days, self);
    const made = unchanged.map(({ card, day }): OnTop => {
      const reached = look.reached.get(card.id) ?? { card, corrections: [] };
      return { row: card, corrections: reached.corrections, event: makeDue(reached.card, day.dueDay, make()) };
    });
    const log = transaction.objectStore("events");
    const place = await lastPlace(log);
    await addOnTop(transaction, written, made, self.scheduler);
    // What was given before and came to its end is no longer the last.
    const others = hasBegun || before?.begun ? before : null;
    const rows = made.map(({ row }) => row);
    const cards = others && goesOn ? await countOutside(transaction, rows, others.stretches) : made.length;
    const kept = made.length > 0 ? withStretch(others, await placesSince(log, place), cards) : others;
    if (kept?.begun === "giving") await keepGivenDays(transaction, job, isLast ? { ...kept, begun: null } : kept);
    return unchanged.map(({ day }) => day);
  });
  if (typeof done === "string") return done;
  run.given.push(...done);
  return "whole";
}

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

function counts(days: readonly NewDay[]): Pick<Rescheduling, "earlier" | "later"> {
  const earlier = days.filter(({ isEarlier }) => isEarlier).length;
  return { earlier, later: days.length - earlier };
}
