/**
 * Takes this device's own files out of a shared place: those in a form that it has given up, since a passphrase was set or
 * changed. Only what stands in its own log is taken away, so that nothing can be lost by it.
 */
import type { DeviceId } from "../../core/ids.ts";
import type { Place } from "../../core/log/place.ts";
import { readDevice } from "../../store/database/local.ts";
import type { Database } from "../../store/opening/open.ts";
import { segmentHeads } from "../../store/segments/segment-heads.ts";
import { readWholeDeck } from "../place/deck-hash.ts";
import { isWhole, readEvents } from "../place/events-file.ts";
import { decksIn, type EventsFile, journalsIn, segmentFile, segmentsIn } from "../place/file-names.ts";
import { writeVerified } from "../place/write-verified.ts";
import { lackingAmong } from "../take-in/take-in.ts";
import { isSealed } from "./encrypted.ts";
import { headName } from "./heads.ts";

/**
 * @param place as the files in that form are read
 * @param into as they are written from now on: what stands in the folder alone goes there
 */
export async function withdraw(db: Database, place: Place, into: Place): Promise<void> {
  const device = await readDevice(db.transaction("local").store);
  const names = await place.list();
  const known = new Set((await segmentHeads(db)).map((head) => segmentFile(device, head).name));
  for (const file of ofDevice([...segmentsIn(names), ...journalsIn(names)], device)) {
    if (!known.has(file.name) && !(await isHere(db, place, file))) continue;
    await place.remove(file.name);
  }
  const here = new Map((await db.getAll("decks")).map((row) => [row.id, row]));
  for (const { name, id, hash } of ofDevice(decksIn(names), device)) {
    const row = here.get(id);
    if (!row) continue;
    // A deck that gave way to another one of its version, or of which something is lost here, so that it was not given anew.
    const read = await readWholeDeck(db, row);
    const isOnly = typeof read === "string" || (hash !== null && hash !== read.hash);
    if (!isOnly || (await isWrittenAnew(place, into, name))) await place.remove(name);
  }
  if (names.includes(headName(device))) await place.remove(headName(device));
}

/**
 * Writes a file in its new form.
 * @returns whether the old one is spare: not where the new one took its place, nor where it cannot be read, being torn, or perhaps
 * since that was done before
 */
async function isWrittenAnew(place: Place, into: Place, name: string): Promise<boolean> {
  const content = await place.read(name);
  if (!content || content.length === 0 || isSealed(content)) return false;
  await writeVerified(into, name, content);
  return ((await place.read(name))?.length ?? 0) > 0;
}

/** Whether a file holds nothing but what the log has, and can be read from it. */
async function isHere(db: Database, place: Place, file: EventsFile): Promise<boolean> {
  const read = await readEvents(place, file);
  if (!isWhole(read) || read.others > 0) return false;
  const { lacking, unreadable } = await lackingAmong(db, read.events, false);
  return lacking.length + unreadable.length === 0;
}

const ofDevice = <F extends { readonly device: DeviceId | null }>(files: readonly F[], device: DeviceId): F[] =>
  files.filter((file) => file.device === device);
