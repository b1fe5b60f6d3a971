/** How a study session writes, whatever it is: one write at a time, which is told to the page and to other pages. */
import type { EventId } from "../../../core/ids.ts";
import type { Maker } from "../../../core/log/make-event.ts";
import type { Scheduler } from "../../../core/memory/scheduler.ts";
import { type Now, nowAt } from "../../../core/time/now.ts";
import type { Today } from "../../../store/today/today.ts";
import { makerAt } from "../../common/maker.ts";
import type { Reopening } from "../../common/reopening.ts";
import type { LateParts, SessionReading } from "../session-reading.ts";
import { type SessionState, UNSAID } from "../session-state.ts";
import type { SessionOptions } from "../study-session-types.ts";

/** What writing needs to know of the session that it belongs to. */
export interface Around {
  readonly reading: SessionReading;
  readonly lost: Reopening;
  /** Resolves when there is a connection. */
  readonly connected: () => Promise<void>;
  /** Tells why nothing was written, or why today could not be read after it. */
  readonly notWritten: (error: unknown) => Promise<void>;
  readonly notRead: (error: unknown) => Promise<void>;
}

/** Works out the state that follows a write that is safe on the disk. */
export type Following = () => Promise<Partial<SessionState>>;

/** Resolves to null when nothing was written: there was nothing to do, or somebody else was faster. */
type Work = (today: Today, act: LateParts, scheduler: Scheduler) => Promise<Following | null>;

export interface Writer extends Pick<Around, "reading" | "notWritten" | "notRead"> {
  /**
   * Runs one write at a time. What goes wrong becomes a sentence: another one before the write is safe than after it.
   * @param once whether it writes once, however often it is done: then it is done again where its connection was lost
   */
  readonly write: (work: Work, once: "once" | "each time") => Promise<void>;
  readonly nowOf: (today: Today) => Now;
  readonly makerOf: (today: Today) => Maker;
  /** An event was written that Undo takes back: known at once, whatever comes of the reading that may follow. */
  readonly made: (id: EventId) => void;
}

/** The writer of one session, for all of its life. */
export function sessionWriter(
  { clock, onWrite }: SessionOptions,
  { reading, lost, connected, notWritten, notRead }: Around,
): Writer {
  const { state, set, note, db, actions, read, refresh } = reading;
  return {
    ...{ reading, notWritten, notRead },
    nowOf: ({ settings }) => nowAt(clock.nowMs(), clock.offsetAt, settings.rolloverHour),
    makerOf: ({ device, settings }) => makerAt(clock, device, settings),
    made: (id) => note({ made: [...state().made, id] }),
    async write(work, once) {
      const { today } = state();
      if (state().busy || !today) return;
      set({ ...UNSAID, busy: true });
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
    },
  };
}
