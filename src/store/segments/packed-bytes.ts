/** What a segment holds, read without a row of the log. */
import { eventsAmong } from "../../core/log/decode.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import type { Database, SegmentRow } from "../database/schema.ts";
import { sha256, unpackEvents } from "./pack.ts";

/** The bytes of a segment; null when they are not there or not what the hash says. */
export async function packedBytes(db: Database, { number, hash }: SegmentRow): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes: unknown = await db.get("packed", number).catch((error: unknown) => {
    console.error(`the bytes of segment ${number} cannot be read:`, error);
  });
  if (Object.prototype.toString.call(bytes) !== "[object Uint8Array]") return null;
  const copy = new Uint8Array(bytes as Uint8Array<ArrayBuffer>);
  return (await sha256(copy)) === hash ? copy : null;
}

/**
 * The events of a segment in the order of arrival; null where it was taken away meanwhile or is damaged, so that only the
 * rows of its places tell what they are. Lines that are no events for this version are left out, as rows are.
 */
export async function segmentEvents(db: Database, head: SegmentRow): Promise<Envelope[] | null> {
  const bytes = await packedBytes(db, head);
  if (!bytes) return null;
  try {
    const lines = await unpackEvents(bytes);
    return lines.length === head.events ? eventsAmong(lines) : null;
  } catch (error) {
    console.error(`segment ${head.number} cannot be unpacked:`, error);
    return null;
  }
}
