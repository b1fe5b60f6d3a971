import type { Reading } from "../database/transaction.ts";
import { lastUnlogged, madeOf } from "../database/unlogged.ts";
import { lastPlace } from "./log.ts";

/** When something that was worked out of the states was right: up to a place of the log, and since a change that stands in no log. */
export interface Stamp {
  readonly place: number;
  /** See `madeOf`. */
  readonly made: string;
  readonly unlogged: string | null;
}

/** @param transaction holds `local`, `decks` and `events` */
export async function stampOf(transaction: Reading): Promise<Stamp> {
  const [unlogged, made, place] = await Promise.all([
    lastUnlogged(transaction),
    madeOf(transaction),
    lastPlace(transaction.objectStore("events")),
  ]);
  return { unlogged, made, place };
}

/** Whether nothing has moved cards in between but the log. */
export const isOf = (before: Stamp, now: Stamp): boolean =>
  now.unlogged === before.unlogged && now.made === before.made && now.place >= before.place;
