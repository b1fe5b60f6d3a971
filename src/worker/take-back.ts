/**
 * Taking the last file back: an undo for each event that it brought. In transactions for each of which a grade may wait, each of
 * which keeps with its undos how many there are by now. So it can be ended anywhere: what was taken back by then stays so,
 * and whoever goes on looks for what is left.
 */
import type { DeckId } from "../core/ids.ts";
import { schedulerFor } from "../core/memory/scheduler.ts";
import { nextSize } from "../core/pace.ts";
import type { OnJobProgress } from "../exchange/backup/backup-format.ts";
import type { MakeUndo } from "../exchange/changes/counting.ts";
import type { TakenBack } from "../jobs/messages.ts";
import { whileTakingBack } from "../platform/taking-back-lock.ts";
import { write } from "../store/database/transaction.ts";
import { removeDeckIn } from "../store/decks/decks.ts";
import { DECK_STORES } from "../store/decks/install-deck.ts";
import type { Database } from "../store/opening/open.ts";
import { settingsNow } from "../store/settings/settings.ts";
import { MERGE_STORES, mergeIn } from "../store/writing/merge.ts";
import { beginTakingBack, findKept, giveDeckUp, keepInstead, readKept, type WayBack } from "./last-restore.ts";
import { endOfStep, type Left, leftToTakeBack } from "./left-to-take-back.ts";
import { eventsInRowsOf } from "./places.ts";
import { readSelf, undoMaker } from "./profile.ts";

/**
 * Events of a transaction, for which a grade may have to wait. With fewer, the days that most cards share would be written more
 * often than it helps anybody.
 */
const PACE = { wantedMs: 60, least: 500, most: 4000 } as const;

/**
 * Takes back exactly what the last restore added, and removes the decks that it brought. What cannot be read of it stays until
 * it is mended, and so does the way back.
 * @param most events of a transaction, other than usual for tests
 * @param atMs see `beginTakingBack`: who asks may not have heard of a file that came since
 * @returns null where that file cannot be taken back any more
 */
export async function takeBack(
  db: Database,
  onProgress: OnJobProgress,
  most: number = PACE.most,
  atMs?: number,
): Promise<TakenBack> {
  onProgress(0, 0);
  const begun = await write(db, ["local"], (transaction) => beginTakingBack(transaction, atMs));
  if (!begun) return null;
  return whileTakingBack(
    () => takeAllBack(db, begun, onProgress, most),
    () => onProgress(0, 0),
  );
}

async function takeAllBack(db: Database, begun: WayBack, onProgress: OnJobProgress, most: number): Promise<TakenBack> {
  let gone: Gone = { undone: 0, unreadable: 0, isDone: false };
  // Another page may take it back at the same time: then this one looks again for what is left, and no event gets two undos.
  for (let kept: WayBack | null = begun; kept && !gone.isDone; kept = findKept(await readKept(db), begun)) {
    gone = await goOn(db, kept, onProgress, most);
  }
  // Where another page came to the end, and gave the way back up, nothing was left of what this one found.
  return { takenBack: gone.undone, unreadable: gone.isDone ? gone.unreadable : 0 };
}

interface Gone {
  /** How many undos there are once all is taken back that can be, by whichever page. */
  readonly undone: number;
  readonly unreadable: number;
  /** Whether this page came to the end of it. */
  readonly isDone: boolean;
}

async function goOn(db: Database, kept: WayBack, onProgress: OnJobProgress, most: number): Promise<Gone> {
  const { device, now: made } = await readSelf(db);
  const makeUndo = undoMaker({ device, now: made });
  const left = await leftToTakeBack(db, kept, makeUndo);
  const total = kept.undone + left.rows.reduce((sum, row) => sum + row.left, 0);
  let now = kept;
  let size = Math.min(most, PACE.least);
  for (let start = 0; start < left.rows.length; ) {
    const end = endOfStep(left.rows, start, size);
    const places = left.rows.slice(start, end).map(({ place }) => place);
    const startMs = performance.now();
    const next = await step(db, { ...left, places, makeUndo }, now);
    if (!next) return { undone: total, unreadable: left.unreadable, isDone: false };
    now = next;
    start = end;
    onProgress(now.undone, total);
    size = nextSize(size, performance.now() - startMs, { ...PACE, most });
  }
  // Also what could be read at first, and no longer when its turn came.
  const unreadable = left.unreadable + total - now.undone;
  return { undone: now.undone, unreadable, isDone: await finish(db, now, unreadable === 0, onProgress) };
}

interface Step extends Pick<Left, "leftAlone" | "named"> {
  /** Of the rows all of whose events are taken back but those. */
  readonly places: readonly number[];
  readonly makeUndo: MakeUndo;
}

/** @returns what is kept since; null where another page has gone on with it, and nothing was written */
async function step(
  db: Database,
  { places, leftAlone, named: before, makeUndo }: Step,
  kept: WayBack,
): Promise<WayBack | null> {
  const events = await eventsInRowsOf(db, places);
  const undone = events.filter(({ id }) => !leftAlone.has(id));
  const undos = undone.map((event) => makeUndo(event, "file"));
  const named = new Map([...before, ...undone.map((event) => [event.id, event] as const)]);
  return write(db, MERGE_STORES, async (transaction, written) => {
    const next = { ...kept, undone: kept.undone + undos.length };
    if (!(await keepInstead(transaction, kept, next))) return null;
    // Within the write: by weights of before, a card would keep a state of the model of before.
    await mergeIn(transaction, written, undos, schedulerFor(await settingsNow(transaction)), { named });
    return next;
  });
}

/**
 * The way back is given up last.
 * @param isAll whether nothing of the file is left but its decks
 * @returns false where another page has gone on with it
 */
async function finish(db: Database, kept: WayBack, isAll: boolean, onProgress: OnJobProgress): Promise<boolean> {
  let now = kept;
  for (const deck of kept.decks) {
    // How long that takes nobody knows.
    onProgress(0, 0);
    const next = await removeDeckOf(db, now, deck as DeckId);
    if (!next) return false;
    now = next;
  }
  return write(db, ["local"], (transaction) => keepInstead(transaction, now, isAll ? null : now));
}

/**
 * In one transaction: a file that comes in before has the deck, and keeps it; one that was looked at before and comes in after is
 * looked at once more. A file that came since may have the deck as well: then it stays.
 * @returns what is kept since; null where another page has gone on with it, and nothing was written
 */
const removeDeckOf = (db: Database, kept: WayBack, deck: DeckId): Promise<WayBack | null> =>
  write(db, DECK_STORES, async (transaction) => {
    const given = await giveDeckUp(transaction, kept, deck);
    if (given?.isNobodys) await removeDeckIn(transaction, deck);
    return given?.kept ?? null;
  });
