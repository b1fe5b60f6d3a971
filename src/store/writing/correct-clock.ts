import type { CardId } from "../../core/ids.ts";
import { bringWithinReach } from "../../core/log/clock-correction.ts";
import { type Maker, makerOfMany } from "../../core/log/make-event.ts";
import { isStranded } from "../../core/memory/card-state.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import type { Now } from "../../core/time/now.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { readableAlong } from "../database/readable.ts";
import type { StateRow } from "../database/schema.ts";
import { write } from "../database/transaction.ts";
import { addEvents, cardEvents, memoisedEvents } from "../log/log.ts";
import type { Database } from "../opening/open.ts";
import { bringAlong, CARD_STORES } from "../states/refold.ts";

/** Cards between two times that somebody is told how far the correction has come. */
const TOLD_EACH = 100;

/** Cards that were last reviewed after a day. */
const after = (day: StudyDay): IDBKeyRange => IDBKeyRange.lowerBound(day, true);

const strandedAmong = (rows: readonly StateRow[], now: Now): StateRow[] =>
  rows.filter(({ retired, state }) => !retired && isStranded(state, now));

/** How many cards were reviewed by a clock that ran ahead, and so wait for a day that it took for the next one. */
export async function countStranded(db: Database, now: Now): Promise<number> {
  const byLastDay = db.transaction("states").store.index("lastDay");
  const { rows } = await readableAlong<number, CardId, StateRow>(byLastDay, after(now.today));
  return strandedAmong(rows, now).length;
}

/**
 * Brings back every stranded card, all or none: an event is added to each, see `makeClockCorrection`.
 * It is one transaction, so there is no half way at which somebody could stop it.
 * @param maker is asked once, see `makerOfMany`
 * @param onProgress told of how many cards the correction is written, though not yet for good
 * @returns how many cards came back
 */
export function correctClock(
  db: Database,
  scheduler: Scheduler,
  maker: () => Maker,
  onProgress: (progress: { readonly done: number; readonly total: number }) => void = () => {},
): Promise<number> {
  return write(db, CARD_STORES, async (transaction, added) => {
    const states = transaction.objectStore("states");
    const log = transaction.objectStore("events");
    const make = makerOfMany(maker);
    const { now } = make();
    let cards = 0;
    const stranded = strandedAmong(await states.index("lastDay").getAll(after(now.today)), now);
    for (const [i, card] of stranded.entries()) {
      if (i % TOLD_EACH === 0) onProgress({ done: i, total: stranded.length });
      const events = await cardEvents(memoisedEvents(log), card);
      const { corrections } = bringWithinReach(card, events, scheduler, make);
      if (corrections.length === 0) continue;
      await addEvents(log, corrections);
      await bringAlong(transaction, { added: corrections }, scheduler);
      added.push(...corrections);
      cards += 1;
    }
    return cards;
  });
}
