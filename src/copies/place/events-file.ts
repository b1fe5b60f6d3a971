import { eventsAmong } from "../../core/log/decode.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import type { Place } from "../../core/log/place.ts";
import { sha256, type UnpackLimits, unpackEvents } from "../../store/segments/pack.ts";
import type { EventsFile, SegmentFile } from "./file-names.ts";

/** What a whole file holds. */
export interface Unpacked {
  readonly events: readonly Envelope[];
  /** Lines that are no events for this version; a newer one may know better, so the file is not thrown away. */
  readonly others: number;
}

/** What became of reading a file: one that is damaged is told from one that is not there (any more). */
export type ReadFile = Unpacked | "damaged" | "absent";

/** The events of a file of the journal or of a segment, which must be all that its name says. */
export async function readEvents(place: Place, file: EventsFile | SegmentFile): Promise<ReadFile> {
  const bytes = await place.read(file.name);
  if (bytes === null) return "absent";
  if ("hash" in file && (await sha256(bytes)) !== file.hash) return "damaged";
  const unpacked = await unpack(bytes, { lines: file.events });
  return unpacked && unpacked.events.length + unpacked.others === file.events ? unpacked : "damaged";
}

/** Null when the bytes are torn or something else, or unpack to more than the limits. */
export async function unpack(bytes: Uint8Array<ArrayBuffer>, limits: UnpackLimits = {}): Promise<Unpacked | null> {
  try {
    const lines = await unpackEvents(bytes, limits);
    const events = eventsAmong(lines);
    return { events, others: lines.length - events.length };
  } catch (error) {
    console.error("a file of events is damaged:", error);
    return null;
  }
}

export const isWhole = (read: ReadFile): read is Unpacked => typeof read !== "string";
