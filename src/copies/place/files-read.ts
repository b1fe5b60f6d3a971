/** Which files of other devices were read before: they stay where they are, and are not read again. */
import * as v from "valibot";
import type { Place } from "../../core/log/place.ts";
import { keepPosition, readPosition } from "../../store/database/local.ts";
import type { Database } from "../../store/opening/open.ts";
import { decksIn } from "./file-names.ts";
import { noteOf } from "./note-of.ts";

export interface ReadFiles {
  /** Files whose every event is in the database. */
  readonly taken: readonly string[];
  /** Files that hold what only a newer version can read, of which all else has come in. */
  readonly newer: readonly string[];
}

const [TAKEN, NEWER] = ["files-taken-in", "files-of-newer"];
const newerKept = v.object({ reader: v.string(), names: v.array(v.string()) });

/** @param reader the version of the program; without it nothing is known of what it could not read */
export async function filesReadBefore(db: Database, place: Place, reader: string | undefined): Promise<ReadFiles> {
  if (place.kind !== "shared") return { taken: [], newer: [] };
  return { taken: await takenBefore(db, place), newer: await newerBefore(db, place, reader) };
}

async function takenBefore(db: Database, place: Place): Promise<readonly string[]> {
  const names = await readPosition(db, noteOf(place, TAKEN));
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}

/** Of those that are there yet. */
async function newerBefore(db: Database, place: Place, reader: string | undefined): Promise<readonly string[]> {
  if (reader === undefined) return [];
  const kept = v.safeParse(newerKept, await readPosition(db, noteOf(place, NEWER)));
  if (!kept.success || kept.output.reader !== reader) return [];
  const here = new Set(await place.list());
  return kept.output.names.filter((name) => here.has(name));
}

/** Notes which files need not be read again, of those that are there yet. @param reader as in `filesReadBefore` */
export async function noteFilesRead(
  db: Database,
  place: Place,
  reader: string | undefined,
  { taken, newer }: { readonly taken: ReadonlySet<string>; readonly newer: ReadonlySet<string> },
): Promise<void> {
  if (place.kind !== "shared") return;
  const here = new Set(await place.list());
  const before = await filesReadBefore(db, place, reader);
  const names = [...taken].filter((name) => here.has(name)).sort();
  if (names.join() !== before.taken.join()) await keepPosition(db, noteOf(place, TAKEN), names);
  if (reader === undefined) return;
  const unread = [...newer].filter((name) => here.has(name) && neverChanges(name)).sort();
  if (unread.join() !== before.newer.join()) await keepPosition(db, noteOf(place, NEWER), { reader, names: unread });
}

/** Whether a file of this name is always the same. A deck's is, where its name says what is in it. */
const neverChanges = (name: string): boolean => decksIn([name]).every(({ hash }) => hash !== null);
