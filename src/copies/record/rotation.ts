import type { SnapshotName } from "./names.ts";

const DAYS = 7;
const WEEKS = 4;
const DAYS_PER_WEEK = 7;

/**
 * The snapshots to keep: the newest of each of the last seven days that have one, and of each of the four last weeks
 * before those. The days are those on which snapshots were taken, so a clock that is set wrong for a while can push out
 * no more than as many snapshots as it makes.
 * @param snapshots newest first
 */
export function keptSnapshots(snapshots: readonly SnapshotName[]): SnapshotName[] {
  const daily = firstOfEach(snapshots, ({ day }) => day).slice(0, DAYS);
  const oldest = daily.at(-1);
  const older = snapshots.filter(({ place }) => oldest !== undefined && place < oldest.place);
  const weekly = firstOfEach(older, ({ day }) => Math.floor(day / DAYS_PER_WEEK)).slice(0, WEEKS);
  return [...daily, ...weekly];
}

function firstOfEach(snapshots: readonly SnapshotName[], key: (one: SnapshotName) => number): SnapshotName[] {
  const seen = new Set<number>();
  return snapshots.filter((one) => !seen.has(key(one)) && seen.add(key(one)));
}
