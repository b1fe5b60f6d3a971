/**
 * Taking the last file back: an undo for each event that it brought. In transactions for each of which a grade may wait, each of
 * which keeps with its undos how many there are by now. So it can be ended anywhere: what was taken back by then stays so,
 * and whoever goes on looks for what is left.
 */
import type { DeckId, DeviceId } from "../core/ids.ts";
import { schedulerFor } from "../core/memory/scheduler.ts";
import { nextSize } from "../core/pace.ts";
import { type OnProgress, UNKNOWN_PROGRESS } from "../core/progress.ts";
import type { MakeUndo } from "../exchange/changes/counting.ts";
import type { TakenBack } from "../jobs/messages.ts";
import { whileTakingBack } from "../platform/taking-back-lock.ts";
import { write } from "../store/database/transaction.ts";
import { removeDeckIn } from "../store/decks/decks.ts";
import { DECK_STORES } from "../store/decks/install-deck.ts";
import type { Database } from "../store/opening/open.ts";
import { settingsNow } from "../store/settings/settings.ts";
import { knowingRows } from "../store/writing/lost-with-rows.ts";
import { MERGE_STORES, mergeIn } from "../store/writing/merge.ts";
import { eventsInRowsOf } from "./events-in-rows.ts";
import { isAsBrought, keepInstead, readKept, type WayBack } from "./last-restore.ts";
import { endOfStep, type Left, leftToTakeBack } from "./left-to-take-back.ts";
import { readSelf, undoMaker } from "./profile.ts";
import { hasUndosOfSince, type LogSeen, readLogSeen, seenNow } from "./undos-since.ts";

/**
 * Events of a transaction, for which a grade may have to wait. With fewer, the days that most cards share would be written more
 * often than it helps anybody.
 */
const PACE = { wantedMs: 60, least: 500, most: 4000 } as const;

/**
 * Takes back exactly what the last restore added, and removes the decks that it brought. What cannot be read of it stays until
 * it is mended, and so does the way back.
 * @param most events of a transaction, other than usual for tests
 * @param atMs when the file came that is meant, for who asks may not have heard of one that came since; without it the last one
 * @returns null where that file cannot be taken back (any more): another page has come to the end of it, keeps what is left
 * of it, or has brought another file in since
 */
export async function takeBack(
  db: Database,
  onProgress: OnProgress,
  most: number = PACE.most,
  atMs?: number,
): Promise<TakenBack> {
  onProgress(UNKNOWN_PROGRESS);
  return whileTakingBack(
    () => takeAllBack(db, onProgress, most, atMs),
    () => onProgress(UNKNOWN_PROGRESS),
  );
}

async function takeAllBack(
  db: Database,
  onProgress: OnProgress,
  most: number,
  atMs: number | undefined,
): Promise<TakenBack> {
  const meant = await readKept(db);
  const isMeant = (kept: WayBack | null): kept is WayBack =>
    kept !== null && kept.atMs === (atMs ?? meant?.atMs) && kept.from === meant?.from;
  // Another page may take it back at the same time, or another machine make some of it count again: then this one looks again for
  // what is left, and no event gets two undos.
  for (let kept = meant; isMeant(kept); kept = await readKept(db)) {
    const done = await goOn(db, kept, onProgress, most);
    if (done) return done;
  }
  return null;
}

/** @returns null where another page has gone on with it, or something else may be left by now */
async function goOn(db: Database, kept: WayBack, onProgress: OnProgress, most: number): Promise<TakenBack> {
  const { device, now: made } = await readSelf(db);
  let seen = await readLogSeen(db);
  const makeUndo = undoMaker({ device, now: made });
  const left = await leftToTakeBack(db, kept, makeUndo, device, kept.by);
  // Counted anew: another machine may have made some of it count again since.
  const total = left.entries.done + left.entries.left;
  const all = total + left.entries.unreadable;
  let [now, undone] = [kept, left.entries.done];
  let size = Math.min(most, PACE.least);
  for (let start = 0; start < left.rows.length; ) {
    const end = endOfStep(left.rows, start, size);
    const places = left.rows.slice(start, end).map(({ place }) => place);
    const startMs = performance.now();
    const next = await step(db, { ...left, places, makeUndo, device, undone, all, seen }, now);
    if (!next) return null;
    [now, seen] = [next.kept, next.seen];
    undone = now.undone;
    start = end;
    onProgress({ done: undone, total });
    size = nextSize(size, performance.now() - startMs, { ...PACE, most });
  }
  // Also what could be read at first, and no longer when its turn came.
  const unreadable = all - undone;
  const isDone = await finish(db, now, { undone, unreadable, seen }, onProgress);
  return isDone ? { takenBack: undone, unreadable } : null;
}

