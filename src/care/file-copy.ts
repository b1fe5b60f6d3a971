import { type Beyond, note, readNoted } from "../copies/record/health-notes.ts";
import type { Place } from "../core/log/place.ts";
import { DAY_MS, type StudyDay } from "../core/time/study-day.ts";
import { datedFileName } from "../exchange/file-name.ts";
import { TooLargeError } from "../platform/too-large.ts";

/** A copy that is to be saved. */
export interface Copy {
  /** Null where a backup cannot hold it. */
  readonly content: Blob | null;
  /** What is too much for a backup: decks are left out of the copy. */
  readonly beyond: Beyond | null;
}

export interface CopyWork {
  /** Whether the user wants copies. */
  readonly wanted: boolean;
  readonly today: StudyDay;
  readonly nowMs: () => number;
  /** Where it is noted that today's copy is saved; without such a place there would be a copy at every wake, so none is made. */
  readonly place: Place | null;
  readonly permitted: () => Promise<boolean>;
  /** The backup; null while there is nothing to back up. */
  readonly backup: () => Promise<Copy | null>;
  /** The decks that no backup holds, where no copy was made that would say it. Reads them all. */
  readonly tooLong: () => Promise<Beyond | null>;
  /** Resolves when the file is on the disk; to false when the user did not let it be saved. */
  readonly save: (name: string, content: Blob) => Promise<boolean>;
}

/** One file for each study day, so that no day's file replaces another's, wherever the clock stands. */
export const copyName = (today: StudyDay): string => datedFileName("osteon", today * DAY_MS, 0, "json");

/**
 * Once on each study day, saves a copy of everything in the user's downloads, if that is wanted and permitted. Never
 * fails: what could not be saved is logged, not noted, and so tried again at the next wake.
 */
export async function keepCopy({ wanted, today, place, ...work }: CopyWork): Promise<void> {
  try {
    if (!wanted || !place || !(await work.permitted())) return;
    if ((await readNoted(place)).copyDay === today) return;
    const copy = await work.backup();
    if (!copy) return;
    const { content, beyond } = copy;
    const saved = content !== null && (await work.save(copyName(today), content));
    const asSaved = saved ? { fileAtMs: work.nowMs(), copyTooLarge: false } : {};
    // To find out that no file holds it took reading all of the log, and the user who refused it was asked: neither is done
    // again before tomorrow.
    await note(place, { copyDay: today, copyBeyond: beyond, ...(content ? {} : { copyTooLarge: false }), ...asSaved });
  } catch (error) {
    console.error("saving a copy in the downloads failed:", error);
    // It is for the user to save one, so the options say it.
    if (place && error instanceof TooLargeError) await noteTooLarge(place, today, work.tooLong);
  }
}

/** With the decks for which a backup would be refused, looked for once a day. */
async function noteTooLarge(place: Place, today: StudyDay, tooLong: CopyWork["tooLong"]): Promise<void> {
  try {
    const isKnown = (await readNoted(place)).tooLongDay === today;
    // First: neither a deck that cannot be read, nor the end of the worker while all are read, may keep it from the user,
    // or have all read again at the next wake.
    await note(place, { copyTooLarge: true, tooLongDay: today });
    if (isKnown) return;
  } catch (error) {
    console.error("that could not be noted:", error);
    return;
  }
  try {
    await note(place, { copyBeyond: await tooLong() });
  } catch (error) {
    console.error("looking for decks that are too long for a copy failed:", error);
  }
}
