/** What the names of files in a place say of them, so that most questions are answered without reading one. */
import type { DeckId, DeviceId } from "../../core/ids.ts";
import { makeEventId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { inIdOrder } from "../../core/text-order.ts";
import type { DeckRow, SegmentRow } from "../../store/database/schema.ts";

/** A file of events. */
export interface EventsFile {
  readonly name: string;
  /** Of the profile that wrote it. */
  readonly device: DeviceId;
  /** How many events it holds. */
  readonly events: number;
}

/** A segment of the log: never changed, and named by what is in it. */
export interface SegmentFile extends EventsFile {
  readonly number: number;
  /** SHA-256 of its bytes, in hex. */
  readonly hash: string;
}

/** A deck of the user's own. */
export interface DeckFile {
  readonly name: string;
  readonly id: DeckId;
  readonly version: string;
  /** Which device wrote it; null in a place of this profile alone. */
  readonly device: DeviceId | null;
  /** Of what it says, see `deckHash`; null in a place of this profile alone. */
  readonly hash: string | null;
}

const SEGMENT = /^segment-([0-9a-v]{16})-(\d{6,})-(\d+)-([0-9a-f]{64})\.gz$/;
const JOURNAL = /^journal-([0-9a-v]{16})-(\d+)-([0-9a-z]{9}-[0-9a-v]{16})\.gz$/;
const DECK = /^deck-([^@]+)@([^@]+?)(?:@([0-9a-v]{16})(?:@([0-9a-f]{32}))?)?\.gz$/;

export function segmentFile(
  device: DeviceId,
  { number, events, hash }: Pick<SegmentRow, "number" | "events" | "hash">,
): SegmentFile {
  const name = `segment-${device}-${String(number).padStart(6, "0")}-${events}-${hash}.gz`;
  return { name, device, number, events, hash };
}

/**
 * A name for events that came since the last segment. No other page can choose it, so no page needs a lock to write one;
 * such names sort by the time of their first event.
 * @param random at least 10 random bytes
 */
export const journalName = (device: DeviceId, events: readonly Envelope[], random: Uint8Array): string =>
  `journal-${device}-${events.length}-${makeEventId(events[0]?.atMs ?? 0, random)}.gz`;

/** @param by in a place where others write as well: no two of them write one file, and no file is ever another one later */
export const deckFileName = (
  { id, version }: Pick<DeckRow, "id" | "version">,
  by?: { readonly device: DeviceId; readonly hash: string },
): string => `deck-${encodeURIComponent(id)}@${encodeURIComponent(version)}${by ? `@${by.device}@${by.hash}` : ""}.gz`;

/** In the order of their numbers. */
export const segmentsIn = (names: readonly string[]): SegmentFile[] =>
  names
    .flatMap((name) => {
      const [, device, number, events, hash] = SEGMENT.exec(name) ?? [];
      if (device === undefined || hash === undefined) return [];
      return [{ name, device: device as DeviceId, number: Number(number), events: Number(events), hash }];
    })
    .sort((a, b) => a.number - b.number);

/** In the order of the times of their first events. */
export const journalsIn = (names: readonly string[]): EventsFile[] =>
  names
    .flatMap((name) => {
      const [, device, events, id] = JOURNAL.exec(name) ?? [];
      if (device === undefined || id === undefined) return [];
      return [{ name, device: device as DeviceId, events: Number(events), id }];
    })
    .sort(inIdOrder)
    .map(({ id: _, ...file }) => file);

export const decksIn = (names: readonly string[]): DeckFile[] =>
  names.flatMap((name) => {
    const [, id, version, device, hash = null] = DECK.exec(name) ?? [];
    if (id === undefined || version === undefined) return [];
    try {
      const said = { id: decodeURIComponent(id) as DeckId, version: decodeURIComponent(version) };
      return [{ name, ...said, device: device === undefined ? null : (device as DeviceId), hash }];
    } catch {
      // A name that no Osteon wrote.
      return [];
    }
  });
