/** The end of copying: the journal holds what came since the last segment, and the files go that are no longer needed. */
import { readSegmented } from "../../store/segments/segments.ts";
import type { Copying } from "./copying.ts";
import { segmentFile, segmentsIn } from "./file-names.ts";
import { completeJournal, gatherJournal, removeSpare } from "./journal-files.ts";
import { setAside } from "./torn-files.ts";
import { isUnreadable, removeLongUnreadable } from "./unreadable-files.ts";
import { removeVersion1, version1Files } from "./version-1-record.ts";

/**
 * What came since the last segment, where no file is to go: the log as it was last looked at is enough then. What came since
 * is written by whoever made it, and what another page has packed since by that one.
 * @returns whether that was all there was to do
 */
export async function endsHere(copying: Copying): Promise<boolean> {
  const { place, read } = copying;
  const { heads, unpacked } = copying.log;
  if (place.kind === "shared" || version1Files(await place.list()).length > 0) return false;
  if (heads.length + unpacked.length === 0 || read.hasSpare(unpacked)) return false;
  await completeJournal(place, copying.device, unpacked, read.journal);
  return true;
}

/** What came since the last segment, and what is no longer needed. @returns false where a segment is not there */
export async function finish(copying: Copying): Promise<boolean> {
  const { db, place, device, read } = copying;
  // Files may go: nothing that was seen before counts.
  place.lookAgain();
  const { heads, unpacked } = await readSegmented(db);
  // With nothing in the log, what cannot be read is all that tells of what was lost.
  if (heads.length + unpacked.length === 0) return true;
  const written = await completeJournal(place, device, unpacked, read.journal);
  for (const name of written) read.journal.judged.add(name);
  const there = new Set(segmentsIn(await place.list()).map(({ name }) => name));
  const wanted = new Set(heads.map((head) => segmentFile(device, head).name));
  if (![...wanted].every((name) => there.has(name))) return false;
  const isOurs = (name: string): boolean => read.isOurJournal(name);
  await removeSpare(place, unpacked, read.journal, isOurs);
  await gatherJournal(place, device, unpacked, read.journal, isOurs);
  for (const name of read.spare) if (!wanted.has(name)) await place.remove(name);
  await removeDamaged(copying, wanted);
  return true;
}

/** To be called once all that the log holds stands in the place. @param wanted the files of its segments */
async function removeDamaged(copying: Copying, wanted: ReadonlySet<string>): Promise<void> {
  const { db, place, read } = copying;
  for (const name of read.torn) {
    if (wanted.has(name)) continue;
    // Others tell of it as long as it is there. What it held this device gave, and has in its log and its own record.
    if (place.kind === "shared") await place.remove(name);
    else await setAside(place, name);
  }
  if (place.kind === "own") await removeVersion1(place, read.ofVersion1);
  const names = read.ourDamaged().flatMap(({ name }) => (wanted.has(name) ? [] : [name]));
  if (place.kind === "own") names.push(...version1Files(await place.list()));
  const unreadable: string[] = [];
  for (const name of names) if (await isUnreadable(place, name)) unreadable.push(name);
  await removeLongUnreadable(db, place, unreadable);
}
