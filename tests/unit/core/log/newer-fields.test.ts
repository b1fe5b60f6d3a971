/** What an event carries is looked at whatever events came before it. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { carriedProblem } from "../../../../src/core/log/carried.ts";
import { decodeEvent } from "../../../../src/core/log/decode.ts";
import { ENVELOPE_FIELDS } from "../../../../src/core/log/envelope-fields.ts";
import { KINDS } from "../../../../src/core/log/kinds.ts";
import { unknownFields } from "../../../../src/core/log/newer.ts";
import { arbitraryLog } from "../../exchange/arbitrary-log.ts";

/** Values that no file may bring, and some that it may. */
const value = fc.oneof(
  fc.jsonValue(),
  fc.nat(60).map((depth) => JSON.parse(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`)),
  fc.constantFrom(99_000, 101_000).map((length) => "x".repeat(length)),
  fc.constantFrom<unknown>(undefined, Number.NaN, new Map(), () => 1),
);
const change = fc.tuple(fc.constantFrom("rating", "phase", "next", "value", "later", "__proto__"), value);

it("as by itself: fields that are not known, and what of them is too much", () => {
  fc.assert(
    fc.property(arbitraryLog, fc.array(fc.option(change)), ({ events }, changes) => {
      for (const [i, event] of events.entries()) {
        const [name, field] = changes[i % Math.max(1, changes.length)] ?? [];
        const changed =
          name === undefined ? event : Object.fromEntries([...Object.entries(event), [name, field] as const]);
        const kind = KINDS.get(event.kind);
        const unknown = Object.keys(changed).filter(
          (one) => !Object.hasOwn(ENVELOPE_FIELDS, one) && !(kind && Object.hasOwn(kind.fields, one)),
        );
        expect(unknownFields(changed, kind)).toEqual(unknown);
        if ("problem" in decodeEvent(changed)) continue;
        const carried = [...unknown, ...Object.keys(kind?.open ?? {})];
        const fields = carried.map((one) => [one, Reflect.get(changed, one)] as const);
        expect(carriedProblem(Object.fromEntries(fields))).toBeNull();
      }
    }),
    { numRuns: 300 },
  );
});
