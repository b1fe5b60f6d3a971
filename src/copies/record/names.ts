import type { EventId } from "../../core/ids.ts";

/** What the name of a snapshot says of it, so that most questions are answered without reading one. */
export interface SnapshotName {
  readonly name: string;
  /** Goes up by one with every snapshot, whatever the clock does. */
  readonly place: number;
  /** The study day on which it was taken. */
  readonly day: number;
  readonly events: number;
  /** The newest event in it, or null. */
  readonly lastId: EventId | null;
  /** The last bytes of the file in hexadecimal, which are gzip's checksum and length. */
  readonly seal: string;
}

/** The settings as they were last saved. */
export const SETTINGS_FILE = "settings.gz";
const SNAPSHOT = /^snapshot-(\d{6,})-(-?\d+)-(\d+)-([0-9a-z]{9}-[0-9a-v]{16}|none)-([0-9a-f]{16})\.gz$/;
const JOURNAL = /^journal-[0-9a-f-]{36}\.gz$/;

export function nameSnapshot(parts: Omit<SnapshotName, "name">): SnapshotName {
  const { place, day, events, lastId, seal } = parts;
  return {
    ...parts,
    name: `snapshot-${String(place).padStart(6, "0")}-${day}-${events}-${lastId ?? "none"}-${seal}.gz`,
  };
}

export const sealOf = (content: Uint8Array): string =>
  Array.from(content.subarray(-8), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** A name that no other page can choose: files of the journal are never written twice, so no page needs a lock. */
export const journalName = (): string => `journal-${crypto.randomUUID()}.gz`;

export const journalsIn = (names: readonly string[]): string[] => names.filter((name) => JOURNAL.test(name));

/** The snapshots among the names, newest first. */
export function snapshotsIn(names: readonly string[]): SnapshotName[] {
  return names
    .flatMap((name) => {
      const [, place, day, events, lastId, seal] = SNAPSHOT.exec(name) ?? [];
      if (place === undefined || seal === undefined) return [];
      const last = lastId === "none" ? null : (lastId as EventId);
      return [{ name, place: Number(place), day: Number(day), events: Number(events), lastId: last, seal }];
    })
    .sort((a, b) => b.place - a.place);
}
