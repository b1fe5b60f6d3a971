/**
 * Each card goes back to the day that it had before days were given all at once, unless it was answered since. In steps as in
 * `reschedule.ts`, from the last that was given to the first: each keeps with its undos how far they have come.
 */
import type { Envelope } from "../core/log/envelope.ts";
import { schedulerFor } from "../core/memory/scheduler.ts";
import { type OnProgress, UNKNOWN_PROGRESS } from "../core/progress.ts";
import { same } from "../core/same.ts";
import type { MakeUndo } from "../exchange/changes/counting.ts";
import { takingBack } from "../exchange/changes/taking-back.ts";
import type { DaysGiven } from "../jobs/new-days.ts";
import { eventsIn, isWholeRow } from "../store/database/event-rows.ts";
import { firstCards, nextCards } from "../store/database/pace.ts";
import { readableIn } from "../store/database/readable.ts";
import { type Writing, write } from "../store/database/transaction.ts";
import { undosOf } from "../store/log/log.ts";
import { rowsIn } from "../store/log/stretch.ts";
import type { Database } from "../store/opening/open.ts";
import { settingsNow } from "../store/settings/settings.ts";
import { cardOf, countOutside } from "../store/writing/card-places.ts";
import { correctionUse } from "../store/writing/correction-in-use.ts";
import {
  cardsLeft,
  type GivenDays,
  givenDaysNow,
  keepGivenDays,
  readGivenDays,
  withoutPutBack,
} from "../store/writing/given-days.ts";
import { type KnownRows, knowingRows } from "../store/writing/lost-with-rows.ts";
import { MERGE_STORES, mergeIn } from "../store/writing/merge.ts";
import { allLeft, eachInTurn, nextInTurn } from "../store/writing/rows-left.ts";
import { BY_MODEL, type Way } from "./look-at-days.ts";
import { readSelf, undoMaker } from "./profile.ts";

/** @param most rows of the log in a transaction, other than usual for tests */
export async function takeBackRescheduling(
  db: Database,
  onProgress: OnProgress,
  way: Way = BY_MODEL,
  most?: number,
): Promise<DaysGiven> {
  onProgress(UNKNOWN_PROGRESS);
  const begun = await readGivenDays(db, way.job);
  return { end: begun === null ? "whole" : await putBack(db, way, begun, onProgress, most), meanwhile: 0 };
}

async function putBack(
  db: Database,
  { job }: Way,
  begun: GivenDays,
  onProgress: OnProgress,
  most: number | undefined,
): Promise<DaysGiven["end"]> {
  const makeUndo = undoMaker(await readSelf(db));
  let isFirst = true;
  // Another page may put them back at the same time; each step goes on where the last one of either has ended.
  const isMine = (now: GivenDays): boolean => now.begun === "puttingBack" || (isFirst && same(now, begun));
  const rows = begun.putBack + rowsIn(allLeft(begun));
  let size = firstCards(most);
  for (;;) {
    const startMs = performance.now();
    const left = await knowingRows(db, (known) =>
      write(db, MERGE_STORES, async (transaction, written) => {
        const before = await givenDaysNow(transaction, job);
        if (before === null || !isMine(before)) return before;
        const inTurn = isFirst ? eachInTurn(before) : before;
        const after = await step(transaction, written, { before: inTurn, size, makeUndo, known });
        await keepGivenDays(transaction, job, after);
        return after;
      }),
    );
    if (left?.begun !== "puttingBack") {
      onProgress({ done: rows, total: rows });
      if (left === null) return "whole";
      return left.begun === "unreadable" ? "begun" : "given";
    }
    onProgress({ done: rows - rowsIn(left.stretches), total: rows });
    isFirst = false;
    size = nextCards(size, startMs, most);
  }
}

interface Step {
  readonly before: GivenDays;
  readonly size: number;
  readonly makeUndo: MakeUndo;
  readonly known: KnownRows;
}

async function step(
  transaction: Writing,
  written: Envelope[],
  { before, size, makeUndo, known }: Step,
): Promise<GivenDays | null> {
  const places = nextInTurn(before, size);
  if (!places) return null;
  const log = transaction.objectStore("events");
  const { keys, rows } = await readableIn(log, IDBKeyRange.bound(places.from, places.to));
  const found = eventsIn(rows);
  const uses = await Promise.all(found.map((event) => correctionUse(transaction, event, allLeft(before))));
  const events = found.filter((_, i) => uses[i] === "none");
  const ids = events.map(({ id }) => id);
  const undos = takingBack(
    [...events, ...(await undosOf(log, ids))],
    events,
    (one) => makeUndo(one, "days"),
    (id) => id,
  );
  const named = new Map(events.map((event) => [event.id, event]));
  await mergeIn(transaction, written, undos, schedulerFor(await settingsNow(transaction)), known, { named });
  // What is no event is none that can be put back either; the check mends both.
  const waiting = new Set(found.flatMap(({ id }, i) => (uses[i] === "waits" ? [id] : [])));
  const stays = keys.filter((_, i) => !isWholeRow(rows[i]) || eventsIn([rows[i]]).some(({ id }) => waiting.has(id)));
  const left = withoutPutBack(before, places.from, stays);
  return left && { ...left, putBack: before.putBack + (await countPutBack(transaction, found, before, left)) };
}

/** Of how many cards nothing is left: one that got its day in several turns has it in several rows. */
async function countPutBack(
  transaction: Writing,
  events: readonly Envelope[],
  before: GivenDays,
  left: GivenDays,
): Promise<number> {
  const ids = new Set(events.flatMap(({ card }) => card ?? []));
  // Mostly each card has one. Of those that an earlier version gave, a row may hold a correction of the card's clock as well.
  if (rowsIn(allLeft(before)) === cardsLeft(before)) return ids.size;
  const cards = await Promise.all([...ids].map((id) => cardOf(transaction, id)));
  const byId = new Map(cards.map((card) => [card.id, card]));
  return countOutside(transaction, [...byId.values()], allLeft(left));
}
