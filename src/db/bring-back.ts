import type { RedateEvent } from "../core/event.ts";
import type { Moment } from "../core/moment.ts";
import { isStranded, makeRedate } from "../core/redate.ts";
import type { Scheduler } from "../core/scheduler.ts";
import { cardLog, refolded } from "./card-log.ts";
import type { Database } from "./open.ts";
import { recordEvents } from "./record/attached.ts";
import { write } from "./transaction.ts";

/** How many cards were reviewed by a clock that ran ahead, and so wait for a day in the far future. */
export async function countStranded(db: Database, moment: Moment): Promise<number> {
  return (await db.getAll("cards")).filter((card) => !card.retired && isStranded(card, moment.today)).length;
}

/**
 * Brings back every stranded card, all or none: an event is added to each, see `makeRedate`.
 * @param randomBytes gives as many random bytes as it is asked for
 * @returns how many cards came back
 */
export async function bringBack(
  db: Database,
  scheduler: Scheduler,
  moment: Moment,
  randomBytes: (count: number) => Uint8Array,
): Promise<number> {
  const events = await write(db, ["cards", "events"], async (transaction) => {
    const cards = transaction.objectStore("cards");
    const store = transaction.objectStore("events");
    const made: RedateEvent[] = [];
    for (const card of await cards.getAll()) {
      if (card.retired || !isStranded(card, moment.today)) continue;
      const log = await cardLog(store.index("card"), card);
      const event = makeRedate(card, log, scheduler, { moment, random: randomBytes(10) });
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
