import type { EventId } from "../core/ids.ts";
import type { BuryEvent, SuspendEvent } from "../core/log/kinds.ts";
import type { Scheduler } from "../core/memory/scheduler.ts";
import { CATCH_UP, catchUpText, daysAway, PAUSE } from "../core/plan/away.ts";
import { nextDue } from "../core/plan/next-due.ts";
import { returnKey, WELCOME } from "../core/plan/notice.ts";
import { type Now, nowAt } from "../core/plan/now.ts";
import { buildQueue, shownFrom } from "../core/plan/queue.ts";
import type { StateRow } from "../store/schema.ts";
import { readLater, readToday, type Today } from "../store/today.ts";
import type { Trouble } from "../store/trouble.ts";
import { whyNotRead, whyNotWritten } from "../store/why-not.ts";
import { advanceByReview, advanceBySetAside, comingAfter, stillWaits } from "./advance-today.ts";
import { isWanted, stayingIn, wordedAnew } from "./card-in-front.ts";
import { cardTexts } from "./card-texts.ts";
import { makerAt } from "./maker.ts";
import { noteShown } from "./note-shown.ts";
import { reopening } from "./reopening.ts";
import { type SessionState, type Shown, START } from "./session-state.ts";
import { shuffledIndexes } from "./shuffle.ts";
import type { SessionOptions, StudyActions, StudySession } from "./study-session-types.ts";
import { unread } from "./unread.ts";

export type { StudyActions, StudySession } from "./study-session-types.ts";

/** Works out the state that follows a write that is safe on the disk. */
type Following = () => Promise<Partial<SessionState>>;

