/**
 * Files that are there and whose bytes cannot be had. That may pass, so such a file stays, and hinders nothing; one that could not
 * be read a day later either goes, once all that the log holds stands in the place.
 */
import * as v from "valibot";
import type { Place } from "../../core/log/place.ts";
import { DAY_MS } from "../../core/time/study-day.ts";
import { keepPosition, readPosition } from "../../store/database/local.ts";
import type { Database } from "../../store/opening/open.ts";
import { noteOf } from "./note-of.ts";

/** When each was first found so, in Unix time in ms. */
const found = v.record(v.string(), v.number());

const NOTE = "unreadable-files";

/** Whether a file is there, and its bytes cannot be had. */
export const isUnreadable = async (place: Place, name: string): Promise<boolean> =>
  (await place.read(name))?.length === 0;

async function readNoted(db: Database, place: Place): Promise<ReadonlyMap<string, number>> {
  const kept = v.safeParse(found, await readPosition(db, noteOf(place, NOTE)));
  return new Map(Object.entries(kept.success ? kept.output : {}));
}

/** Those of the noted ones that cannot be read yet. */
async function stillAmong(place: Place, noted: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, number>> {
  const still = new Map<string, number>();
  for (const [name, sinceMs] of noted) {
    // The day begins anew where the clock was ahead by then.
    if (await isUnreadable(place, name)) still.set(name, Math.min(sinceMs, Date.now()));
  }
  return still;
}

const isLong = (sinceMs: number): boolean => Date.now() - sinceMs >= DAY_MS;

/** The files that are known to be unreadable and for which nothing is to be done today. */
export async function waitedFor(db: Database, place: Place): Promise<ReadonlySet<string>> {
  const still = await stillAmong(place, await readNoted(db, place));
  return new Set([...still].flatMap(([name, sinceMs]) => (isLong(sinceMs) ? [] : [name])));
}

/**
 * Notes which files cannot be read, and removes those of them that could not be read a day ago either. To be called where
 * nothing but these is left to do.
 * @param names of files that cannot be read and that nothing is to be written into
 * @returns whether none of them is left
 */
export async function removeLongUnreadable(db: Database, place: Place, names: readonly string[]): Promise<boolean> {
  const noted = await readNoted(db, place);
  if (names.length + noted.size === 0) return true;
  const still = await stillAmong(place, noted);
  const news = names.filter((name) => !still.has(name)).map((name) => [name, Date.now()] as const);
  const long = names.filter((name) => isLong(still.get(name) ?? Date.now()));
  for (const name of long) {
    console.error(`${name} could not be read for a day, and goes`);
    await place.remove(name);
  }
  const left = [...still, ...news].filter(([name]) => !long.includes(name));
  await keepPosition(db, noteOf(place, NOTE), Object.fromEntries(left));
  return long.length === names.length;
}
