/** How many events the log holds, and how many of them this version cannot read or does not know. */
import { isFromNewer, isKnownSort } from "../../core/log/newer.ts";
import { eventsIn } from "../database/event-rows.ts";
import type { SegmentRow } from "../database/schema.ts";
import { countInRows } from "../log/ids-of-rows.ts";
import { readableInPieces } from "../log/readable-rows.ts";
import type { Database } from "../opening/open.ts";
import { gapsBetween, segmentHeads } from "./segment-heads.ts";

/** Events that are read in some ten milliseconds. */
const AT_ONCE = 1000;

/** How many there are. */
export interface EventCounts {
  readonly events: number;
  /** Those that a newer version made, see `isFromNewer`. */
  readonly newer: number;
  /** Those in rows that the browser cannot read. They stay where they are, and nothing waits for them. */
  readonly unreadable: number;
}

/**
 * Of what is packed only the heads are read; the rest in pieces, each in a transaction of its own, so that no grade waits
 * for more than one of them.
 */
export async function countEvents(db: Database): Promise<EventCounts> {
  const heads = await segmentHeads(db);
  const newerIn = ({ kinds }: SegmentRow): number =>
    sum(Object.entries(kinds).map(([kind, count]) => (isKnownSort(kind) ? 0 : count)));
  let events = sum(heads.map((head) => head.events));
  let newer = sum(heads.map(newerIn));
  const damaged: number[] = [];
  for (const gap of gapsBetween(heads)) {
    for await (const { rows, unreadable } of readableInPieces(db, gap, AT_ONCE)) {
      const unpacked = eventsIn(rows);
      events += unpacked.length;
      newer += unpacked.filter(isFromNewer).length;
      damaged.push(...unreadable);
    }
  }
  const packed = sum(heads.map(({ unreadable }) => unreadable));
  return { events, newer, unreadable: packed + (await countInRows(db, damaged)) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