export function createStudySession(options: SessionOptions): StudySession {
  const { clock, surface, onChange, onWrite } = options;
  let loaded: StudyActions | null = null;
  const actions = async (): Promise<StudyActions> => {
    loaded = await options.actions();
    return loaded;
  };
  let { db } = options;
  let texts = cardTexts(db);
  let connected = Promise.resolve();
  const lost = reopening();
  let state = START;
  let reading: Promise<void> | null = null;
  let again = false;
  /** Only a reading that the user asked for, after a sentence about what went wrong, may take that sentence away. */
  let troubleRead = false;
  const set = (change: Partial<SessionState>): void => {
    state = { ...state, ...change };
    onChange();
    const { shown, today } = state;
    if (shown && today) texts.readAhead(comingAfter(shown.card, today, state.goesAhead));
  };
  const nowOf = ({ settings }: Today): Now => nowAt(clock.nowMs(), clock.offsetAt, settings.rolloverHour);
  const makerOf = ({ device, settings }: Today) => makerAt(clock, device, settings);

  const show = async (card: StateRow | undefined, today: Today): Promise<Pick<SessionState, "shown" | "trouble">> => {
    if (!card) return { shown: null, trouble: null };
    const deck = today.decks.find(({ id }) => id === card.deck);
    const text = await texts.read(card);
    // A card is written together with its deck, so this is a database that something else has changed.
    if (!deck || !text) return { shown: null, trouble: "deckMissing" };
    const { content } = text;
    const optionOrder = content.type === "choice" ? shuffledIndexes(content.options.length, clock.randomBytes) : [];
    const shown = { card, text, deck, revealed: false, outcomes: [], optionOrder, shownAtMs: clock.nowMs() };
    return { shown, trouble: null };
  };

  /** The log is only looked through where something of today may be in it: an answer, or a fact that was met. */
  const hasUndo = async (today: Today, made: readonly EventId[], shown: Shown | null): Promise<boolean> =>
    made.length > 0 ||
    ((today.answered.length > 0 || shown?.text.isMet === true) &&
      // The first card does not wait for this; see `readOnce`.
      loaded !== null &&
      (await loaded.canUndo(db, { device: today.device, studyDay: today.now.today })));

  /**
   * The state with today in place and a card in front.
   * @param keep what is in front and may stay
   * @param first a card that comes before the queue
   */
  const placed = async (today: Today, keep: Shown | null, first?: StateRow): Promise<Partial<SessionState>> => {
    const queue = buildQueue(today);
    const goesAhead = state.goesAhead && queue.cards.length + queue.ahead.length > 0;
    const card = first ?? shownFrom(queue, goesAhead)[0];
    // What was made on another day is not taken back any more.
    const made = state.today?.now.today === today.now.today ? state.made : [];
    const front = keep ? { shown: keep, trouble: null } : await show(card, today);
    const [undoable, later, offer, back] = await Promise.all([
      hasUndo(today, made, front.shown).catch(unread("what can be taken back", false)),
      keep || card ? null : readLater(db, today.now.today).catch(unread("the next study day", null)),
      keep || card
        ? null
        : actions()
            .then((act) => act.readOffer(db))
            .catch(unread("what could be offered", null)),
      wasAway(today) ? readBack(today).catch(unread("what is due after an absence", null)) : null,
    ]);
    const next = keep || card ? null : nextDue(today, later);
    return { today, queue, next, offer, back, goesAhead, ...front, busy: false, made, canUndo: undoable };
  };

  /** After something was changed of a card that leaves its place in the queue as it was. */
  const noted = (id: EventId | null): Following | null => {
    if (id === null) return null;
    state = { ...state, made: [...state.made, id] };
    return async () => ({ ...(await wordedAnew(texts, state)), busy: false, canUndo: true });
  };

  const readAnew = async () => placed(await readToday(db, clock.nowMs(), clock.offsetAt), null);

  const readOnce = async (): Promise<void> => {
    const today = await readToday(db, clock.nowMs(), clock.offsetAt);
    const { shown, goesAhead } = state;
    const stays = shown !== null && (stillWaits(shown.card, today) || (await isWanted(db, state, shown.card)));
    // What is shown once before a card may have been read on another page meanwhile; the card itself is asked for again.
    const kept = stays && !shown.text.notice ? await stayingIn(texts, shown, today) : null;
    const change = await placed(today, kept, stays ? shown.card : undefined);
    // A grade that is under way knows better, and reads again itself; so does a wish to go ahead, and a card that
    // was turned meanwhile.
    if (state.busy || (state.goesAhead && !goesAhead)) return;
    const trouble = change.trouble ?? (troubleRead ? null : state.trouble);
    const isFirst = loaded === null;
    set(state.shown === shown ? { ...change, trouble } : { ...change, trouble, shown: state.shown });
    if (isFirst && (today.answered.length > 0 || state.shown?.text.isMet === true)) {
      actions()
        .then(() => hasUndo(today, state.made, state.shown))
        .then((undoable) => undoable && set({ canUndo: true }))
        .catch(unread("what can be taken back", undefined));
    }
  };

  /** One reading at a time; asked for during one, another follows it. Resolves when what was asked for is in place. */
  const read = (): Promise<void> => {
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

  const refresh = (): Promise<void> => {
    texts.forget();
    return read();
  };

  const failed = async (what: string, error: unknown, why: Promise<Trouble>): Promise<void> => {
    console.error(`${what}:`, error);
    troubleRead = false;
    set({ busy: false, trouble: await why });
  };
  const notWritten = (error: unknown) => failed("nothing was written", error, whyNotWritten(error));
  const notRead = (error: unknown) => failed("today could not be read", error, whyNotRead(error));

  /**
   * Runs one write at a time. What goes wrong becomes a sentence: another one before the write is safe than after it.
   * @param work resolves to null when nothing was written: there was nothing to do, or somebody else was faster
   * @param once whether it writes once, however often it is done: then it is done again where its connection was lost
   */
  const writing = async (
    work: (today: Today, act: StudyActions, scheduler: Scheduler) => Promise<Following | null>,
    once: "once" | "each time",
  ): Promise<void> => {
    const { today } = state;
    if (state.busy || !today) return;
    set({ busy: true, takenBack: null });
    const attempt = async (): Promise<Following | null> => {
      await connected;
      const act = await actions();
      return work(today, act, act.schedulerFor(today.settings));
    };
    let following: Following | null;
    try {
      following = await (once === "once" ? lost.repeat(attempt, db) : attempt());
    } catch (error) {
      return notWritten(error);
    }
    if (following === null) {
      set({ busy: false });
      return refresh();
    }
    await lost.repeat(following, db).then(set, notRead);
    onWrite();
    await read();
  };

  const wasAway = ({ past, now }: Today): boolean => !past.returned && daysAway(past.lastDay, now.today) !== null;
  /** What nobody needs who was here yesterday. */
  const readBack = async (today: Today) => (await import("./read-return.ts")).readReturn(db, today);

  const reveal = async (): Promise<void> => {
    const asked = state.shown?.card;
    const { schedulerFor } = await actions();
    const { shown, today, busy } = state;
    // What was asked of one card must not turn the next one.
    if (!shown || shown.card !== asked || !today || shown.revealed || shown.text.notice || busy) return;
    const outcomes = schedulerFor(today.settings).outcomes(shown.card.id, shown.card.state, nowOf(today));
    set({ shown: { ...shown, revealed: true, outcomes } });
  };

  return {
    state: () => state,
    async reconnect(opening) {
      connected = opening.then((next) => {
        lost.done(db);
        db = next;
        texts = cardTexts(db);
      });
      await connected;
      // What was being read through the closed connection fails; another reading follows.
      await reading?.catch(() => undefined);
      await refresh();
    },
    disconnect: lost.givenUp,
    refresh,
    begin: () => {
      if (state.shown) set({ shown: { ...state.shown, shownAtMs: clock.nowMs() } });
    },
    reveal: () => reveal().catch(notWritten),
    grade: (rating) =>
      writing(async (today, act, scheduler) => {
        const { shown } = state;
        const outcome = shown?.outcomes.find((one) => one.rating === rating);
        if (!shown || !outcome) return null;
        const { factRevision } = shown.text.content;
        const answer = { rating, wait: outcome.wait, shownAtMs: shown.shownAtMs, surface, factRevision };
        const maker = makerOf(today);
        const written = await act.append(
          db,
          shown.card,
          scheduler,
          () => makerOf(today),
          (card) => act.makeReview(card, answer, maker),
        );
        if (!written) return null;
        // Known at once, whatever comes of the reading that may follow.
        state = { ...state, made: [...state.made, written.event.id] };
        return async () => ({
          leech: await act.leechAfter(db, shown, written.row, today),
          wanted: null,
          ...(await placed(advanceByReview({ ...today, now: maker.now }, written.row), null)),
        });
      }, "once"),
    setAside: (how) =>
      writing(async (today, act, scheduler) => {
        const { shown, leech } = state;
        const card = leech ? leech.card : shown?.text.notice ? null : shown?.card;
        if (!card) return null;
        const maker = makerOf(today);
        const written = await act.append<SuspendEvent | BuryEvent>(
          db,
          card,
          scheduler,
          () => makerOf(today),
          (row) =>
            how === "suspend" ? act.makeSuspend(row, true, maker) : act.makeBury(row, maker.now.today + 1, maker),
        );
        if (!written) return null;
        state = { ...state, made: [...state.made, written.event.id] };
        return async () => ({
          leech: null,
          wanted: null,
          ...(await placed(advanceBySetAside({ ...today, now: maker.now }, written.row), null)),
        });
      }, "once"),
    undo: () =>
      writing(async (known, act, scheduler) => {
        const maker = makerOf(known);
        const wanted = { made: state.made, device: maker.device, studyDay: maker.now.today };
        let takenBack: string | null = null;
        let leavesFront = false;
        const undone = await act.undoLast(db, wanted, scheduler, (event) => {
          takenBack = event.kind;
          leavesFront = event.card !== undefined && act.isRegister(event);
          return act.makeUndo(event, maker);
        });
        // Where nothing is left to take back, another page has done so.
        state = { ...state, made: undone ? state.made.filter((id) => id !== undone.event.undoes) : [] };
        if (!undone) return null;
        const { row, event } = undone;
        // The question of a fact that was met makes way for the fact.
        const front = state.shown?.card;
        const first = event.fact !== undefined && front?.fact === event.fact ? front : row;
        texts.forget();
        return async () => {
          // A card that was switched off since is asked for no more.
          const read = await readToday(db, clock.nowMs(), clock.offsetAt);
          if (leavesFront && state.shown) {
            const { shown: kept, leech } = await wordedAnew(texts, state);
            return { ...(await placed(read, kept)), leech, takenBack };
          }
          return {
            leech: null,
            wanted: null,
            ...(await placed(read, null, first && asks(first, read) ? first : undefined)),
            takenBack,
          };
        };
        // Done again, it might take back one more.
      }, "each time"),
    async saveWording(id, wording) {
      let isKept = false;
      await writing(async (today, act) => {
        const card = [state.leech, state.shown].find((front) => front?.card.id === id)?.card;
        if (!card) return null;
        const made = await act.setWording(db, card, wording, () => makerOf(today));
        isKept = true;
        return noted(made);
      }, "once");
      return isKept;
    },
    mark: () =>
      writing(async (today, act) => {
        const front = state.leech ?? state.shown;
        if (!front) return null;
        return noted(await act.setMark(db, front.card, !front.text.own.isMarked, () => makerOf(today)));
      }, "once"),
    practise: async () => {
      const { today, leech } = state;
      if (state.busy || !today || !leech?.contrast) return;
      const { contrast } = leech;
      set({ busy: true });
      await placed(today, null, contrast).then(
        (change) => set({ ...change, leech: null, wanted: contrast.id }),
        notRead,
      );
    },
    answerOffer: (wanted) =>
      writing(async (today, act) => {
        const { offer } = state;
        if (!offer) return null;
        const maker = () => makerOf(today);
        if (wanted) await act.setSwitch(db, offer.deck, offer.chapter, true, maker);
        else await act.declineOffer(db, offer, maker);
        return readAnew;
      }, "once"),
    comeBack: (withPlan) =>
      writing(async (today, act) => {
        const plan = state.back?.plan;
        if (withPlan && plan) await act.setPlan(db, CATCH_UP, catchUpText(plan), () => makerOf(today));
        if (today.past.lastDay !== null) {
          await noteShown(db, act, act.makeSeen(returnKey(today.past.lastDay), makerOf(today)));
        }
        return readAnew;
      }, "once"),
    endPause: () =>
      writing(async (today, act) => {
        await act.setPlan(db, PAUSE, null, () => makerOf(today));
        return readAnew;
      }, "once"),
    welcome: (inPopupOnly) =>
      writing(async (today, act) => {
        if (inPopupOnly) await act.saveSetting(db, "newTabSession", false, () => makerOf(today));
        await noteShown(db, act, act.makeSeen(WELCOME, makerOf(today)));
        return readAnew;
      }, "once"),
    goAhead: () => {
      state = { ...state, goesAhead: true };
      return refresh().catch(notRead);
    },
    acknowledge: () => {
      // After a trouble there is nothing to write: looking again shows the card as it was.
      if (state.trouble) {
        troubleRead = true;
        // Where another connection is on its way, it is that one which is read from.
        return connected.then(refresh).catch(notRead);
      }
      if (state.leech) {
        // The answer to what comes next is timed from now on.
        const { shown } = state;
        set({ leech: null, shown: shown && { ...shown, shownAtMs: clock.nowMs() } });
        return Promise.resolve();
      }
      return writing(async (today, act) => {
        const { shown } = state;
        const notice = shown?.text.notice;
        if (!shown || !notice) return null;
        const maker = makerOf(today);
        const event = notice.kind === "fact" ? act.makeMet(notice.key, maker) : act.makeSeen(notice.key, maker);
        const written = await noteShown(db, act, event);
        if (written && act.isUndoable(event)) state = { ...state, made: [...state.made, event.id] };
        texts.forget();
        return () => placed(today, null, shown.card);
      }, "once");
    },
  };
}

/** Whether a card may be shown: one that has left its deck, or was switched off since, is asked for no more. */
const asks = ({ deck, chapter, queue }: StateRow, { on }: Today): boolean =>
  queue !== undefined && on.some((one) => one.deck === deck && one.chapter === chapter);
