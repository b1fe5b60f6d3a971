import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DeviceId, type EventId, makeEventId } from "../../../../src/core/ids.ts";
import type { UndoEvent } from "../../../../src/core/log/kinds.ts";
import { takenBack } from "../../../../src/core/log/taken-back.ts";
import { holds } from "../../../support/samples/holds.ts";

const REVIEW = makeEventId(5, new Uint8Array(10));
const undo = (atMs: number, undoes: EventId, mark = 0): UndoEvent => ({
  kind: "undo",
  id: makeEventId(atMs, new Uint8Array(10).fill(mark)),
  device: "0123456789abcdef" as DeviceId,
  atMs,
  offsetMinutes: 0,
  studyDay: 0,
  undoes,
});

describe("what was taken back", () => {
  test("counts again where the undo was taken back, and so on", () => {
    const first = undo(10, REVIEW);
    const second = undo(20, first.id);
    const third = undo(30, second.id);
    expect([...takenBack([first])]).toEqual([REVIEW]);
    expect(takenBack([first, second])).toEqual(new Set([first.id]));
    expect(takenBack([third, first, second])).toEqual(new Set([second.id, REVIEW]));
  });

  test("follows what undos name, whatever their clocks said", () => {
    const ahead = undo(900_000, REVIEW);
    const now = undo(20, ahead.id);
    expect(takenBack([ahead, now])).toEqual(new Set([ahead.id]));
  });

  test("is decided by the newest where undos name each other in a circle", () => {
    const ids = [10, 20].map((atMs) => makeEventId(atMs, new Uint8Array(10)));
    const [old, young] = [undo(10, ids[1] as EventId), undo(20, ids[0] as EventId)];
    expect(takenBack([old, young])).toEqual(new Set([old.id]));
  });

  test("is the same for an event whether all undos are known or only those that lead to it", () => {
    const graph = fc.array(fc.record({ atMs: fc.nat(30), of: fc.nat(12) }), { minLength: 1, maxLength: 12 });
    holds(
      fc.property(graph, (drawn) => {
        const ids = drawn.map(({ atMs }, i) => makeEventId(atMs, new Uint8Array(10).fill(i)));
        const all = drawn
          .map(({ atMs, of }, i) => undo(atMs, ids[of] ?? REVIEW, i))
          .filter(({ id, undoes }) => id !== undoes);
        const leading = new Set<EventId>([REVIEW]);
        for (let size = -1; size < leading.size; ) {
          size = leading.size;
          for (const { id, undoes } of all) if (leading.has(undoes)) leading.add(id);
        }
        const some = all.filter(({ id }) => leading.has(id));
        expect(takenBack(some).has(REVIEW)).toBe(takenBack(all).has(REVIEW));
        expect(takenBack([...all].reverse())).toEqual(takenBack(all));
      }),
      { numRuns: 2000 },
    );
  });

  test("takes a step for each undo of a long chain", () => {
    let last = undo(10, REVIEW);
    const chain = [last];
    for (let i = 1; i < 50_000; i++) {
      last = undo(10 + i, last.id);
      chain.push(last);
    }
    expect(takenBack(chain).has(REVIEW)).toBe(false);
  });
});
