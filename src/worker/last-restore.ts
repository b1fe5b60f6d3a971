/** What the last restore added, kept in the database, so that it can be taken back by one click also after a reload. */
import * as v from "valibot";
import type { DeckId } from "../core/ids.ts";
import type { LastRestore, Restored } from "../exchange/messages.ts";
import { positionRow, readPosition } from "../store/database/local.ts";
import type { Writing } from "../store/database/transaction.ts";
import type { Database } from "../store/opening/open.ts";
import type { United } from "../store/writing/merge.ts";
import { placesSchema, placesSince } from "./stretch.ts";

const JOB = "last-restore";
/** Also for what an earlier version kept, see `placesSchema`. */
const schema = v.object({
  atMs: v.number(),
  /** Entries of the file, and reviews that replacing took back: as the result said. */
  added: v.pipe(v.number(), v.integer()),
  takenBack: v.optional(v.pipe(v.number(), v.integer()), 0),
  ...placesSchema.entries,
  /** Where more stands that is taken back with it: what is left of a file that was taken back in part, and then brought again. */
  also: v.optional(v.array(placesSchema), () => []),
  decks: v.array(v.string()),
  /** How many undos were written since, where taking it back was begun and has not come to its end. */
  undone: v.optional(v.pipe(v.number(), v.integer()), 0),
});
export type Kept = v.InferOutput<typeof schema>;

/**
 * In the transaction that adds the events, so that nothing comes in without its way back. What they mended was here before:
 * it is no part of that.
 * @param united.before the last place of the log before anything came
 * @param again how many entries were brought again that had been taken back
 */
export async function keepRestore(
  transaction: Writing,
  { added, mended, mendedTo, before }: United & { readonly before: number },
  decks: readonly DeckId[],
  nowMs: number,
  counts: Pick<Restored, "added" | "takenBack">,
  again: number,
): Promise<void> {
  // Nothing was added, so what was added before is still the last.
  if (added.length === mended.length && decks.length === 0) return;
  const inPart = again > 0 ? leftOf(await keptNow(transaction)) : null;
  const kept: Kept = {
    atMs: nowMs,
    added: counts.added + (inPart?.added ?? 0),
    takenBack: counts.takenBack,
    ...(await placesSince(transaction.objectStore("events"), mendedTo ?? before)),
    also: inPart?.places ?? [],
    decks: [...new Set([...(inPart?.decks ?? []), ...decks])],
    undone: 0,
  };
  await transaction.objectStore("local").put(keptRow(kept));
}

/** What is still here of a file that was taken back in part. */
function leftOf(kept: Kept | null) {
  if (!kept?.undone) return null;
  const { from, to, also, added, undone, decks } = kept;
  return { places: [...also, { from, to }], added: Math.max(0, added - undone), decks };
}

export const keptRow = (kept: Kept | null) => positionRow(JOB, kept);

const keptIn = (value: unknown): Kept | null => {
  const kept = v.safeParse(schema, value);
  return kept.success ? kept.output : null;
};

export const readKept = async (db: Database): Promise<Kept | null> => keptIn(await readPosition(db, JOB));

/** As a transaction finds it. */
export const keptNow = async (transaction: Writing): Promise<Kept | null> =>
  keptIn((await transaction.objectStore("local").get(keptRow(null).key))?.value);

/** What can be taken back; null when there is nothing. */
export async function lastRestore(db: Database): Promise<LastRestore> {
  const kept = await readKept(db);
  return kept && { atMs: kept.atMs, added: kept.added, takenBack: kept.takenBack, undone: kept.undone };
}
