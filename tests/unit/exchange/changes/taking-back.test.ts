/** After the way back, every card and setting is where it would be had the file never come. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { CardId } from "../../../../src/core/ids.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { foldCard } from "../../../../src/core/log/fold.ts";
import { makeSetting, makeUndo } from "../../../../src/core/log/make-event.ts";
import { heldRegisters } from "../../../../src/core/log/register.ts";
import { bringingAgain } from "../../../../src/exchange/changes/bringing-again.ts";
import type { MakeUndo } from "../../../../src/exchange/changes/counting.ts";
import { takingBack } from "../../../../src/exchange/changes/taking-back.ts";
import { maker, NOW, OTHER_DEVICE, scheduler } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { countedByCard } from "../../../support/samples/counted-by-card.ts";
import { holds } from "../../../support/samples/holds.ts";

const undoOf = (event: Envelope) => makeUndo(event, maker(NOW + 1e6));
const ROOTS: readonly Envelope[] = [
  ...reviews(8),
  ...[3, 4].map((value) => makeSetting("newPerDay", value, null, maker(NOW + value, OTHER_DEVICE))),
];
/** A log in which undos name any earlier event, also each other, and which part of it a file brought. */
const logs = fc.array(fc.nat(), { maxLength: 12 }).chain((targets) => {
  const log = [...ROOTS];
  targets.forEach((target, i) => {
    const event = log[target % log.length];
    if (event) log.push(makeUndo(event, maker(NOW + 1000 + i, OTHER_DEVICE)));
  });
  return fc.record({ log: fc.constant(log), added: fc.subarray(log) });
});

function meaning(log: readonly Envelope[]) {
  const cards = [...new Set(ROOTS.flatMap(({ card }) => card ?? []))];
  const states = cards.map((card) =>
    foldCard(
      log.filter((event) => event.card === card),
      scheduler,
    ),
  );
  return {
    states: states.map(({ lastEventAtMs: _, ...state }) => state),
    counted: countedByCard(log).map(({ id }) => id),
    held: [...heldRegisters(log)].map(([name, { value }]) => [name, value]),
  };
}

it("makes what was added count for nothing, and all else as before", () => {
  holds(
    fc.property(logs, ({ log, added }) => {
      const before = log.filter((event) => !added.includes(event));
      const undos = takingBack(log, added, undoOf, (id) => id);
      expect(meaning([...log, ...undos])).toEqual(meaning(before));
    }),
  );
});

it("adds nothing for what somebody has taken back since", () => {
  const added = reviews(2);
  const log = [...added, ...added.map(undoOf)];
  expect(takingBack(log, added, undoOf, (id) => id)).toEqual([]);
});

it("keeps gone what an undo among them held down by way of others", () => {
  const [review] = reviews(1);
  if (!review) throw new Error("no review");
  const first = undoOf(review);
  const second = undoOf(first);
  const third = undoOf(second);
  const log = [review, first, second, third];
  const undos = takingBack(log, [review, third], undoOf, (id) => id);
  expect(meaning([...log, ...undos]).counted).toEqual([]);
});

it("is brought again by the same file, any number of times, and by nothing else", () => {
  const withFile: MakeUndo = (event, as) => makeUndo(event, maker(NOW + 2e6), as);
  const sameCard = (id: CardId): CardId => id;
  holds(
    fc.property(logs, fc.integer({ min: 1, max: 3 }), ({ log, added }, times) => {
      const there = meaning(log);
      const without = meaning(log.filter((event) => !added.includes(event)));
      let now: readonly Envelope[] = log;
      let brought: readonly Envelope[] = added;
      for (let i = 0; i < times; i++) {
        now = [...now, ...takingBack(now, brought, withFile, sameCard)];
        expect(meaning(now)).toEqual(without);
        brought = bringingAgain(now, added, withFile, sameCard).undos;
        now = [...now, ...brought];
        expect(meaning(now)).toEqual(there);
        expect(bringingAgain(now, added, withFile, sameCard)).toEqual({ events: [], undos: [] });
      }
    }),
  );
});
