import type { Envelope } from "../../core/log/envelope.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import { eventsIn, isUnderOtherCard, itemsOf } from "../database/event-rows.ts";
import { readableAt } from "../database/readable.ts";
import { type Writing, write } from "../database/transaction.ts";
import { refoldRegisters } from "../log/registers.ts";
import type { Database } from "../opening/open.ts";
import { bringAlong } from "../states/refold.ts";
import { knowingRows, rowsKnownIn } from "./lost-with-rows.ts";
import { MERGE_STORES, mergeIn } from "./merge.ts";
import { replaceSpoilt } from "./replace-spoilt.ts";

/**
 * Puts rows of the log that stand under another card than their events under the right one, from these events, and brings
 * along what follows from them.
 * @param places of such rows
 * @returns how many events were put right
 */
export const underTheirCards = (db: Database, places: readonly number[], scheduler: Scheduler): Promise<number> =>
  knowingRows(db, (known) =>
    write(
      db,
      MERGE_STORES,
      async (transaction, written) => {
        const { mustKnow, idsOf, held } = await rowsKnownIn(transaction, known);
        await mustKnow(new Set((await rowsUnderOtherCards(transaction, places)).keys()));
        // What their segments alone hold comes back with them, and may stand in one of these rows.
        const back = held.length > 0 ? (await mergeIn(transaction, written, [], scheduler, known)).added.length : 0;
        const found = await rowsUnderOtherCards(transaction, places);
        await replaceSpoilt(transaction, found, idsOf);
        const mended = [...found.values()].flat();
        await refoldRegisters(transaction, mended);
        await bringAlong(transaction, { added: [], mended }, scheduler);
        for (const event of mended) written.push(event);
        return back + mended.length;
      },
      "copy",
    ),
  );

/** Of some places: the events of those whose rows stand under another card. Somebody else may have put them right. */
async function rowsUnderOtherCards(
  transaction: Writing,
  places: readonly number[],
): Promise<ReadonlyMap<number, readonly Envelope[]>> {
  const log = transaction.objectStore("events");
  const found = new Map<number, readonly Envelope[]>();
  for (const place of places) {
    const row = await readableAt(log, place);
    if (isUnderOtherCard(row, itemsOf(row))) found.set(place, eventsIn([row]));
  }
  return found;
}
