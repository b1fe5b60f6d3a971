/**
 * Each card goes back to the day that it had before days were given all at once, unless it was answered since. In steps as in
 * `reschedule.ts`, from the last that was given to the first: each keeps with its undos how far they have come.
 */
import type { Envelope } from "../core/log/envelope.ts";
import { isOfKind } from "../core/log/event.ts";
import { withoutTakenBackFiles } from "../core/log/taken-back.ts";
import { schedulerFor } from "../core/memory/scheduler.ts";
import { nextSize } from "../core/pace.ts";
import { same } from "../core/same.ts";
import type { OnJobProgress } from "../exchange/backup/backup-format.ts";
import type { MakeUndo } from "../exchange/changes/counting.ts";
import { takingBack } from "../exchange/changes/taking-back.ts";
import type { Rescheduling } from "../jobs/fit.ts";
import { eventsIn, itemsOf } from "../store/database/event-rows.ts";
import { CARDS_PACE } from "../store/database/pace.ts";
import { readableAt, readableIn } from "../store/database/readable.ts";
import { type Writing, write } from "../store/database/transaction.ts";
import { undosOf } from "../store/log/log.ts";
import type { Database } from "../store/opening/open.ts";
import { settingsNow } from "../store/settings/settings.ts";
import {
  cardsLeft,
  type GivenDays,
  givenDaysNow,
  keepGivenDays,
  leftOf,
  readGivenDays,
  type Stretch,
  withoutPutBack,
} from "../store/writing/given-days.ts";
import { MERGE_STORES, mergeIn } from "../store/writing/merge.ts";
import { cardOf, cardPlaces, countOutside, isIn } from "./card-places.ts";
import { BY_MODEL, type Way } from "./look-at-days.ts";
import { readSelf, undoMaker } from "./profile.ts";
import { previewRescheduling } from "./reschedule.ts";

/** @param most rows of the log in a transaction, other than usual for tests */
export async function takeBackRescheduling(
  db: Database,
  onProgress: OnJobProgress,
  way: Way = BY_MODEL,
  most: number = CARDS_PACE.most,
): Promise<Rescheduling> {
  onProgress(0, 0);
  const begun = await readGivenDays(db, way.job);
  const end = begun ? await putBack(db, way, begun, onProgress, most) : BACK;
  return { ...(await previewRescheduling(db, way)), ...end };
}

type End = Pick<Rescheduling, "isWhole" | "unreadable">;
const BACK: End = { isWhole: true, unreadable: 0 };

/** @returns whether all are back, by whichever page; else some cannot be read, or another has given days, which stay */
async function putBack(
  db: Database,
  { job }: Way,
  begun: GivenDays,
  onProgress: OnJobProgress,
  most: number,
): Promise<End> {
  const makeUndo = undoMaker(await readSelf(db));
  let isFirst = true;
  // Another page may put them back at the same time; each step goes on where the last one of either has ended.
  const isMine = (now: GivenDays): boolean => now.begun === "puttingBack" || (isFirst && same(now, begun));
  const rows = begun.putBack + rowsIn(leftOf(begun));
  let size: number = Math.min(most, CARDS_PACE.least);
  for (;;) {
    const startMs = performance.now();
    const { left, isEnd } = await write(db, MERGE_STORES, async (transaction, written) => {
      const before = await givenDaysNow(transaction, job);
      if (before === null || !isMine(before)) return { left: before, isEnd: true };
      const after = await step(transaction, written, { before, size, makeUndo });
      await keepGivenDays(transaction, job, after.left);
      return after;
    });
    if (left && left.begun !== "puttingBack") return { isWhole: false, unreadable: 0 };
    onProgress(isEnd || !left ? rows : rows - rowsIn(leftOf(left)), rows);
    // A row that cannot be read may not even say which card is left with it.
    if (isEnd) return left ? { isWhole: false, unreadable: Math.max(1, cardsLeft(left)) } : BACK;
    isFirst = false;
    size = nextSize(size, performance.now() - startMs, { ...CARDS_PACE, most });
  }
}

const rowsIn = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { from, to }) => sum + to - from + 1, 0);

interface Step {
  readonly before: GivenDays;
  readonly size: number;
  readonly makeUndo: MakeUndo;
}

async function step(
  transaction: Writing,
  written: Envelope[],
  { before, size, makeUndo }: Step,
): Promise<ReturnType<typeof withoutPutBack>> {
  const last = leftOf(before).at(-1);
  if (!last) return { left: null, isEnd: true };
  const from = Math.max(last.from, last.to - size + 1);
  const log = transaction.objectStore("events");
  const { keys, rows } = await readableIn(log, IDBKeyRange.bound(from, last.to));
  const taken = await Promise.all(
    rows.map((row, i) => withoutCorrectionsInUse(transaction, eventsIn([row]), keys[i] ?? 0, before.stretches)),
  );
  const events = taken.flat();
  const ids = events.map(({ id }) => id);
  const undos = takingBack([...events, ...(await undosOf(log, ids))], events, makeUndo, (id) => id);
  const named = new Map(events.map((event) => [event.id, event]));
  await mergeIn(transaction, written, undos, schedulerFor(await settingsNow(transaction)), { named });
  const unreadable = keys.filter((_, i) => !canBeRead(rows[i]));
  const { left, isEnd } = withoutPutBack(before, from, unreadable);
  if (!left) return { left, isEnd };
  const putBack = before.putBack + (await countPutBack(transaction, eventsIn(rows), before, left));
  return { left: { ...left, putBack }, isEnd };
}

/** Of how many cards nothing is left: one that got its day in several turns has it in several rows. */
async function countPutBack(
  transaction: Writing,
  events: readonly Envelope[],
  before: GivenDays,
  left: GivenDays,
): Promise<number> {
  const ids = new Set(events.flatMap(({ card }) => card ?? []));
  // Mostly each card has one; a correction of its clock may stand in the same.
  if (rowsIn(before.stretches) === cardsLeft(before)) return ids.size;
  const cards = await Promise.all([...ids].map((id) => cardOf(transaction, id)));
  const byId = new Map(cards.map((card) => [card.id, card]));
  return countOutside(transaction, [...byId.values()], left.stretches);
}

/** What is no event is none that can be put back either; the check mends both. */
const canBeRead = (row: unknown): boolean => itemsOf(row).every(({ event }) => event !== null);

/**
 * A correction that put right what was dated far ahead stays where the card was answered since: without it the answer would
 * lie before that again, and its promise would be lost. See `takeActionBack`.
 * @param events of one row, which stands at that place
 */
async function withoutCorrectionsInUse(
  transaction: Writing,
  events: readonly Envelope[],
  place: number,
  stretches: readonly Stretch[],
): Promise<readonly Envelope[]> {
  const correction = events.find((event) => isOfKind(event, "clock-correction"));
  if (!correction?.card) return events;
  const places = await cardPlaces(transaction, await cardOf(transaction, correction.card));
  const others = places.filter((at) => at > place && !isIn(stretches, at));
  const log = transaction.objectStore("events");
  const rows = await Promise.all(others.map((at) => readableAt(log, at)));
  // Other days that were put back, and what put them back, are no answer; what cannot be read may be one.
  const isNoAnswer = rows.every(canBeRead) && withoutTakenBackFiles(eventsIn(rows)).length === 0;
  return isNoAnswer ? events : events.filter((event) => !isOfKind(event, "clock-correction"));
}
