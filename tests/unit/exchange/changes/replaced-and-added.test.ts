/** A file that has replaced all before brings nothing more when it is added, whatever undos name each other in it and here. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { CardId, EventId } from "../../../../src/core/ids.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { isOfKind } from "../../../../src/core/log/event.ts";
import { makeSetting, makeUndo } from "../../../../src/core/log/make-event.ts";
import { bringingAgain } from "../../../../src/exchange/changes/bringing-again.ts";
import { countingIn, type MakeUndo, unionOf } from "../../../../src/exchange/changes/counting.ts";
import { replacementEvents } from "../../../../src/exchange/changes/replacement.ts";
import { maker, NOW, OTHER_DEVICE } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { holds } from "../../../support/samples/holds.ts";

const sameCard = (id: CardId): CardId => id;
const make: MakeUndo = (event, as) => makeUndo(event, maker(NOW + 2e6), as);
const ROOTS: readonly Envelope[] = [
  ...reviews(4),
  ...[3, 4].map((value) => makeSetting("newPerDay", value, null, maker(NOW + value))),
];

/** Undos name any earlier event, also each other, some of them as with a file; log and file are any parts of it all. */
const cases = fc
  .array(fc.record({ target: fc.nat(), as: fc.constantFrom("file" as const, undefined) }), { maxLength: 14 })
  .chain((undos) => {
    const log = [...ROOTS];
    for (const [i, { target, as }] of undos.entries()) {
      const event = log[target % log.length];
      if (event) log.push(makeUndo(event, maker(NOW + 1000 + i, OTHER_DEVICE), as));
    }
    return fc.record({ here: fc.subarray(log), file: fc.subarray(log).map((some) => closed(some, log)) });
  });

/** A backup has what its undos name: they were made where that was. */
function closed(some: readonly Envelope[], log: readonly Envelope[]): readonly Envelope[] {
  const ids = new Set(some.map(({ id }) => id));
  for (const event of log.toReversed()) if (ids.has(event.id) && isOfKind(event, "undo")) ids.add(event.undoes);
  return log.filter(({ id }) => ids.has(id));
}

function countingOf(log: readonly Envelope[]): ReadonlySet<EventId> {
  const { isGone } = countingIn(log, sameCard);
  // What undos there are does not matter, but what they come to.
  const entries = log.filter((event) => !isOfKind(event, "undo"));
  return new Set(entries.filter((event) => !isGone(event)).map(({ id }) => id));
}

it("changes nothing", () => {
  holds(
    fc.property(cases, ({ here, file }) => {
      const replaced = [...unionOf(here, file), ...replacementEvents(here, file, make, sameCard)];
      const { undos } = bringingAgain(replaced, file, make, sameCard);
      expect(countingOf([...replaced, ...undos])).toEqual(countingOf(replaced));
    }),
    // Few of the logs have what it takes.
    { numRuns: 1000 },
  );
});
