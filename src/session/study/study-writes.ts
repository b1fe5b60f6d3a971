/**
 * What a study session writes: what answers and the other actions of a user do to the database, and what follows from it.
 * Loaded with `study-actions.ts`, while the first question is read.
 */
import type { EventId } from "../../core/ids.ts";
import type { BuryEvent, SuspendEvent } from "../../core/log/kinds.ts";
import type { Rating } from "../../core/memory/rating.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import { CATCH_UP, catchUpText, PAUSE } from "../../core/plan/away.ts";
import { returnKey, WELCOME } from "../../core/plan/notice.ts";
import { type Now, nowAt } from "../../core/plan/now.ts";
import { buildQueue, shownFrom } from "../../core/plan/queue.ts";
import { logFailure } from "../../platform/log-failure.ts";
import type { StateRow } from "../../store/database/schema.ts";
import { isAmong } from "../../store/settings/switches.ts";
import type { Today } from "../../store/today/today.ts";
import { kindWords } from "../common/event-words.ts";
import { makerAt } from "../common/maker.ts";
import type { Reopening } from "../common/reopening.ts";
import { unread } from "../common/unread.ts";
import { advanceByReview, advanceByUndo } from "./advance-today.ts";
import { atMost } from "./at-most.ts";
import { cardInFront } from "./card-in-front.ts";
import { stillWaits, without } from "./coming-cards.ts";
import type { MixedUp } from "./mixed-up.ts";
import { noteShown } from "./note-shown.ts";
import type { SessionReading, StudyActions } from "./session-reading.ts";
import type { SessionState } from "./session-state.ts";
import type { SessionOptions, StudyWrites } from "./study-session-types.ts";

/** How long the answer waits for what is read for it, in ms: whoever writes those rows at length keeps every reader waiting. */
const WAIT_MS = 250;

/** Works out the state that follows a write that is safe on the disk. */
type Following = () => Promise<Partial<SessionState>>;

/** What writing needs to know of the session that it belongs to. */
interface Around {
  readonly reading: SessionReading;
  readonly lost: Reopening;
  /** Resolves when there is a connection. */
  readonly connected: () => Promise<void>;
  /** Tells why nothing was written, or why today could not be read after it. */
  readonly notWritten: (error: unknown) => Promise<void>;
  readonly notRead: (error: unknown) => Promise<void>;
}

