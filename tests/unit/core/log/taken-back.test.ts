/** Which events were taken back, decided by what an undo names and not by what a clock said. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type EventId, makeEventId } from "../../../../src/core/ids.ts";
import type { UndoEvent } from "../../../../src/core/log/kinds.ts";
import { takenBack } from "../../../../src/core/log/taken-back.ts";
import { DEVICE } from "../../../support/database/db-steps.ts";
import { shuffled } from "../../../support/database/histories.ts";

const idOf = (n: number, atMs: number): EventId => makeEventId(atMs, new Uint8Array(10).fill(n));
const undo = (n: number, undoes: EventId, atMs = n): UndoEvent => ({
  kind: "undo",
  id: idOf(n, atMs),
  device: DEVICE,
  atMs,
  offsetMinutes: 0,
  studyDay: 0,
  undoes,
});
const review = idOf(0, 0);
const gone = (...events: readonly UndoEvent[]): boolean => takenBack(events).has(review);

describe("of a review", () => {
  const first = undo(1, review);
  const second = undo(2, first.id);
  const third = undo(3, second.id);

  test("each undo turns what the one before it said", () => {
    expect([gone(), gone(first), gone(first, second), gone(first, second, third)]).toEqual([false, true, false, true]);
  });

  test("one undo that counts is enough", () => {
    expect(gone(first, undo(4, review), second)).toBe(true);
    expect(gone(first, undo(4, review), second, undo(5, idOf(4, 4)))).toBe(false);
  });

  test("an undo that a clock stamped far ahead can be taken back by one that is older by its time", () => {
    const far = undo(1, review, 9_000_000);
    expect(gone(far, undo(2, far.id))).toBe(false);
    expect(gone(far, undo(2, far.id), undo(3, idOf(2, 2)))).toBe(true);
  });

  test("an undo of something that is not in the log changes nothing", () => {
    expect(gone(undo(1, idOf(9, 9)))).toBe(false);
  });
});

test("undos that name each other in a circle end, whatever order they arrive in", () => {
  const circle = [undo(1, idOf(3, 3)), undo(2, idOf(1, 1)), undo(3, idOf(2, 2)), undo(4, idOf(2, 2))];
  fc.assert(
    fc.property(shuffled(circle), (events) => {
      expect(takenBack(events)).toEqual(takenBack(circle));
    }),
  );
});

/** Undos of a review or of each other, at any time; circles among them. */
const undos = fc.array(fc.record({ names: fc.nat(9), atMs: fc.nat(5) }), { maxLength: 8 }).map((all) => {
  const ids = [review, ...all.map(({ atMs }, i) => idOf(i + 1, atMs))];
  return all.map(({ names, atMs }, i) => undo(i + 1, ids[names % ids.length] ?? review, atMs));
});

test("what is gone is what an undo names that is not gone, wherever no circle is; order and number change nothing", () => {
  const logs = undos.filter(({ length }) => length > 0);
  fc.assert(
    fc.property(
      logs.chain((events) => fc.record({ events: fc.constant(events), mixed: shuffled(events) })),
      ({ events, mixed }) => {
        const found = takenBack(events);
        expect(takenBack(mixed)).toEqual(found);
        const byId = new Map(events.map((event) => [event.id, event]));
        const goesRound = (id: EventId): boolean => {
          let at = byId.get(id);
          for (let steps = 0; at && steps <= events.length; steps++) at = byId.get(at.undoes);
          return at !== undefined;
        };
        for (const id of [review, ...byId.keys()]) {
          if (goesRound(id)) continue;
          expect(found.has(id)).toBe(events.some((event) => event.undoes === id && !found.has(event.id)));
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test("a long chain of undos of undos is read without running out of stack", () => {
  const chain: UndoEvent[] = [];
  for (let n = 1, undoes = review; n <= 50_000; n++) {
    const event = { ...undo(n % 250, undoes, n), id: makeEventId(n, new Uint8Array(10)) };
    chain.push(event);
    undoes = event.id;
  }
  expect(takenBack(chain).has(review)).toBe(false);
  expect(takenBack(chain.slice(0, -1)).has(review)).toBe(true);
});
