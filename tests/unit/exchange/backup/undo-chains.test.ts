import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { DeviceId, EventId } from "../../../../src/core/ids.ts";
import type { UndoEvent } from "../../../../src/core/log/kinds.ts";
import { endlessChain, LONGEST_CHAIN } from "../../../../src/exchange/backup/undo-chains.ts";
import { holds } from "../../../support/samples/holds.ts";

const device = "0123456789abcdef" as DeviceId;
const id = (n: number) => `0mwwntkve-${String(n).padStart(16, "0")}` as EventId;
const undo = (n: number, undoes: number): UndoEvent => {
  return { kind: "undo", id: id(n), device, atMs: 1, offsetMinutes: 0, studyDay: 0, undoes: id(undoes) };
};
const chain = (length: number) => Array.from({ length }, (_, i) => undo(i + 1, i));

test("a chain may be as long as the limit and no longer, whatever the order of its undos", () => {
  holds(
    fc.property(fc.integer({ min: -3, max: 3 }), fc.nat(), fc.boolean(), (more, turn, isReversed) => {
      const made = chain(LONGEST_CHAIN + more);
      const cut = turn % made.length;
      const turned = [...made.slice(cut), ...made.slice(0, cut)];
      const found = endlessChain(isReversed ? turned.reverse() : turned);
      expect(found === null).toBe(more <= 0);
    }),
    { numRuns: 50 },
  );
});

test("undos in a circle, and many of one event, are no chain", () => {
  const circle = [...chain(900), undo(0, 900)];
  const many = Array.from({ length: 5000 }, (_, i) => undo(i + 1, 0));
  expect([circle, many, []].map((events) => endlessChain(events))).toEqual([null, null, null]);
});
