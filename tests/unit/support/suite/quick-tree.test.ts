import fc from "fast-check";
import { expect, test } from "vitest";
import BinarySearchTree, {
  type Entry,
} from "../../../../node_modules/fake-indexeddb/build/esm/lib/binarySearchTree.js";
import { cmpKeys } from "../../../../node_modules/fake-indexeddb/build/esm/lib/cmp.js";
import "../../../support/suite/quick-database.ts";
import { compareKeys } from "../../../support/suite/quick-tree.ts";

/** Few of each sort, so that many are the same or begin alike. */
const { key } = fc.letrec((tie) => ({
  key: fc.oneof(
    { depthSize: "small" },
    fc.integer({ min: -1, max: 3 }),
    fc.constantFrom("", "a", "aa", "b"),
    fc.constantFrom(1, 2).map((ms) => new Date(ms)),
    fc.constantFrom([], [1], [1, 2], [2]).map((bytes) => Uint8Array.from(bytes).buffer),
    fc.array(tie("key"), { maxLength: 3 }),
  ),
}));

test("keys stand in the order of fake-indexeddb, and what is no key is refused as there", () => {
  fc.assert(fc.property(key, key, (a, b) => compareKeys(a, b) === cmpKeys(a, b)));
  expect(() => compareKeys(1, {})).toThrow(expect.objectContaining({ name: "DataError" }));
});

const change = fc.record({ key, value: fc.integer({ min: 0, max: 3 }), isRemoved: fc.boolean() });

test("a range of whatever was put and removed holds what lies in it, in order, and backwards", () => {
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.array(change, { maxLength: 60 }),
      fc.option(key),
      fc.option(key),
      fc.boolean(),
      fc.boolean(),
      (keysAreUnique, changes, lower, upper, lowerOpen, upperOpen) => {
        const tree = new BinarySearchTree(keysAreUnique);
        let held: Entry[] = [];
        const isSame = (a: Entry, b: Entry) =>
          cmpKeys(a.key, b.key) === 0 && (keysAreUnique || cmpKeys(a.value, b.value) === 0);
        for (const { isRemoved, ...entry } of changes) {
          held = held.filter((one) => !isSame(one, entry));
          if (!isRemoved) held.push(entry);
          if (isRemoved) tree.delete(entry);
          else tree.put(entry);
        }
        const range = { lower: lower ?? undefined, upper: upper ?? undefined, lowerOpen, upperOpen };
        const asked = held
          .filter(
            (one) =>
              (lower === null || cmpKeys(one.key, lower) > (lowerOpen ? 0 : -1)) &&
              (upper === null || cmpKeys(one.key, upper) < (upperOpen ? 0 : 1)),
          )
          .sort((a, b) => cmpKeys(a.key, b.key) || cmpKeys(a.value, b.value));
        expect([...tree.getRecords(range)]).toEqual(asked);
        expect([...tree.getRecords(range, true)]).toEqual(asked.toReversed());
      },
    ),
  );
});
