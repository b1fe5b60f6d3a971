/** What the last restore added, kept in the database, so that it can be taken back by one click also after a reload. */
import * as v from "valibot";
import type { DeckId } from "../core/ids.ts";
import type { OnJobProgress } from "../exchange/backup/backup-format.ts";
import { takingBack } from "../exchange/changes/taking-back.ts";
import type { LastRestore, Restored, TakenBack } from "../exchange/messages.ts";
import { keepPosition, positionRow, readPosition } from "../store/database/local.ts";
import type { Writing } from "../store/database/transaction.ts";
import { removeDeck } from "../store/decks/decks.ts";
import type { Database } from "../store/opening/open.ts";
import { type United, unite } from "../store/writing/merge.ts";
import { readProfile, undoMaker } from "./here.ts";
import { eventsAt, placesSchema, placesSince } from "./stretch.ts";

const JOB = "last-restore";
const schema = v.strictObject({
  atMs: v.number(),
  /** Entries of the file, and reviews that replacing took back: as the result said. */
  added: v.pipe(v.number(), v.integer()),
  takenBack: v.optional(v.pipe(v.number(), v.integer()), 0),
  ...placesSchema.entries,
  decks: v.array(v.string()),
});
type Kept = v.InferOutput<typeof schema>;

/**
 * In the transaction that adds the events, so that nothing comes in without its way back.
 * @param united.before the last place of the log before they were added
 */
export async function keepRestore(
  transaction: Writing,
  { added, mended, before }: United & { readonly before: number },
  decks: readonly DeckId[],
  nowMs: number,
  counts: Pick<Restored, "added" | "takenBack">,
): Promise<void> {
  // Nothing was added, so what was added before is still the last.
  if (added.length === 0 && decks.length === 0) return;
  const kept: Kept = {
    atMs: nowMs,
    ...counts,
    ...(await placesSince(transaction.objectStore("events"), before, mended)),
    decks: [...decks],
  };
  await transaction.objectStore("local").put(positionRow(JOB, kept));
}

async function readKept(db: Database): Promise<Kept | null> {
  const kept = v.safeParse(schema, await readPosition(db, JOB));
  return kept.success ? kept.output : null;
}

/** What can be taken back; null when there is nothing. */
export async function lastRestore(db: Database): Promise<LastRestore> {
  const kept = await readKept(db);
  return kept && { atMs: kept.atMs, added: kept.added, takenBack: kept.takenBack };
}

/** Takes back exactly what the last restore added, by undos, and removes the decks that it brought. */
export async function takeBack(db: Database, onProgress: OnJobProgress): Promise<TakenBack> {
  const kept = await readKept(db);
  if (!kept) return { takenBack: 0 };
  onProgress(0, 0);
  const added = await eventsAt(db, kept);
  const profile = await readProfile(db);
  const undos = takingBack(profile.events, added, undoMaker(profile), profile.cardOf);
  // The way back is given up last: ended before that, it is all done once more, and what is taken back stays so.
  await unite(db, undos, profile.scheduler, { onWritten: onProgress });
  for (const deck of kept.decks) await removeDeck(db, deck as DeckId);
  await keepPosition(db, JOB, null);
  return { takenBack: undos.length };
}
