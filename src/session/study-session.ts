/**
 * A study session: what is shown, and what the user's actions do to the database. It knows nothing of how things look;
 * `useSession` hands its state to a page.
 */

import type { EventId } from "../core/ids.ts";
import type { Rating, Surface } from "../core/log/event.ts";
import { makeReview, makeSeen, makeUndo } from "../core/log/make-event.ts";
import type { Outcome } from "../core/memory/outcome.ts";
import type { Scheduler, schedulerFor } from "../core/memory/scheduler.ts";
import { type NextDue, nextDue } from "../core/plan/next-due.ts";
import { type Notice, noticeBefore } from "../core/plan/notice.ts";
import { type Now, nowAt } from "../core/plan/now.ts";
import { buildQueue, type Queue } from "../core/plan/queue.ts";
import type { Clock } from "../platform/clock.ts";
import { append } from "../store/append.ts";
import type { Database } from "../store/open.ts";
import type { CardRow } from "../store/schema.ts";
import { readLater, readToday, type Today } from "../store/today.ts";
import { type Trouble, writeTrouble } from "../store/trouble.ts";
import { undoLast } from "../store/undo.ts";
import { advanceByNotice, advanceByReview, stillWaits } from "./advance-today.ts";
import { shuffledIndexes } from "./shuffle.ts";

/** The card in front of the user. Every action is bound to it, so a late key can never grade the next one. */
export interface Shown {
  readonly card: CardRow;
  /** Shown first, if any; the card itself comes after it was acknowledged. */
  readonly notice: Notice | null;
  readonly revealed: boolean;
  readonly outcomes: readonly Outcome[];
  readonly optionOrder: readonly number[];
  readonly shownAtMs: number;
}

export interface SessionState {
  readonly today: Today | null;
  readonly queue: Queue | null;
  /** When the next card comes; only asked for when nothing is left. */
  readonly next: NextDue;
  readonly shown: Shown | null;
  readonly busy: boolean;
  readonly trouble: Trouble | null;
  /** The reviews that this session has made and not taken back, in their order. */
  readonly made: readonly EventId[];
}

export interface StudySession {
  readonly state: () => SessionState;
  /** The user turned to the page: the answer to what is shown is timed from now on. */
  readonly begin: () => void;
  /** Resolves when the answer is shown, or when something else took the card's place. */
  readonly reveal: () => Promise<void>;
  readonly grade: (rating: Rating) => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly acknowledge: () => Promise<void>;
  /** Looks at the database again; the card in front of the user stays unless somebody else has answered it. */
  readonly refresh: () => Promise<void>;
}

export interface SessionOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly surface: Surface;
  /** Gives `schedulerFor`, which no question needs: a page loads it while the first one is read. */
  readonly scheduling: () => Promise<typeof schedulerFor>;
  /** The state has changed. */
  readonly onChange: () => void;
  /** This session has written something that other pages should know of. */
  readonly onWrite: () => void;
}

const START: SessionState = { today: null, queue: null, next: null, shown: null, busy: false, trouble: null, made: [] };
const EVENT_BYTES = 10;

/** What was written is written: only the sentence on the next showing is poorer for it. */
function unknownLater(error: unknown): null {
  console.error("the next study day could not be read:", error);
  return null;
}

