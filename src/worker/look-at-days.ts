/** Which cards would be given other days, by what the learner wants. */
import type { CardId } from "../core/ids.ts";
import { bringWithinReach } from "../core/log/clock-correction.ts";
import { isBegun, isOutOfReach } from "../core/memory/card-state.ts";
import { type EasyDays, easyDaysFrom } from "../core/memory/easy-days.ts";
import type { MemorySettings } from "../core/memory/model.ts";
import { schedulerFor } from "../core/memory/scheduler.ts";
import { bringingForward, type Move, rescheduling } from "../core/plan/reschedule.ts";
import { slicesOf } from "../core/slices.ts";
import type { StudyDay } from "../core/time/study-day.ts";
import type { StateRow } from "../store/database/schema.ts";
import { type Reading, read } from "../store/database/transaction.ts";
import { statesOnInPieces } from "../store/decks/all-cards.ts";
import { cardEvents, memoisedEvents } from "../store/log/log.ts";
import type { Database } from "../store/opening/open.ts";
import { examOf, planFrom, plansNow } from "../store/settings/plan.ts";
import { settingsNow } from "../store/settings/settings.ts";
import { refoldAgain, refoldStates } from "../store/states/refold-states.ts";
import { NEW_DAYS, type NewDays } from "../store/writing/given-days.ts";
import { makerOf, readSelf, type Self } from "./profile.ts";

/** What the learner wants of the days to come. */
interface Wishes extends MemorySettings {
  readonly easyDays: EasyDays;
  readonly examDay: StudyDay | null;
  /** The day on which a pause ends; null without one. */
  readonly pausedUntil: StudyDay | null;
}

/** What is held of a card while days are worked out, and no more, see `NewDay`. */
type Standing = Pick<StateRow, "id" | "fact" | "state" | "retired" | "revision">;

/** Which cards are given other days. */
export interface Way {
  readonly job: NewDays;
  readonly isWanted: (wishes: Wishes) => boolean;
  /** The exam before which the days lie; null for none. */
  readonly examDayOf: (wishes: Wishes) => StudyDay | null;
  readonly movesOf: (cards: readonly Standing[], self: Self, wishes: Wishes) => Move<Standing>[];
}

/** Each card goes to the day that the model in force would give it. */
export const BY_MODEL: Way = {
  job: NEW_DAYS.byModel,
  isWanted: () => true,
  examDayOf: () => null,
  movesOf: (cards, { scheduler, now }, wishes) => rescheduling(cards, scheduler, now.today, wishes),
};

/** Cards that are due on the day of the exam or later go to the days before it. */
export const BEFORE_EXAM: Way = {
  job: NEW_DAYS.beforeExam,
  isWanted: ({ examDay }) => examDay !== null,
  examDayOf: ({ examDay }) => examDay,
  movesOf: (cards, { now }, { examDay, easyDays, pausedUntil }) =>
    examDay === null ? [] : bringingForward(cards, examDay, now.today, easyDays, pausedUntil),
};

/**
 * Another day for a card, as long as that is at this revision. Of the card no more is held: Firefox collects the memory of a
 * worker in one go, and who waits for a transaction of that worker waits for that as well.
 */
export interface NewDay {
  readonly id: CardId;
  readonly revision: number;
  readonly dueDay: StudyDay;
  readonly isEarlier: boolean;
  /** Whether the card is due today as things stand. */
  readonly wasDue: boolean;
}

export interface LookAtDays {
  /** Who looked, and by which model. */
  readonly self: Self;
  readonly wishes: Wishes;
  readonly days: readonly NewDay[];
  /** What was dated too far ahead, once it is put right. */
  readonly reached: ReadonlyMap<CardId, Reached>;
  /** Whether cards were passed over all the same whose states are still to be worked out by the model in force. */
  readonly isPartial: boolean;
  /** Cards that are due today, as things stand. */
  readonly dueBefore: number;
}

