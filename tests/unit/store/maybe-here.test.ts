import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type EventId, makeEventId } from "../../../src/core/ids.ts";
import { maybeHere } from "../../../src/store/log/maybe-here.ts";
import { random } from "../../support/db-steps.ts";

/** Some of one instant. */
const ids = Array.from({ length: 200 }, (_, i) => makeEventId(Math.floor(i / 3), random())).sort();

async function asked(held: readonly EventId[], ids: readonly EventId[]) {
  let requests = 0;
  const getKey = async (range: IDBKeyRange): Promise<unknown> => {
    requests++;
    return held.find((id) => range.includes(id));
  };
  return { maybe: await maybeHere({ getKey }, ids), requests };
}

test("whatever a log holds and whatever is asked for, in any order and twice: no id that it holds is missed", async () => {
  const some = fc.subarray(ids);
  const inAnyOrder = fc.array(fc.constantFrom(...ids), { maxLength: 300 });
  await fc.assert(
    fc.asyncProperty(some, inAnyOrder, async (held, wanted) => {
      const { maybe, requests } = await asked(held, wanted);
      expect(wanted.filter((id) => held.includes(id) && !maybe.has(id))).toEqual([]);
      expect([...maybe].filter((id) => !wanted.includes(id))).toEqual([]);
      expect(requests).toBeLessThanOrEqual(Math.ceil(wanted.length / 8));
    }),
  );
});

test("one request says that what is newer than the log is not in it, and none is made for a few", async () => {
  const [older, newer] = [ids.slice(0, 60), ids.slice(60)];
  expect(await asked(older, newer)).toEqual({ maybe: new Set(), requests: 1 });
  expect(await asked(older, newer.slice(0, 8))).toEqual({ maybe: new Set(newer.slice(0, 8)), requests: 0 });
});

test("where all of them stand in one hour of many, the others are not looked up", async () => {
  const { maybe } = await asked(ids.slice(100, 102), ids);
  expect(maybe.size).toBeLessThanOrEqual(16);
});
