/**
 * While a learner catches up, the cards that come first on a day are those that are most likely remembered. That order is
 * another one on each day, so no index has it, and all that is due would have to be read. The first cards of each day are
 * chosen at rest instead (`choose-portions.ts`), and kept by their ids. Where those cards stand is read anew each time, and so
 * is every card that events of the log have moved since: a day has the same cards as if all of them were read.
 */
import type { CardId } from "../../core/ids.ts";
import { isPutOff } from "../../core/memory/put-off.ts";
import { ageOn } from "../../core/plan/away.ts";
import { byCodeUnits } from "../../core/text-order.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { madeAnewKey } from "../database/local.ts";
import { readableAt, readableIn, readableUnder } from "../database/readable.ts";
import { QUEUE, type StateRow } from "../database/schema.ts";
import type { Reading } from "../database/transaction.ts";
import { isOf, type Stamp, stampOf } from "../log/stamp.ts";
import { type ChapterKey, isAmong } from "../settings/switches.ts";
import { placeIn } from "./queues.ts";

/** To be raised with the form of the row, or with what it means. */
const FORM = 1;
/** Events behind a choice whose cards are read beside it; with more, nothing is known of the order. */
const MOST_SINCE = 400;

/** Where a card comes in the order of a day. */
export type Turn = readonly [age: number, card: CardId];

/** The cards that come first on a day, as they are kept in `local`. */
export interface KeptPortion {
  readonly form: typeof FORM;
  /** When they were the first ones. */
  readonly stamp: Stamp;
  /** See `onText`. */
  readonly on: string;
  /** The study day on which they were chosen. */
  readonly chosenOn: StudyDay;
  readonly ids: readonly CardId[];
  /** The turn of the last one; null where no other card is due that day. */
  readonly last: Turn | null;
  /** More would not be kept, however few of them can be asked. */
  readonly isLongest: boolean;
}

export const keptPortion = (portion: Omit<KeptPortion, "form">): KeptPortion => ({ form: FORM, ...portion });

/** By the study day, so that one row is read for a day, whatever is kept for others. */
export const portionKey = (day: StudyDay): string => madeAnewKey(`portion/${day}`);

/** The keys of all of them. */
export const PORTION_KEYS = (): IDBKeyRange =>
  IDBKeyRange.bound(madeAnewKey("portion/"), madeAnewKey("portion/\uffff"));

/** The chapters of whose cards a portion was chosen. */
export const onText = (on: readonly ChapterKey[]): string =>
  JSON.stringify(on.map(({ deck, chapter }) => `${deck}/${chapter}`).sort(byCodeUnits));

/** Which cards are asked for. */
export interface Wanted {
  readonly on: readonly ChapterKey[];
  readonly today: StudyDay;
}

/** Whether a card in review falls due by this day, and belongs to a chapter that is on. */
export function fallsDue({ on, today }: Wanted, row: StateRow): boolean {
  if (!row.queue || !isAmong(on, row)) return false;
  const [kind, day] = placeIn(row.queue);
  return kind === QUEUE.review && day <= today;
}

/** Whether it is asked for on this day. */
export const isDueOn = (wanted: Wanted, row: StateRow): boolean =>
  fallsDue(wanted, row) && !isPutOff(row.state, wanted.today);

/** What comes first on a day. */
export interface Portion {
  readonly rows: readonly StateRow[];
  /** Cards that may be among them and cannot be read. */
  readonly unreadable: readonly CardId[];
  /** No other card is due. */
  readonly isAll: boolean;
  readonly isLongest: boolean;
  readonly chosenOn: StudyDay;
  /** How many rows the log has had since these were chosen. */
  readonly behind: number;
}

/**
 * The cards that come first on this day, in no order; null where it is not known which. Reads those that were kept, and
 * those of the events since, however many are due.
 * @param transaction holds `local`, `decks`, `events` and `states`
 */
export async function readPortion(transaction: Reading, wanted: Wanted): Promise<Portion | null> {
  const [row, now] = await Promise.all([
    readableAt<string, { readonly value: unknown }>(transaction.objectStore("local"), portionKey(wanted.today)),
    stampOf(transaction),
  ]);
  const kept = portionIn(row?.value);
  if (!kept || !isOf(kept.stamp, now) || kept.on !== onText(wanted.on)) return null;
  const moved = await movedSince(transaction, kept.stamp, now);
  if (!moved) return null;
  const { last, isLongest, chosenOn } = kept;
  const { rows, unreadable } = await readEach(transaction, new Set([...kept.ids, ...moved.ids]));
  const isFirst = (one: StateRow): boolean =>
    last === null || compareTurns([ageOn(one, wanted.today), one.id], last) <= 0;
  return {
    rows: rows.filter((one) => isDueOn(wanted, one) && isFirst(one)),
    unreadable: [...unreadable],
    isAll: last === null,
    ...{ isLongest, chosenOn, behind: moved.events },
  };
}

/** What can be used of what is kept; null for all else. */
function portionIn(value: unknown): KeptPortion | null {
  const kept = value as Partial<KeptPortion> | null | undefined;
  const isWhole = kept?.form === FORM && Array.isArray(kept.ids) && typeof kept.stamp === "object";
  return isWhole && (kept.last === null || Array.isArray(kept.last)) ? (kept as KeptPortion) : null;
}

const compareTurns = ([age, id]: Turn, [other, otherId]: Turn): number => age - other || byCodeUnits(id, otherId);

/** The cards of all events since; null where they are too many, or one cannot be read: nobody knows which card it moved. */
async function movedSince(
  transaction: Reading,
  before: Stamp,
  now: Stamp,
): Promise<{ readonly ids: readonly CardId[]; readonly events: number } | null> {
  if (before.place === now.place) return { ids: [], events: 0 };
  const since = IDBKeyRange.lowerBound(before.place, true);
  const { rows } = await readableIn(transaction.objectStore("events"), since, MOST_SINCE + 1);
  if (rows.length > MOST_SINCE || rows.includes(undefined)) return null;
  // Not decoded, which takes all that is known of every kind of event: a card too many costs one look.
  const ids = rows.flatMap((row) => ("card" in (row ?? {}) ? [(row as { readonly card?: unknown }).card] : []));
  return { ids: ids.filter((id) => typeof id === "string").map((id) => id as CardId), events: rows.length };
}

/** Where these cards stand. What happened to a card under an id that it had before counts for the card. */
async function readEach(
  transaction: Reading,
  ids: ReadonlySet<CardId>,
): Promise<{ readonly rows: readonly StateRow[]; readonly unreadable: ReadonlySet<CardId> }> {
  const states = transaction.objectStore("states");
  const rows = new Map<CardId, StateRow>();
  const unreadable = new Set<CardId>();
  await Promise.all(
    [...ids].map(async (id) => {
      const row = await readableAt(states, id);
      if (row) rows.set(id, row);
      else if ((await states.getKey(id)) !== undefined) unreadable.add(id);
      if (row && !row.retired) return;
      for (const renamed of await readableUnder(states.index("former"), id)) rows.set(renamed.id, renamed);
    }),
  );
  return { rows: [...rows.values()], unreadable };
}
