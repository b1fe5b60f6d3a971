import { eventsAmong } from "../../core/log/decode.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import type { Place } from "../../core/log/place.ts";
import { linesBeforeBreak, sha256, type UnpackLimits, unpackEvents } from "../../store/segments/pack.ts";
import type { EventsFile, SegmentFile } from "./file-names.ts";

/** What a whole file holds. */
export interface Unpacked {
  readonly events: readonly Envelope[];
  /** Lines that are no events for this version; a newer one may know better, so the file is not thrown away. */
  readonly others: number;
}

/**
 * What became of reading a file. `torn`: its bytes are not what its name says; `unreadable`: it is there, and its bytes cannot be
 * had just now, which says nothing of what it holds; `absent`: it is not there (any more).
 */
export type ReadFile = Unpacked | "torn" | "unreadable" | "absent";

/** The events of a file of the journal or of a segment, which must be all that its name says. */
export async function readEvents(place: Place, file: EventsFile | SegmentFile): Promise<ReadFile> {
  const bytes = await place.read(file.name);
  if (bytes === null) return "absent";
  if (bytes.length === 0) return "unreadable";
  if ("hash" in file && (await sha256(bytes)) !== file.hash) return "torn";
  const unpacked = await unpack(bytes, { lines: file.events });
  return unpacked && unpacked.events.length + unpacked.others === file.events ? unpacked : "torn";
}

/** What can still be unpacked of a file that may be torn. */
export async function readUpToBreak(place: Place, file: EventsFile): Promise<Unpacked> {
  const bytes = (await place.read(file.name)) ?? new Uint8Array();
  try {
    return judged(await linesBeforeBreak(bytes, { lines: file.events }));
  } catch (error) {
    console.error(`nothing of ${file.name} can be unpacked:`, error);
    return { events: [], others: 0 };
  }
}

/** Null when the bytes are torn or something else, or unpack to more than the limits. */
export async function unpack(bytes: Uint8Array<ArrayBuffer>, limits: UnpackLimits = {}): Promise<Unpacked | null> {
  try {
    return judged(await unpackEvents(bytes, limits));
  } catch (error) {
    console.error("a file of events is damaged:", error);
    return null;
  }
}

function judged(lines: readonly unknown[]): Unpacked {
  const events = eventsAmong(lines);
  return { events, others: lines.length - events.length };
}

export const isWhole = (read: ReadFile): read is Unpacked => typeof read !== "string";

/** Whether a file is there and is not whole. */
export const isDamaged = (read: ReadFile): boolean => read === "torn" || read === "unreadable";
