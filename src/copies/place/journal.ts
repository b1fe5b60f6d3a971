/**
 * The journal of a copy: what came since the last segment, one small file for each commit, never changed afterwards. One
 * file that is appended to would take as long, need a lock between pages for every grade, and lose its whole content when
 * it is torn.
 */
import type { DeviceId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import type { Place } from "../../core/log/place.ts";
import { slicesOf } from "../../core/slices.ts";
import { packEvents } from "../../store/segments/pack.ts";
import { SEGMENT_EVENTS } from "../../store/segments/segments.ts";
import { journalName } from "./file-names.ts";
import { writeVerified } from "./write-verified.ts";

/** @returns the names of the files that hold the events now: more than one where there are very many */
export async function addToJournal(
  place: Place,
  device: DeviceId,
  events: readonly Envelope[],
  { verified = false }: { readonly verified?: boolean } = {},
): Promise<string[]> {
  const names: string[] = [];
  for (const some of slicesOf(events, SEGMENT_EVENTS)) {
    const name = journalName(device, some, crypto.getRandomValues(new Uint8Array(10)));
    const bytes = await packEvents(some);
    await (verified ? writeVerified(place, name, bytes) : place.write(name, bytes));
    names.push(name);
  }
  return names;
}