export function createStudySession(options: SessionOptions): StudySession {
  const { db, clock, surface, scheduling, onChange, onWrite } = options;
  let state = START;
  let reading: Promise<void> | null = null;
  let again = false;
  /** Only a reading that the user asked for, after a sentence about what went wrong, may take that sentence away. */
  let troubleRead = false;
  const set = (change: Partial<SessionState>): void => {
    state = { ...state, ...change };
    onChange();
  };
  const stamp = (today: Today) => ({ moment: now(today), random: clock.randomBytes(EVENT_BYTES) });
  const now = ({ settings }: Today): Now => nowAt(clock.nowMs(), clock.offsetAt, settings.rolloverHour);

  const show = (card: CardRow | undefined, today: Today): Shown | null => {
    if (!card) return null;
    const deck = today.decks.find(({ id }) => id === card.deck);
    return {
      card,
      notice: deck ? noticeBefore(card, deck, today.seen) : null,
      revealed: false,
      outcomes: [],
      optionOrder:
        card.content.type === "choice" ? shuffledIndexes(card.content.options.length, clock.randomBytes) : [],
      shownAtMs: clock.nowMs(),
    };
  };

  /** The state with today in place and the first card of its queue shown, or `keep` if that is given. */
  const settled = async (today: Today, keep: Shown | null): Promise<Partial<SessionState>> => {
    const queue = buildQueue(today);
    const shown = keep ?? show(queue.cards[0] as CardRow | undefined, today);
    const next = shown ? null : nextDue(today, await readLater(db, today.moment.today).catch(unknownLater));
    // What was made on another day is no more the user's last deed.
    const made = state.today?.moment.today === today.moment.today ? state.made : [];
    return { today, queue, next, shown, busy: false, trouble: null, made };
  };

  const readOnce = async (): Promise<void> => {
    const today = await readToday(db, clock.nowMs(), clock.offsetAt);
    const { shown } = state;
    const change = await settled(today, shown && stillWaits(shown.card, today) ? shown : null);
    // A grade that is under way knows better, and reads again itself; so does a card that was turned meanwhile.
    if (state.busy) return;
    const trouble = troubleRead ? null : state.trouble;
    set(state.shown === shown ? { ...change, trouble } : { ...change, trouble, shown: state.shown });
  };

  /** One reading at a time; asked for during one, another follows it. Resolves when what was asked for is in place. */
  const refresh = (): Promise<void> => {
    again = reading !== null;
    reading ??= (async () => {
      do {
        again = false;
        await readOnce();
      } while (again);
    })().finally(() => {
      reading = null;
    });
    return reading;
  };

  /** Somebody else was faster: nothing was written, and the reading that follows puts the next card in its place. */
  const lost = (): void => set({ busy: false });

  const failed = (error: unknown): void => {
    console.error("nothing was written:", error);
    troubleRead = false;
    set({ busy: false, trouble: writeTrouble(error) });
  };

  const unread = (error: unknown): void => {
    console.error("today could not be read:", error);
    troubleRead = false;
    set({ trouble: "databaseUnreadable" });
  };

  /** Runs one write at a time, and turns its failure into a sentence. */
  const writing = async (work: (today: Today, scheduler: Scheduler) => Promise<void>): Promise<void> => {
    const { today } = state;
    if (state.busy || !today) return;
    set({ busy: true });
    try {
      await work(today, (await scheduling())(today.settings));
      onWrite();
    } catch (error) {
      return failed(error);
    }
    await refresh();
  };

  const reveal = async (): Promise<void> => {
    const asked = state.shown?.card;
    const forSettings = await scheduling();
    const { shown, today, busy } = state;
    // What was asked of one card must not turn the next one.
    if (!shown || shown.card !== asked || !today || shown.revealed || shown.notice || busy) return;
    const outcomes = forSettings(today.settings).outcomes(shown.card.id, shown.card.state, now(today));
    set({ shown: { ...shown, revealed: true, outcomes } });
  };

  return {
    state: () => state,
    refresh,
    begin: () => {
      if (state.shown) set({ shown: { ...state.shown, shownAtMs: clock.nowMs() } });
    },
    reveal: () => reveal().catch(failed),
    grade: (rating) =>
      writing(async (today, scheduler) => {
        const { shown } = state;
        const outcome = shown?.outcomes.find((one) => one.rating === rating);
        if (!shown || !outcome) return set({ busy: false });
        const answer = { rating, wait: outcome.wait, shownAtMs: shown.shownAtMs, surface };
        const written = await append(db, shown.card, scheduler, (card) => makeReview(card, answer, stamp(today)));
        if (!written) return lost();
        // Known at once, whatever comes of the reading that may follow.
        state = { ...state, made: [...state.made, written.event.id] };
        set(await settled(advanceByReview({ ...today, moment: now(today) }, written.row, written.event), null));
      }),
    undo: () =>
      writing(async (today, scheduler) => {
        const wanted = { made: state.made, studyDay: now(today).today };
        const undone = await undoLast(db, wanted, scheduler, (card, review) => makeUndo(card, review, stamp(today)));
        // Where nothing is left to take back, another page has done so.
        state = { ...state, made: undone ? state.made.filter((id) => id !== undone.event.undoes) : [] };
        if (!undone) return set({ busy: false });
        const fresh = await readToday(db, clock.nowMs(), clock.offsetAt);
        set(await settled(fresh, show(undone.row, fresh)));
      }),
    acknowledge: () => {
      // After a trouble there is nothing to write: looking again shows the card as it was.
      if (state.trouble) {
        troubleRead = true;
        return refresh().catch(unread);
      }
      return writing(async (today, scheduler) => {
        const { shown } = state;
        if (!shown?.notice) return set({ busy: false });
        const { subject } = shown.notice;
        const written = await append(db, shown.card, scheduler, (card) => makeSeen(card, subject, stamp(today)));
        if (!written) return lost();
        const noticed = advanceByNotice(today, written.row, subject);
        set(await settled(noticed, show(written.row, noticed)));
      });
    },
  };
}
