/** What the last restore added, kept in the database, so that it can be taken back by one click also after a reload. */
import * as v from "valibot";
import type { DeckId, DeviceId } from "../core/ids.ts";
import { same } from "../core/same.ts";
import type { FileRestored, LastRestore } from "../jobs/messages.ts";
import { positionKey, positionRow, readPosition } from "../store/database/local.ts";
import { type Reading, type Writing, write } from "../store/database/transaction.ts";
import { type LogStretch, stretchSince } from "../store/log/stretch.ts";
import type { Database } from "../store/opening/open.ts";
import type { Merged } from "../store/writing/merge.ts";

const JOB = "last-restore";
const CHANGES = "file-changes";
const number = v.pipe(v.number(), v.integer());

interface DeckVersion {
  readonly id: string;
  readonly version: string;
}

/** There is one at most. */
export interface WayBack extends LogStretch {
  readonly atMs: number;
  /** Entries of the file, and reviews and other entries here that count no longer since: as the result said. */
  readonly added: number;
  readonly takenBack: number;
  readonly othersTakenBack: number;
  /** Decks that go with it: those that it brought. */
  readonly decks: readonly string[];
  /** In which version it brought them, see `isAsBrought`. */
  readonly versions: readonly DeckVersion[];
  /**
   * Whether some of the file is taken back and some is not. Then no other file comes in, see `isBegunNow`: it could say of the
   * same events whether they count, and whoever went on would undo what it brought, or leave what it undid.
   */
  readonly isBegun: boolean;
  /** How many of its events are taken back since. */
  readonly undone: number;
  /** Under which ids of this device, see `copies/shared/identity.ts`. An earlier version did not keep it. */
  readonly by: readonly DeviceId[];
  /** How many events were left then, those among them that cannot be read; null where nobody knows. */
  readonly left: number | null;
  /** Whether what is left cannot be read: a file that has it mends it, and may come for that, see `restore`. */
  readonly isUnreadable: boolean;
}

/**
 * An earlier version kept the file before this one with it, where that had been taken back in part. What was left of that stays.
 * A still earlier one did not say what was begun. None of them said in which versions the decks came.
 */
const schema: v.GenericSchema<unknown, WayBack> = v.pipe(
  v.object({
    atMs: v.number(),
    added: number,
    takenBack: v.optional(number, 0),
    othersTakenBack: v.optional(number, 0),
    from: number,
    to: number,
    decks: v.array(v.string()),
    versions: v.optional(v.array(v.object({ id: v.string(), version: v.string() })), []),
    isBegun: v.optional(v.boolean(), false),
    undone: v.optional(number, 0),
    by: v.optional(v.array(v.custom<DeviceId>((id) => typeof id === "string")), []),
    left: v.optional(v.nullable(number), null),
    isUnreadable: v.optional(v.boolean(), false),
  }),
  v.transform((kept) => ({ ...kept, isBegun: kept.isBegun || kept.undone > 0 })),
);

/**
 * In the transaction that adds the events, so that nothing comes in without its way back. What they mended was here before:
 * it is no part of that. Where nothing was added, what was added before is still the last.
 * @param united what came in, and in `before` the last place of the log before anything came
 * @param decks those that were not here before
 */
export async function keepRestore(
  transaction: Writing,
  { added, mended, mendedTo, before }: Merged & { readonly before: number },
  decks: readonly DeckVersion[],
  nowMs: number,
  counts: Pick<FileRestored, "added" | "takenBack" | "othersTakenBack">,
): Promise<void> {
  if (added.length === mended.length && decks.length === 0) return;
  await keep(transaction, {
    atMs: nowMs,
    ...counts,
    ...(await stretchSince(transaction.objectStore("events"), mendedTo ?? before)),
    decks: decks.map(({ id }) => id),
    versions: decks.map(({ id, version }) => ({ id, version })),
    ...{ isBegun: false, undone: 0, by: [], left: null, isUnreadable: false },
  });
}

/**
 * Keeps something else of the file.
 * @param then null where nothing of it can be taken back any more
 * @returns false where it does not stand as it is said to, and nothing was written: another page has gone on with it
 */
export async function keepInstead(transaction: Writing, kept: WayBack, then: WayBack | null): Promise<boolean> {
  if (!same(await keptNow(transaction), kept)) return false;
  await keep(transaction, then);
  return true;
}

/**
 * Gives the way back up: what is left of a file that was taken back in part stays.
 * @param atMs when the file came that is meant
 * @returns false where that file is not here in part (any more), and nothing was written
 */
export const keepRest = (db: Database, atMs: number): Promise<boolean> =>
  write(db, ["local"], async (transaction) => {
    const kept = await keptNow(transaction);
    if (!kept?.isBegun || kept.atMs !== atMs) return false;
    await keep(transaction, null);
    return true;
  });

/**
 * Whether a deck is still the one that the file brought: a later version came from elsewhere, and is nothing of the file's. Where
 * nobody kept the version, it is taken for that.
 */
export async function isAsBrought(transaction: Reading, { versions }: WayBack, deck: DeckId): Promise<boolean> {
  const brought = versions.find(({ id }) => id === deck);
  if (!brought) return true;
  return (await transaction.objectStore("decks").get(deck))?.version === brought.version;
}

/** @param kept what can be taken back from now on; null for nothing */
async function keep(transaction: Writing, kept: WayBack | null): Promise<void> {
  await transaction.objectStore("local").put(positionRow(JOB, kept));
  await noteFileChange(transaction);
}

/** What is here is another than whoever looked before has seen, see `fileChangesNow`. */
async function noteFileChange(transaction: Writing): Promise<void> {
  await transaction.objectStore("local").put(positionRow(CHANGES, (await fileChangesNow(transaction)) + 1));
}

/**
 * How often something was brought in, or a step of it taken back. Whoever has looked at what is here sees by it whether that
 * is so still, also where what can be taken back is the same again.
 */
export const fileChangesNow = async (transaction: Reading): Promise<number> =>
  changesIn((await transaction.objectStore("local").get(positionKey(CHANGES)))?.value);
export const readFileChanges = async (db: Database): Promise<number> => changesIn(await readPosition(db, CHANGES));
const changesIn = (value: unknown): number => (typeof value === "number" ? value : 0);

const keptIn = (value: unknown): WayBack | null => {
  const kept = v.safeParse(schema, value);
  return kept.success ? kept.output : null;
};

export const readKept = async (db: Database): Promise<WayBack | null> => keptIn(await readPosition(db, JOB));

/** As a transaction finds it. */
const keptNow = async (transaction: Reading): Promise<WayBack | null> =>
  keptIn((await transaction.objectStore("local").get(positionKey(JOB)))?.value);

/** Whether a file is taken back in part, so that none may come in. */
export const isBegunNow = async (transaction: Reading): Promise<boolean> =>
  (await keptNow(transaction))?.isBegun ?? false;

/** What can be taken back; null when there is nothing. */
export async function lastRestore(db: Database): Promise<LastRestore> {
  const kept = await readKept(db);
  if (!kept) return null;
  const { atMs, added, takenBack, othersTakenBack, isBegun, undone, left, isUnreadable, decks } = kept;
  return { atMs, added, takenBack, othersTakenBack, isBegun, undone, left, isUnreadable, decks: decks.length };
}
