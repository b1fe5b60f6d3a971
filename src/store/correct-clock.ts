import { recordEvents } from "../copies/record/attached.ts";
import { isStranded, makeClockCorrection } from "../core/log/clock-correction.ts";
import type { ClockCorrectionEvent } from "../core/log/event.ts";
import type { Scheduler } from "../core/memory/scheduler.ts";
import type { Now } from "../core/plan/now.ts";
import { cardLog, refolded } from "./card-log.ts";
import type { Database } from "./open.ts";
import { write } from "./transaction.ts";

/** How many cards were reviewed by a clock that ran ahead, and so wait for a day in the far future. */
export async function countStranded(db: Database, moment: Now): Promise<number> {
  return (await db.getAll("cards")).filter((card) => !card.retired && isStranded(card, moment.today)).length;
}

/**
 * Brings back every stranded card, all or none: an event is added to each, see `makeClockCorrection`.
 * @param randomBytes gives as many random bytes as it is asked for
 * @returns how many cards came back
 */
export async function correctClock(
  db: Database,
  scheduler: Scheduler,
  moment: Now,
  randomBytes: (count: number) => Uint8Array,
): Promise<number> {
  const events = await write(db, ["cards", "events"], async (transaction) => {
    const cards = transaction.objectStore("cards");
    const store = transaction.objectStore("events");
    const made: ClockCorrectionEvent[] = [];
    for (const card of await cards.getAll()) {
      if (card.retired || !isStranded(card, moment.today)) continue;
      const log = await cardLog(store.index("card"), card);
      const event = makeClockCorrection(card, log, scheduler, { moment, random: randomBytes(10) });
      if (!event) continue;
      await store.add(event);
      await cards.put(await refolded(store.index("card"), card, scheduler));
      made.push(event);
    }
    return made;
  });
  recordEvents(db, events);
  return events.length;
}
