/**
 * How far the events of several files have come in that are taken in together: whoever is stopped among them need not ask
 * for all of them again. It holds for just these events in just this order. The names of the files would not do: a later
 * version of the program may read events in a file of which this one can make nothing, and then others stand in each place.
 */
import * as v from "valibot";
import { keepPosition, readPosition } from "../../store/database/local.ts";
import type { Database } from "../../store/opening/open.ts";
import { sha256 } from "../../store/segments/pack.ts";
import type { ByConcern } from "./by-concern.ts";

const JOB = "taken-in-part";
const schema = v.object({
  order: v.string(),
  looked: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Among those that were looked at is one that the database could not be given; see `TakenIn`. */
  isAnyUnmended: v.optional(v.boolean(), false),
});
/** Events after which it is noted: so many are looked at again at most where the browser ends it. */
const NOTED_EVERY = 5000;

export interface InPart {
  /** Events that were looked at before. */
  readonly skip: number;
  /** Some event that was looked at before could not be put right, and nothing tells any more which one. */
  readonly wasAnyUnmended: boolean;
  readonly onLooked: (events: number, isAnyUnmended: boolean) => Promise<void>;
  /** To be called when all were looked at, or it was stopped. */
  readonly end: (complete: boolean) => Promise<void>;
}

export async function inPart(db: Database, events: ByConcern): Promise<InPart> {
  const order = await orderOf(events);
  const kept = v.safeParse(schema, await readPosition(db, JOB));
  const before = kept.success && kept.output.order === order ? kept.output : null;
  const [skip, wasAnyUnmended] = [before?.looked ?? 0, before?.isAnyUnmended ?? false];
  let [noted, looked, isAnyUnmended] = [skip, skip, wasAnyUnmended];
  const note = async (): Promise<void> => {
    if (looked > noted) await keepPosition(db, JOB, { order, looked, isAnyUnmended });
    noted = looked;
  };
  return {
    skip,
    wasAnyUnmended,
    async onLooked(now, isAny) {
      looked = now;
      isAnyUnmended ||= isAny;
      if (looked - noted >= NOTED_EVERY) await note();
    },
    async end(complete) {
      if (!complete) await note();
      else if (noted > 0) await keepPosition(db, JOB, null);
    },
  };
}

/** SHA-256 of the ids in the order in which they are taken in. */
function orderOf(events: ByConcern): Promise<string> {
  const ids: string[] = [];
  for (const group of events.groups()) for (const { id } of group) ids.push(id);
  return sha256(new TextEncoder().encode(ids.join()));
}
