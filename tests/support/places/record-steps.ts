/** Steps that tests of the second record take, in any place that it is kept in. */
import { type Guarded, openGuarded } from "../../../src/copies/record/open-guarded.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import type { Place } from "../../../src/core/log/place.ts";
import { finishRecount } from "../../../src/store/days/recount.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { equal } from "../database/check.ts";
import {
  deleteDatabase,
  FIVE,
  foldsToItself,
  forward,
  get,
  grade,
  NOW,
  scheduler,
  undo,
} from "../database/db-steps.ts";
import { idsOf, reviews } from "../database/long-log.ts";
import { addRows, wholeLog } from "../database/whole-log.ts";
import { deck } from "../samples/cards.ts";

export interface RecordCase {
  readonly name: string;
  readonly run: (place: Place) => Promise<void>;
}

/** Opens as a page does, and closes what it opened. */
export async function visit<R>(place: Place, work: (guarded: Guarded) => Promise<R>): Promise<R> {
  const guarded = await openGuarded({}, async () => place);
  try {
    await installDeck(guarded.db, deck(FIVE), scheduler, NOW);
    return await work(guarded);
  } finally {
    await guarded.journaled();
    guarded.db.close();
  }
}

/** Some grades and an undo, and what the log then holds. */
export const study = (place: Place, fromMs = NOW): Promise<readonly Envelope[]> =>
  visit(place, async ({ db }) => {
    for (const [i, name] of ["a", "b", "c"].entries()) {
      await grade(db, await get(db, forward(name)), 3, fromMs + i * 60_000);
    }
    await undo(db, fromMs + 200_000);
    return wholeLog(db);
  });

/** A log of some segments and a little more, wholly copied. */
export const studyLong = (place: Place, count = 2100): Promise<readonly Envelope[]> =>
  visit(place, async ({ db, copyAll }) => {
    await merge(db, reviews(count), scheduler);
    await copyAll();
    return wholeLog(db);
  });

export async function expectLog({ db }: Pick<Guarded, "db">, events: readonly Envelope[], what: string): Promise<void> {
  const here = await wholeLog(db);
  equal(idsOf(here), idsOf(events), what);
  // Where events came back, the days are counted anew as the background does it.
  await finishRecount(db, () => true);
  await foldsToItself(db);
}

const tear = (content: Uint8Array<ArrayBuffer>) => content.slice(0, Math.floor(content.length / 2));

export async function damage(place: Place, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const content = await place.read(name);
    if (content) await place.write(name, tear(content));
  }
}

/** Counts what is read and written. */
export function watched(place: Place) {
  const [read, written]: [string[], string[]] = [[], []];
  const watching: Place = {
    ...place,
    read: (name) => {
      read.push(name);
      return place.read(name);
    },
    write: (name, content) => {
      written.push(name);
      return place.write(name, content);
    },
  };
  return { place: watching, read, written };
}

/** Leaves the database with this log and the cards that follow from it, behind the back of the record. */
export async function putLog(db: Database, events: readonly Envelope[]): Promise<void> {
  for (const store of ["events", "states", "contents", "decks", "registers", "segments", "packed"] as const) {
    await db.clear(store);
  }
  await addRows(db, events);
  await installDeck(db, deck(FIVE), scheduler, NOW);
}

/** Runs one case without a database and without files. */
export async function runRecordCase({ run }: RecordCase, place: Place): Promise<void> {
  await deleteDatabase();
  for (const name of await place.list()) await place.remove(name);
  await run(place);
}
