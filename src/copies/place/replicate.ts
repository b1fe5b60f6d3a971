/**
 * Makes the database and a place of copies agree: each is given what only the other has. Events are never changed and
 * never deleted, so their union is always right, and doing it twice changes nothing.
 *
 * It goes in short steps, since a browser ends a worker after some thirty seconds. No position need be kept: what was
 * done shows in the names of the files, and names are all that is looked at where nothing is left to do.
 */
import type { Place } from "../../core/log/place.ts";
import { readDevice } from "../../store/database/local.ts";
import { hasEvents } from "../../store/log/has-events.ts";
import type { Database } from "../../store/opening/open.ts";
import { readSegmented } from "../../store/segments/segments.ts";
import { agreeOnSegments } from "./agree-on-segments.ts";
import { Copying, type ReplicateOptions } from "./copying.ts";
import { readEvents, readUpToBreak } from "./events-file.ts";
import { journalsIn, segmentFile } from "./file-names.ts";
import { filesReadBefore } from "./files-read.ts";
import { endsHere, finish } from "./finish-copying.ts";
import { inBatches, MOST_FILES, removeSpare, takeInJournals } from "./journal-files.ts";
import { takeInDecks } from "./take-in-decks.ts";
import { takeInTorn } from "./torn-files.ts";
import { takeInVersion1 } from "./version-1-record.ts";
import { writeOwnDecks } from "./write-own-decks.ts";

export interface Replicated {
  /** Everything stands in the place now; false where there was no time for all of it, or a file could not be read. */
  readonly complete: boolean;
  /** Why a deck of the user's own does not stand in the place, whatever else does; null where all do. */
  readonly deckFailure: unknown;
  /** Files of other devices that are there and cannot be read. */
  readonly unreadable: readonly string[];
  /** Those that hold something that only a newer version can read: the rest has come in, and they are read again. */
  readonly newer: readonly string[];
}

/**
 * @throws what the place or the database throws; whatever was done by then stays and is right
 */
export async function replicate(db: Database, place: Place, options: ReplicateOptions = {}): Promise<Replicated> {
  const copying = new Copying(db, place, await readDevice(db.transaction("local").store), options);
  const complete = await run(copying);
  const { deckFailure, unreadable, newer } = copying;
  return { complete, deckFailure, unreadable, newer };
}

async function run(copying: Copying): Promise<boolean> {
  copying.read.noteReadBefore(await filesReadBefore(copying.db, copying.place, copying.options.reader));
  try {
    return await copy(copying);
  } finally {
    // A first taking in of a long log may be stopped, or fail, and goes on another day.
    await copying.rememberTaken().catch((error: unknown) => console.error("what was taken in is not noted:", error));
  }
}

async function copy(copying: Copying): Promise<boolean> {
  const { db, place, device } = copying;
  // Before their cards' events: a deck that comes later is worked out from all of them at once, while every grade waits.
  let waiting = await takeInDecksOf(copying);
  if (!(await agreeOnSegments(copying))) return false;
  const before = copying.taken;
  // Its first form was never in a place where others write.
  if (place.kind === "own") await takeInOwnVersion1(copying);
  while (copying.gives) {
    const trustsNames = !waiting;
    // Nor does it keep the log from being copied that no row of a deck can be read.
    copying.deckFailure = await copying
      .alone(() => writeOwnDecks(db, place, device, trustsNames))
      .catch((error: unknown) => error);
    if (!waiting || copying.deckFailure !== null) break;
    waiting = false;
    await takeInDecksOf(copying);
  }
  if (!(await takeInJournal(copying))) return false;
  await takeInOurTorn(copying);
  // What came in may be enough for another segment.
  if (copying.taken > before && !(await agreeOnSegments(copying))) return false;
  if (!copying.gives || (await endsHere(copying)) || (await copying.alone(() => finish(copying)))) return true;
  // Another page may have packed a segment meanwhile, and not yet written it.
  return (await agreeOnSegments(copying)) && copying.alone(() => finish(copying));
}

/** @returns whether one waits for what is here to be written */
async function takeInDecksOf(copying: Copying): Promise<boolean> {
  const { options, read } = copying;
  let waiting = false;
  await takeInDecks(copying.db, copying.place, options.judgeDeck, {
    onInstalled: () => {
      copying.decks++;
      options.onDecks?.(copying.decks);
    },
    isKnown: (name) => read.newer.has(name),
    onNewer: (name) => read.newer.add(name),
    onDamaged: (name) => read.damaged.add(name),
    onPutOff() {
      waiting = true;
    },
  });
  return waiting;
}

/** Takes in what the journal holds. One that is very long, as after an import, is shortened on the way. */
async function takeInJournal(copying: Copying): Promise<boolean> {
  const { place, read } = copying;
  // Also files of other devices never change; what was taken in from there is read no more.
  const names = (await place.list()).filter((name) => !read.whole.has(name) && !read.newer.has(name));
  const isLong = journalsIn(names).length > MOST_FILES;
  for (const files of inBatches(names)) {
    await copying.given(await takeInJournals(copying.db, place, files, read.journal, read.unpacked));
    read.noteForeignJournals(files);
    if (place.kind === "shared" && !copying.goOn()) return false;
    if (isLong && copying.gives && (await copying.alone(() => shorten(copying))) > 0 && !copying.goOn()) return false;
  }
  return true;
}

async function takeInOwnVersion1(copying: Copying): Promise<void> {
  const { db } = copying;
  const withSettings = async (): Promise<boolean> => !(await hasEvents(db));
  const { taken, whole } = await takeInVersion1(db, copying.place, { withSettings });
  copying.read.ofVersion1 = whole;
  await copying.given(taken);
}

/** Those of other devices may not have arrived as a whole, and come in once they have. */
async function takeInOurTorn(copying: Copying): Promise<void> {
  const { place, read } = copying;
  for (const file of read.ourDamaged()) {
    if ((await readEvents(place, file)) !== "torn") continue;
    const { taken, unmended } = await takeInTorn(copying.db, await readUpToBreak(place, file));
    if (unmended.size === 0) read.torn.add(file.name);
    await copying.given(taken);
  }
}

/** @returns how many files of the journal are gone */
async function shorten(copying: Copying): Promise<number> {
  const { db, place, device, read } = copying;
  // To look again takes longer than to read the files: names and heads of all the log.
  if (!read.mayBeShorter()) return 0;
  const { heads, unpacked } = await readSegmented(db);
  place.lookAgain();
  const names = new Set(await place.list());
  if (!heads.every((head) => names.has(segmentFile(device, head).name))) return 0;
  return removeSpare(place, unpacked, read.journal, (name) => names.has(name) && read.isOurJournal(name));
}