/** Cards whose states are of another model are passed over. */
async function lookOnce(db: Database, way: Way): Promise<LookAtDays> {
  const { device, now } = await readSelf(db);
  const wishes = await wishesNow(read(db, ["registers", "events"]), now.today);
  const self: Self = { device, now, scheduler: schedulerFor(wishes) };
  const isDue = (state: StateRow["state"]): boolean =>
    isBegun(state) && state.dueDay !== null && state.dueDay <= now.today;
  const cards: Standing[] = [];
  const beyond = new Map<CardId, StateRow>();
  let [dueBefore, isPartial] = [0, false];
  for await (const rows of statesOnInPieces(db)) {
    for (const row of rows) {
      if (isDue(row.state)) dueBefore++;
      // States of another model are about to be worked out anew; what they say now is not what they will say.
      if (row.model !== self.scheduler.model.id) {
        // What is new has no day that could be another one.
        isPartial ||= isBegun(row.state);
        continue;
      }
      const { id, fact, state, retired, revision } = row;
      cards.push({ id, fact, state, retired, revision });
      if (isOutOfReach(state, now)) beyond.set(id, row);
    }
  }
  const reached = await withinReach(db, [...beyond.values()], self);
  const moves = way.movesOf(
    cards.map((card) => reached.get(card.id)?.card ?? card),
    self,
    wishes,
  );
  const days = moves.map(({ card: { id, revision, state }, dueDay }): NewDay => {
    const isEarlier = dueDay < (state.dueDay ?? 0);
    return { id, revision, dueDay, isEarlier, wasDue: isDue((beyond.get(id) ?? { state }).state) };
  });
  return { self, wishes, days, reached, isPartial, dueBefore };
}

/** Cards that are due today once all have moved. */
export const dueAfter = ({ dueBefore, self, days }: LookAtDays): number =>
  days.reduce((due, { dueDay, wasDue }) => due - Number(wasDue) + Number(dueDay <= self.now.today), dueBefore);

export async function wishesNow(transaction: Reading, today: StudyDay): Promise<Wishes> {
  const [settings, plans] = await Promise.all([settingsNow(transaction), plansNow(transaction)]);
  const { desiredRetention, weights } = settings;
  return {
    ...{ desiredRetention, weights, easyDays: easyDaysFrom(settings.easyDays), examDay: examOf(plans, today) },
    pausedUntil: planFrom(plans, today).pause?.untilDay ?? null,
  };
}

/** Cards whose logs are read in one transaction, for which a grade may wait. */
const AT_ONCE = 100;

type Reached = ReturnType<typeof bringWithinReach<StateRow>>;

/** What a foreign file dated far ahead would come after the day that is given now, so it is put right first. */
async function withinReach(db: Database, rows: readonly StateRow[], self: Self): Promise<Map<CardId, Reached>> {
  const reached = new Map<CardId, Reached>();
  for (const some of slicesOf(rows, AT_ONCE)) {
    const { store, done } = db.transaction("events");
    const log = memoisedEvents(store);
    const logs = await Promise.all(some.map((card) => cardEvents(log, card)));
    // See `readablePieces`.
    await done;
    for (const [i, card] of some.entries()) {
      reached.set(card.id, bringWithinReach(card, logs[i] ?? [], self.scheduler, makerOf(self)));
    }
  }
  return reached;
}

/** How often states are worked out first: weights may change meanwhile, or a page that has not heard of them grades a card. */
const TRIES = 3;

/**
 * Looks once all states are those of the model in force. Whoever brought other weights works them out later, and one that a page
 * has written by the weights of before would stay as it is for days.
 * @param sign told while that goes on
 * @param onWorkedOut told once states are other ones than before, also where it fails then
 */
export async function lookAt(
  db: Database,
  way: Way,
  sign: () => void,
  onWorkedOut: () => void = () => {},
): Promise<LookAtDays> {
  for (let left = TRIES; ; left--) {
    const look = await lookOnce(db, way);
    if (!look.isPartial || left === 0) return look;
    await refoldAgain(db);
    await workOut(db, look.self, sign, onWorkedOut);
  }
}

async function workOut(db: Database, { scheduler }: Self, sign: () => void, onWorkedOut: () => void): Promise<void> {
  let any = false;
  try {
    any = await refoldStates(db, scheduler, (changed) => {
      any ||= changed;
      sign();
      return true;
    });
  } finally {
    // Also where it fails: what was worked out by then stays so.
    if (any) onWorkedOut();
  }
}
