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
import type { TakenBack } from "../exchange/messages.ts";
import { write } from "../store/database/transaction.ts";
import { removeDeck } from "../store/decks/decks.ts";
import type { Database } from "../store/opening/open.ts";
import { readSettings } from "../store/settings/settings.ts";
import { MERGE_STORES, uniteIn } from "../store/writing/merge.ts";
import { readSelf, undoMaker } from "./here.ts";
import { findKept, type Kept, keepInstead, readKept } from "./last-restore.ts";
import { endOfStep, type Left, leftToTakeBack } from "./left-to-take-back.ts";
import { eventsInRowsOf } from "./stretch.ts";

/**
 * Events of a transaction, for which a grade may have to wait. With fewer, the days that most cards share would be written more
 * often than it helps anybody.
 */
const PACE = { wantedMs: 60, least: 500, most: 4000 } as const;

/**
 * Takes back exactly what the last restore added, and removes the decks that it brought.
 * @param most events of a transaction, other than usual for tests
 */
export async function takeBack(db: Database, onProgress: OnJobProgress, most: number = PACE.most): Promise<TakenBack> {
  onProgress(0, 0);
  let undone = 0;
  const begun = await readKept(db);
  // Another page may take it back at the same time: then this one looks again for what is left, and no event gets two undos.
  for (let kept = begun; begun && kept; kept = findKept(await readKept(db), begun)) {
    undone = Math.max(undone, await goOn(db, kept, onProgress, most));
  }
  return { takenBack: undone };
}

/** @returns how many undos there are once all is taken back, by whichever page; the kept way back says whether it is */
async function goOn(db: Database, kept: Kept, onProgress: OnJobProgress, most: number): Promise<number> {
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
    if (!next) return total;
    now = next;
    start = end;
    onProgress(now.undone, total);
    size = nextSize(size, performance.now() - startMs, { ...PACE, most });
  }
  await finish(db, now, onProgress);
  return total;
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
  kept: Kept,
): Promise<Kept | null> {
  const scheduler = schedulerFor(await readSettings(db));
  const events = await eventsInRowsOf(db, places);
  const undone = events.filter(({ id }) => !leftAlone.has(id));
  const undos = undone.map((event) => makeUndo(event, "file"));
  const named = new Map([...before, ...undone.map((event) => [event.id, event] as const)]);
  return write(db, MERGE_STORES, async (transaction, written) => {
    const next = { ...kept, undone: kept.undone + undos.length };
    if (!(await keepInstead(transaction, kept, next))) return null;
    await uniteIn(transaction, written, undos, scheduler, { named });
    return next;
  });
}

/** The way back is given up last. */
async function finish(db: Database, kept: Kept, onProgress: OnJobProgress): Promise<void> {
  for (const deck of kept.decks) {
    // How long that takes nobody knows.
    onProgress(0, 0);
    if (await isStillOf(db, kept, deck)) await removeDeck(db, deck as DeckId);
  }
  await write(db, ["local"], (transaction) => keepInstead(transaction, kept, null));
}

/** Not where another page has taken all of the file back, or a file that came since has the same deck. */
async function isStillOf(db: Database, kept: Kept, deck: string): Promise<boolean> {
  const last = await readKept(db);
  const found = findKept(last, kept);
  for (let one = last; one && one !== found; one = one.before) if (one.decks.includes(deck)) return false;
  return found !== null;
}