interface Step extends Pick<Left, "leftAlone" | "named" | "entries"> {
  /** Of the rows all of whose events are taken back but those. */
  readonly places: readonly number[];
  readonly makeUndo: MakeUndo;
  /** In whose name. */
  readonly device: DeviceId;
  /** Entries of the file that were taken back before. */
  readonly undone: number;
  /** All of them, those that cannot be read among them. */
  readonly all: number;
  /** As it was when somebody looked for what is left. */
  readonly seen: LogSeen;
}

/** @returns what is kept since; null where another page has gone on with it, or an undo of it has come, and nothing was written */
async function step(
  db: Database,
  { places, leftAlone, named: namedBefore, entries, makeUndo, device, undone: before, all, seen }: Step,
  kept: WayBack,
): Promise<{ readonly kept: WayBack; readonly seen: LogSeen } | null> {
  const events = await eventsInRowsOf(db, places);
  const going = events.filter(({ id }) => !leftAlone.has(id));
  const undos = going.map((event) => makeUndo(event, "file"));
  const named = new Map([...namedBefore, ...going.map((event) => [event.id, event] as const)]);
  const undone = before + entries.finishedBy(going);
  const by = kept.by.includes(device) ? kept.by : [...kept.by, device];
  const next = { ...kept, isBegun: true, undone, by, left: all - undone, isUnreadable: false };
  return knowingRows(db, (known) =>
    write(db, MERGE_STORES, async (transaction, written) => {
      if (await hasUndosOfSince(transaction, seen, kept)) return null;
      if (!(await keepInstead(transaction, kept, next))) return null;
      // Within the write: by weights of before, a card would keep a state of the model of before.
      await mergeIn(transaction, written, undos, schedulerFor(await settingsNow(transaction)), known, { named });
      return { kept: next, seen: await seenNow(transaction) };
    }),
  );
}

/**
 * The way back is given up last.
 * @param count how many entries are taken back, and how many are left, which cannot be read: the way back is kept for those
 * @returns false where another page has gone on with it, or an undo of it has come, by which some of it may count again
 */
async function finish(
  db: Database,
  kept: WayBack,
  { undone, unreadable, seen }: { readonly undone: number; readonly unreadable: number; readonly seen: LogSeen },
  onProgress: OnProgress,
): Promise<boolean> {
  let now = kept;
  for (const deck of kept.decks) {
    // How long that takes nobody knows.
    onProgress(UNKNOWN_PROGRESS);
    const then = { ...now, isBegun: true, decks: now.decks.filter((one) => one !== deck) };
    if (!(await removeDeckOf(db, now, deck as DeckId, then))) return false;
    now = then;
  }
  // Where nothing could be taken back, the file is here as a whole.
  const rest = now.isBegun ? { ...now, undone, left: unreadable, isUnreadable: true } : now;
  const then = unreadable === 0 ? null : rest;
  return write(
    db,
    ["local", "events"],
    async (transaction) => !(await hasUndosOfSince(transaction, seen, kept)) && keepInstead(transaction, now, then),
  );
}

/** @returns false where another page has gone on with it, and nothing was written */
const removeDeckOf = (db: Database, kept: WayBack, deck: DeckId, then: WayBack): Promise<boolean> =>
  write(db, DECK_STORES, async (transaction) => {
    const isKept = await keepInstead(transaction, kept, then);
    if (isKept && (await isAsBrought(transaction, kept, deck))) await removeDeckIn(transaction, deck);
    return isKept;
  });
