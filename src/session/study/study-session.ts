/**
 * A study session: what is shown is read in `session-reading.ts`, and what the user's actions write is in `study-writes.ts`,
 * which is loaded while the first question is read. Neither knows how things look; `live-session.ts` hands the state to a
 * page.
 */
import type { EventId } from "../../core/ids.ts";
import type { Trouble } from "../../store/database/trouble.ts";
import { whyNotRead, whyNotWritten } from "../../store/database/why-not.ts";
import { reopening } from "../common/reopening.ts";
import { cardInFront } from "./card-in-front.ts";
import { sessionReading } from "./session-reading.ts";
import { UNSAID } from "./session-state.ts";
import type { SessionOptions, StudySession, StudyWrites } from "./study-session-types.ts";

export type { SessionOptions, StudySession } from "./study-session-types.ts";

export function createStudySession(options: SessionOptions): StudySession {
  const { attendedMs = options.clock.nowMs } = options;
  const reading = sessionReading(options);
  const { state, set, note, db, refresh, findUndo } = reading;
  let connected = Promise.resolve();
  const lost = reopening();

  const failed = async (what: string, error: unknown, why: Promise<Trouble>): Promise<void> => {
    console.error(`${what}:`, error);
    reading.troubleIsRead(false);
    set({ busy: false, trouble: await why });
  };
  const notWritten = (error: unknown) => failed("nothing was written", error, whyNotWritten(error));
  const notRead = (error: unknown) => failed("today could not be read", error, whyNotRead(error));

  let writes: StudyWrites | null = null;
  let preparing: Promise<StudyWrites> | null = null;
  const load = async (): Promise<StudyWrites> => {
    try {
      const [{ studyWrites }] = await Promise.all([import("./study-writes.ts"), reading.actions()]);
      writes = studyWrites(options, { reading, lost, connected: () => connected, notWritten, notRead });
      return writes;
    } catch (error) {
      preparing = null;
      throw error;
    }
  };
  /** Once for all that is asked meanwhile: of two presses the second then finds the session busy with the first. */
  const prepare = (): Promise<StudyWrites> => {
    preparing ??= load();
    return preparing;
  };
  /** At once where it can be: what is pressed next must find the session busy. */
  const writing = (work: (by: StudyWrites) => Promise<void>): Promise<void> =>
    writes ? work(writes) : prepare().then(work, notWritten);
  /** The same of what is in front at the press: when the work begins, something else may be. */
  const writingOf = async <Front>(
    front: Front | null | undefined,
    work: (by: StudyWrites, front: Front) => Promise<void>,
  ): Promise<void> => {
    if (front) await writing((by) => work(by, front));
  };

  return {
    state,
    async prepare() {
      await prepare();
    },
    async reconnect(opening) {
      connected = opening.then((next) => {
        lost.done(db());
        reading.goOnWith(next);
      });
      await connected;
      // What was being read through the closed connection fails; another reading follows.
      await reading.idle();
      await refresh();
    },
    disconnect: lost.givenUp,
    refresh,
    findUndo,
    begin: () => {
      const { shown } = state();
      if (shown) set({ shown: { ...shown, shownAtMs: attendedMs() } });
    },
    async reveal(said, of) {
      const asked = state().shown?.card;
      if (of !== undefined && asked?.id !== of) return false;
      let isShown = false;
      await writingOf(asked, async (by, card) => {
        isShown = await by.reveal(card, said);
      });
      return isShown;
    },
    grade: (rating) => writingOf(state().shown?.card, (by, card) => by.grade(card, rating)),
    setAside: (how) => writingOf(cardInFront(state()), (by, card) => by.setAside(card, how)),
    undo: (told = state().undoNext?.id) => writingOf(told, (by, asked) => by.undo(asked)),
    async change(card, action, said) {
      let made: EventId | null = null;
      await writing(async (by) => {
        made = await by.change(card, action, said);
      });
      return made;
    },
    async saveWording(card, wording) {
      let isKept = false;
      await writing(async (by) => {
        isKept = await by.saveWording(card, wording);
      });
      return isKept;
    },
    mark: () => writingOf(cardInFront(state()), (by, card) => by.mark(card)),
    practise: () => writingOf(state().leech?.card, (by, card) => by.practise(card)),
    answerOffer: (wanted) => writingOf(state().offer, (by, offer) => by.answerOffer(offer, wanted)),
    moreNew: (cards) => writing((by) => by.moreNew(cards)),
    comeBack: (withPlan) => writing((by) => by.comeBack(withPlan)),
    endPause: () => writing((by) => by.endPause()),
    welcome: (inPopupOnly) => writing((by) => by.welcome(inPopupOnly)),
    goAhead: () => {
      note({ ...UNSAID, goesAhead: true });
      return refresh().catch(notRead);
    },
    acknowledge: () => {
      // After a trouble there is nothing to write: looking again shows the card as it was.
      if (state().trouble) {
        reading.troubleIsRead(true);
        // Where another connection is on its way, it is that one which is read from.
        return connected.then(refresh).catch(notRead);
      }
      if (state().leech) {
        // The answer to what comes next is timed from now on.
        const { shown } = state();
        set({ ...UNSAID, leech: null, shown: shown && { ...shown, shownAtMs: attendedMs() } });
        return Promise.resolve();
      }
      return writingOf(state().shown?.text.notice, (by, notice) => by.acknowledge(notice));
    },
  };
}
