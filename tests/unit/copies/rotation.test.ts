import { expect, test } from "vitest";
import { nameSnapshot, type SnapshotName, snapshotsIn } from "../../../src/copies/record/names.ts";
import { keptSnapshots } from "../../../src/copies/record/rotation.ts";

const taken = (place: number, day: number): SnapshotName =>
  nameSnapshot({ place, day, events: place, lastId: null, seal: "0123456789abcdef" });

/** Takes a snapshot on each of the days, and lets the rotation decide after each. Newest first. */
function rotate(days: readonly number[]): SnapshotName[] {
  let kept: SnapshotName[] = [];
  for (const [i, day] of days.entries()) kept = keptSnapshots([taken(i + 1, day)].concat(kept));
  return kept;
}

test("a hundred days leave the last seven and one of each of the four weeks before", () => {
  const days = Array.from({ length: 100 }, (_, i) => 20_000 + i);
  const kept = rotate(days).map(({ day }) => day);
  expect(kept.slice(0, 7)).toEqual([20_099, 20_098, 20_097, 20_096, 20_095, 20_094, 20_093]);
  expect(kept.length).toBe(11);
  // The newest of the four stands in the week that the seven days end in; the others end whole weeks.
  const weeks = kept.slice(8);
  expect(weeks.map((day, i) => day - (weeks[i + 1] ?? day - 7))).toEqual([7, 7, 7]);
  expect(20_099 - (kept.at(-1) ?? 0)).toBeGreaterThanOrEqual(22);
});

test("whoever studies once a fortnight keeps eleven snapshots as well", () => {
  const days = Array.from({ length: 40 }, (_, i) => 20_000 + 14 * i);
  expect(rotate(days).length).toBe(11);
});

test("a clock that is ten years ahead for a day pushes out one snapshot, not all", () => {
  const before = Array.from({ length: 30 }, (_, i) => 20_000 + i);
  const kept = rotate([...before, 23_650, 20_030, 20_031]).map(({ day }) => day);
  expect(kept.slice(0, 7)).toEqual([20_031, 20_030, 23_650, 20_029, 20_028, 20_027, 20_026]);
});

test("a snapshot's name says all that it was named for, and other names are no snapshots", () => {
  const one = taken(12, -3);
  expect(snapshotsIn(["journal-x.gz", one.name, "snapshot-1.gz", taken(13, 5).name])).toEqual([taken(13, 5), one]);
});
