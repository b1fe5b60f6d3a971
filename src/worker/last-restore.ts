/** What the last restore added, kept in the database, so that it can be taken back by one click also after a reload. */
import * as v from "valibot";
import type { DeckId } from "../core/ids.ts";
import { same } from "../core/same.ts";
import type { FileRestored, LastRestore } from "../jobs/messages.ts";
import { positionKey, positionRow, readPosition } from "../store/database/local.ts";
import type { Reading, Writing } from "../store/database/transaction.ts";
import { type LogStretch, stretchSince } from "../store/log/stretch.ts";
import type { Database } from "../store/opening/open.ts";
import type { Merged } from "../store/writing/merge.ts";

const JOB = "last-restore";
const CHANGES = "file-changes";
const number = v.pipe(v.number(), v.integer());

export interface WayBack extends LogStretch {
  readonly atMs: number;
  /** Entries of the file, and reviews and other entries that replacing took back: as the result said. */
  readonly added: number;
  readonly takenBack: number;
  readonly othersTakenBack: number;
  /** Decks that go with it: those that it brought. */
  readonly decks: readonly string[];
  /** Whether taking it back was begun and has not come to its end, and how many undos were written since. */
  readonly isBegun: boolean;
  readonly undone: number;
  /** The file before of which that was begun, if there is one: it is the last one again once this one is taken back. */
  readonly before: WayBack | null;
  /** Decks that it has as well as files before it that brought them, and go with those no longer: then they are its own. */
  readonly sharedDecks: readonly string[];
}

/**
 * An earlier version kept beside the places what was mended, which is left alone now; and did not say what was begun before its
 * first undo was written.
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
    isBegun: v.optional(v.boolean(), false),
    undone: v.optional(number, 0),
    before: v.optional(v.nullable(v.lazy(() => schema)), null),
    sharedDecks: v.optional(v.array(v.string()), () => []),
  }),
  v.transform((kept) => ({ ...kept, isBegun: kept.isBegun || kept.undone > 0 })),
);

/**
 * In the transaction that adds the events, so that nothing comes in without its way back. What they mended was here before:
 * it is no part of that.
 * @param united.before the last place of the log before anything came
 * @param decks those that were not here before
 * @param inFile all that the file has
 */
export async function keepRestore(
  transaction: Writing,
  { added, mended, mendedTo, before }: Merged & { readonly before: number },
  { decks, inFile }: { readonly decks: readonly DeckId[]; readonly inFile: readonly DeckId[] },
  nowMs: number,
  counts: Pick<FileRestored, "added" | "takenBack" | "othersTakenBack">,
): Promise<void> {
  const last = await keptNow(transaction);
  if (added.length === mended.length && decks.length === 0) {
    // Nothing was added, so what was added before is still the last.
    const left = withoutDecks(last, inFile);
    if (!same(left, last)) await keep(transaction, left);
    return;
  }
  // One that was not begun cannot be taken back any more: what it has stays.
  const below = last?.isBegun === false ? withoutDecks(last.before, [...last.decks, ...last.sharedDecks]) : last;
  await keep(transaction, {
    atMs: nowMs,
    ...counts,
    ...(await stretchSince(transaction.objectStore("events"), mendedTo ?? before)),
    decks: [...decks],
    ...{ isBegun: false, undone: 0 },
    before: below,
    sharedDecks: inFile.filter((deck) => hasBrought(below, deck) && !decks.includes(deck)),
  });
}

/** Whether a file that is taken back brought a deck, be it this one or one before. */
const hasBrought = (one: WayBack | null, deck: DeckId): boolean =>
  one !== null && (one.decks.includes(deck) || hasBrought(one.before, deck));

/**
 * What a file has that came while others are taken back stays, though it was here already: with those it goes no longer. Whoever
 * takes back one that is not begun yet does so after that file came, and knows it.
 */
const withoutDecks = (one: WayBack | null, inFile: readonly string[]): WayBack | null =>
  one && {
    ...one,
    decks: one.isBegun ? one.decks.filter((deck) => !inFile.includes(deck)) : one.decks,
    before: withoutDecks(one.before, inFile),
  };

/** What stands at this file now, be it the last one or one before. */
export function findKept(last: WayBack | null, { atMs, from }: WayBack): WayBack | null {
  for (let one = last; one; one = one.before) if (one.atMs === atMs && one.from === from) return one;
  return null;
}

/**
 * Keeps of a file that taking it back is begun, before anybody looks how: one that comes in meanwhile leaves it its way back then.
 * @param atMs when the file came that is meant; without it the last one
 * @returns what is kept of it; null where it cannot be taken back, or not any more
 */
export async function beginTakingBack(transaction: Writing, atMs?: number): Promise<WayBack | null> {
  const last = await keptNow(transaction);
  let meant = last;
  while (meant && atMs !== undefined && meant.atMs !== atMs) meant = meant.before;
  // Those before the last one are begun.
  if (!meant || meant.isBegun) return meant;
  const begun = { ...meant, isBegun: true };
  await keep(transaction, begun);
  return begun;
}

/**
 * Keeps something else of a file, be it the last one or one before.
 * @param then null where nothing of it can be taken back any more
 * @returns false where that file does not stand as it is said to, and nothing was written: another page has gone on with it
 */
export async function keepInstead(transaction: Writing, kept: WayBack, then: WayBack | null): Promise<boolean> {
  const last = await keptNow(transaction);
  if (!same(findKept(last, kept), kept)) return false;
  await keep(transaction, replaced(last, kept, then));
  return true;
}

/** One with those before it, and something else in the place of one of them. */
function replaced(one: WayBack | null, kept: WayBack, then: WayBack | null): WayBack | null {
  if (!one) return null;
  return findKept(one, kept) === one ? (then ?? one.before) : { ...one, before: replaced(one.before, kept, then) };
}

/**
 * Keeps of a file that one of its decks goes with it no longer. Where a file has it that came since, it is that one's from now on.
 * @returns what is kept of the file since, and whether nobody else has the deck; null as `keepInstead` says false
 */
export async function giveDeckUp(
  transaction: Writing,
  kept: WayBack,
  deck: DeckId,
): Promise<{ readonly kept: WayBack; readonly isNobodys: boolean } | null> {
  const last = await keptNow(transaction);
  const own = findKept(last, kept);
  if (!same(own, kept)) return null;
  let heir: WayBack | null = null;
  for (let one = last; one && one !== own; one = one.before) {
    if (one.decks.includes(deck) || one.sharedDecks.includes(deck)) heir = one;
  }
  const then = { ...kept, decks: kept.decks.filter((one) => one !== deck) };
  await keep(transaction, replaced(heir ? replaced(last, heir, asItsOwn(heir, deck)) : last, kept, then));
  return { kept: then, isNobodys: heir === null };
}

const asItsOwn = (kept: WayBack, deck: DeckId): WayBack => ({
  ...kept,
  decks: [...new Set([...kept.decks, deck])],
  sharedDecks: kept.sharedDecks.filter((one) => one !== deck),
});

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
const keptNow = async (transaction: Writing): Promise<WayBack | null> =>
  keptIn((await transaction.objectStore("local").get(positionKey(JOB)))?.value);

/** What can be taken back; null when there is nothing. */
export async function lastRestore(db: Database): Promise<LastRestore> {
  const kept = await readKept(db);
  if (!kept) return null;
  const { atMs, added, takenBack, othersTakenBack, isBegun, undone } = kept;
  return { atMs, added, takenBack, othersTakenBack, isBegun, undone };
}