/** The actions of one session, for all of its life: they look up its state whenever they are called. */
export function studyWrites(
  { clock, attendedMs = clock.nowMs, surface, onWrite }: SessionOptions,
  { reading, lost, connected, notWritten, notRead }: Around,
): StudyWrites {
  const { state, set, note, db, actions, placed, readAnew, read, refresh } = reading;
  const nowOf = ({ settings }: Today): Now => nowAt(clock.nowMs(), clock.offsetAt, settings.rolloverHour);
  const makerOf = ({ device, settings }: Today) => makerAt(clock, device, settings);

  /**
   * Runs one write at a time. What goes wrong becomes a sentence: another one before the write is safe than after it.
   * @param work resolves to null when nothing was written: there was nothing to do, or somebody else was faster
   * @param once whether it writes once, however often it is done: then it is done again where its connection was lost
   */
  const writing = async (
    work: (today: Today, act: StudyActions, scheduler: Scheduler) => Promise<Following | null>,
    once: "once" | "each time",
  ): Promise<void> => {
    const { today } = state();
    if (state().busy || !today) return;
    set({ busy: true, takenBack: null, takenBackGrade: null, isUndoMissed: false, changed: null });
    const attempt = async (): Promise<Following | null> => {
      await connected();
      const act = await actions();
      return work(today, act, act.schedulerFor(today.settings));
    };
    let following: Following | null;
    try {
      following = await (once === "once" ? lost.repeat(attempt, db()) : attempt());
    } catch (error) {
      return notWritten(error);
    }
    if (following === null) {
      set({ busy: false });
      return refresh();
    }
    await lost.repeat(following, db()).then(set, notRead);
    onWrite();
    await read();
  };

  /** After something was changed of a card that leaves its place in the queue as it was. */
  const noted = (id: EventId | null): Following | null => {
    if (id === null) return null;
    note({ made: [...state().made, id] });
    return async () => ({ ...(await reading.wordedAnew()), busy: false, canUndo: true });
  };

  /** What was looked up for longer than the answer waits is still said beside it, and calls for its card, until it is graded. */
  const foundLate = async (asked: StateRow, looking: Promise<MixedUp | null>): Promise<void> => {
    const mixedUp = await looking;
    const { shown, busy } = state();
    if (mixedUp && !busy && shown?.revealed && shown.card === asked) set({ shown: { ...shown, mixedUp } });
  };

  /** Another card stays in front. The changed one is asked from its beginning where it is still the first, and leaves otherwise. */
  const afterChange = async (read: Today, row: StateRow): Promise<Partial<SessionState>> => {
    const { shown, leech, wanted, goesAhead } = state();
    const isOther = shown !== null && shown.card.id !== row.id;
    const stays = isOther && (stillWaits(shown.card, read) || wanted === shown.card.id) ? shown : null;
    const again = isOther ? undefined : shownFrom(buildQueue(read), goesAhead).find(({ id }) => id === row.id);
    return {
      leech: leech?.card.id === row.id ? null : leech,
      wanted: wanted === row.id ? null : wanted,
      ...(await placed(read, stays?.text.notice ? null : stays, stays?.card ?? again)),
    };
  };

  return {
    async reveal(asked, said) {
      const { shown: front, today: known } = state();
      try {
        const act = await actions();
        if (!front || front.card !== asked || !known) return false;
        // Then chance alone chooses the day, as it does for long intervals.
        const unknown = { load: null, examDay: known.exam };
        const scheduler = act.schedulerFor(known.settings);
        const looking = said === undefined ? null : act.mixedUp(db(), front, said, known);
        const [mixedUp, coming] = await Promise.all([
          looking && atMost(WAIT_MS, looking, null),
          atMost(WAIT_MS, act.readComing(db(), { ...known, now: nowOf(known) }, asked, scheduler), unknown).catch(
            unread("how full the days to come are", unknown),
          ),
        ]);
        const { shown, today, busy } = state();
        // What was asked of one card must not turn the next one.
        if (!shown || shown.card !== asked || !today || shown.text.notice) return false;
        if (shown.revealed || busy) return shown.revealed;
        const outcomes = act.schedulerFor(today.settings).outcomes(asked.id, asked.state, nowOf(today), coming);
        set({ shown: { ...shown, revealed: true, outcomes, mixedUp } });
        if (looking && mixedUp === null) logFailure("what was taken for the answer", foundLate(asked, looking));
        return true;
      } catch (error) {
        await notWritten(error);
        return false;
      }
    },
    grade: (asked, rating) =>
      writing(async (today, act, scheduler) => {
        const { shown } = state();
        const outcome = shown?.outcomes.find((one) => one.rating === rating);
        if (!shown || shown.card !== asked || !outcome) return null;
        const { factRevision } = shown.text.content;
        const contrast = shown.mixedUp?.contrast;
        const { wait } = outcome;
        const maker = makerOf(today);
        // As if the page had been looked at without a break: what passed while it was not is no time of the answer.
        const shownAtMs = maker.now.nowMs - (attendedMs() - shown.shownAtMs);
        const answer = { rating, wait, shownAtMs, surface, factRevision, calls: contrast?.id };
        const written = await act.append(
          db(),
          shown.card,
          scheduler,
          () => makerOf(today),
          (card) => act.makeReview(card, answer, maker),
        );
        if (!written) return null;
        // Known at once, whatever comes of the reading that may follow.
        note({ made: [...state().made, written.event.id] });
        return async () => ({
          leech: await act.leechAfter(db(), shown, written.row, today),
          wanted: null,
          ...(await placed(advanceByReview({ ...today, now: maker.now }, written.row, contrast), null)),
        });
      }, "once"),
    setAside: (card, how) =>
      writing(async (today, act, scheduler) => {
        if (cardInFront(state()) !== card) return null;
        const maker = makerOf(today);
        const written = await act.append<SuspendEvent | BuryEvent>(
          db(),
          card,
          scheduler,
          () => makerOf(today),
          (row) =>
            how === "suspend" ? act.makeSuspend(row, true, maker) : act.makeBury(row, maker.now.today + 1, maker),
        );
        if (!written) return null;
        note({ made: [...state().made, written.event.id] });
        return async () => ({
          leech: null,
          wanted: null,
          ...(await placed(without({ ...today, now: maker.now }, written.row), null)),
        });
      }, "once"),
    undo: (asked) =>
      writing(async (known, act, scheduler) => {
        const maker = makerOf(known);
        const wanted = { made: state().made, device: maker.device, studyDay: maker.now.today, only: asked };
        let takenBack: SessionState["takenBack"] = null;
        let rating: Rating | null = null;
        let leavesFront = false;
        const undone = await act.undoLast(db(), wanted, scheduler, (event) => {
          takenBack = kindWords(event.kind);
          rating = act.ratingOf(event);
          leavesFront = event.card !== undefined && act.isRegister(event);
          return act.makeUndo(event, maker);
        });
        // Where it is something else by now, another page has made it so: that is named next, and nothing is taken back.
        if (!undone) set({ isUndoMissed: true });
        note({ made: undone ? state().made.filter((id) => id !== undone.event.undoes) : [] });
        if (!undone) return null;
        const { row, event } = undone;
        // The question of a fact that was met makes way for the fact.
        const front = state().shown?.card;
        const first = event.fact !== undefined && front?.fact === event.fact ? front : row;
        reading.forgetTexts();
        return async () => {
          // The card that an answer is taken back from is known: it is drawn, and what else follows is read behind it.
          if (row && isKnownAnswer(known, row, rating, maker.now)) {
            const change = await placed(advanceByUndo({ ...known, now: maker.now }, row), null, row);
            return {
              leech: null,
              wanted: null,
              ...change,
              takenBack,
              takenBackGrade: act.gradeOf(change.shown, rating),
            };
          }
          // A card that was switched off since is asked for no more.
          const read = await reading.readDay();
          if (leavesFront && state().shown) {
            const { shown: kept, leech } = await reading.wordedAnew();
            return { ...(await placed(read, kept)), leech, takenBack };
          }
          const change = await placed(read, null, first && asks(first, read) ? first : undefined);
          const takenBackGrade = await act.gradeTakenBack(db(), row, rating);
          return { leech: null, wanted: null, ...change, takenBack, takenBackGrade };
        };
        // Done again, it might take back one more.
      }, "each time"),
    async change(card, action, said) {
      let made: EventId | null = null;
      await writing(async (today, act, scheduler) => {
        const written = await act.append(
          db(),
          card,
          scheduler,
          () => makerOf(today),
          (row) => act.makeActionEvent(row, action, makerOf(today), surface),
        );
        if (!written) return null;
        made = written.event.id;
        note({ made: [...state().made, made] });
        reading.forgetTexts();
        return async () => ({ ...(await afterChange(await reading.readDay(), written.row)), changed: said });
      }, "once");
      return made;
    },
    async saveWording(id, wording) {
      let isKept = false;
      await writing(async (today, act) => {
        const { leech, shown } = state();
        const card = [leech, shown].find((front) => front?.card.id === id)?.card;
        if (!card) return null;
        const made = await act.setWording(db(), card, wording, () => makerOf(today));
        isKept = true;
        return noted(made);
      }, "once");
      return isKept;
    },
    mark: (asked) =>
      writing(async (today, act) => {
        const front = state().leech ?? state().shown;
        if (!front || cardInFront(state()) !== asked) return null;
        return noted(await act.setMark(db(), front.card, !front.text.own.isMarked, () => makerOf(today)));
      }, "once"),
    practise: async (asked) => {
      const { today, leech, busy } = state();
      if (busy || !today || leech?.card !== asked || !leech.contrast) return;
      const { contrast } = leech;
      set({ busy: true });
      await placed(today, null, contrast).then(
        (change) => set({ ...change, leech: null, wanted: contrast.id }),
        notRead,
      );
    },
    answerOffer: (asked, wanted) =>
      writing(async (today, act) => {
        const { offer } = state();
        if (!offer || !isAmong([asked], offer)) return null;
        const maker = () => makerOf(today);
        if (wanted) await act.setSwitch(db(), offer.deck, offer.chapter, true, maker);
        else await act.declineOffer(db(), offer, maker);
        return readAnew;
      }, "once"),
    comeBack: (withPlan) =>
      writing(async (today, act) => {
        const plan = state().back?.plan;
        if (withPlan && plan) await act.setPlan(db(), CATCH_UP, catchUpText(plan), () => makerOf(today));
        if (today.past.lastDay !== null) {
          await noteShown(db(), act, act.makeSeen(returnKey(today.past.lastDay), makerOf(today)));
        }
        return readAnew;
      }, "once"),
    endPause: () =>
      writing(async (today, act) => {
        await act.setPlan(db(), PAUSE, null, () => makerOf(today));
        return readAnew;
      }, "once"),
    welcome: (inPopupOnly) =>
      writing(async (today, act) => {
        if (inPopupOnly) await act.saveSetting(db(), "newTabSession", false, () => makerOf(today));
        await noteShown(db(), act, act.makeSeen(WELCOME, makerOf(today)));
        return readAnew;
      }, "once"),
    acknowledge: (read) =>
      writing(async (today, act) => {
        const { shown } = state();
        const notice = shown?.text.notice;
        if (!shown || notice?.key !== read.key) return null;
        const maker = makerOf(today);
        const event = notice.kind === "fact" ? act.makeMet(notice.key, maker) : act.makeSeen(notice.key, maker);
        const written = await noteShown(db(), act, event);
        if (written && act.isUndoable(event)) note({ made: [...state().made, event.id] });
        reading.forgetTexts();
        return () => placed(today, null, shown.card);
      }, "once"),
  };
}

/** Whether today is known without reading it where an answer was taken back: no contrast came with it, and no night since. */
const isKnownAnswer = (known: Today, row: StateRow, rating: Rating | null, now: Now): rating is Rating =>
  rating !== null && known.now.today === now.today && (known.called ?? []).length === 0 && asks(row, known);

/** Whether a card may be shown: one that has left its deck, or was switched off since, is asked for no more. */
const asks = (row: StateRow, { on }: Today): boolean => row.queue !== undefined && isAmong(on, row);
