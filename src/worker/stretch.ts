/** Events that were added together, by their places in the log, so that they can be found again later. */
import * as v from "valibot";
import type { EventId } from "../core/ids.ts";
import { eventsAmong } from "../core/log/decode.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { readableIn, readableUnder } from "../store/attempt.ts";
import type { Database } from "../store/open.ts";
import type { ReadingStore } from "../store/transaction.ts";

const place = v.pipe(v.number(), v.integer());
export const placesSchema = v.strictObject({
  /** The places of its events in the log. */
  from: place,
  to: place,
  /** Those that took the places of rows that could not be read. */
  elsewhere: v.array(v.string()),
});
type Log = Pick<ReadingStore<"events">, "index">;
export type Places = v.InferOutput<typeof placesSchema>;

/** What was added in one transaction stands in one stretch of the log, at its end. @param log also that transaction's */
export async function placesOf(log: Log, added: readonly Envelope[]): Promise<Places> {
  const places = await placesById(log, [added[0], added.at(-1)]);
  const [from = 1, to = 0] = places;
  if (places.length === 2 && to - from === added.length - 1) return { from, to, elsewhere: [] };
  return { from: 1, to: 0, elsewhere: added.map(({ id }) => id) };
}

async function placesById(log: Log, events: readonly (Envelope | undefined)[]): Promise<number[]> {
  const byId = log.index("id");
  const found = await Promise.all(events.map((event) => event && byId.getKey(event.id)));
  return found.filter((one) => one !== undefined);
}

export async function eventsOf(db: Database, { from, to, elsewhere }: Places): Promise<Envelope[]> {
  const log = db.transaction("events").store;
  const [stretch, others] = await Promise.all([
    from <= to ? readableIn(log, IDBKeyRange.bound(from, to)) : { rows: [] },
    Promise.all(elsewhere.map((id) => readableUnder(log.index("id"), id as EventId))),
  ]);
  return eventsAmong([...stretch.rows, ...others.flat()]);
}
