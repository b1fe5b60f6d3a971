/** An undo whose row is mended while the log is read for what is left of a file: it may have moved behind what is read. */
import "fake-indexeddb/auto";
import { afterEach, expect, test, vi } from "vitest";
import { makeUndo } from "../../../src/core/log/make-event.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import type * as bulkLog from "../../../src/store/segments/bulk-log.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { leftToTakeBack } from "../../../src/worker/left-to-take-back.ts";
import { DEVICE, maker, NOW, scheduler } from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";

/** What happens once the log was read for the first time. */
const behind = vi.hoisted(() => ({ read: null as (() => Promise<unknown>) | null }));
vi.mock("../../../src/store/segments/bulk-log.ts", async (original) => {
  const real = await original<typeof bulkLog>();
  return {
    ...real,
    logInPieces: async function* (...asked: Parameters<typeof real.logInPieces>) {
      yield* real.logInPieces(...asked);
      const { read } = behind;
      behind.read = null;
      await read?.();
    },
  };
});

let db: Database;
useDatabase((opened) => {
  db = opened;
});
afterEach(() => {
  behind.read = null;
});

test("it is seen, and what it takes back is not left", async () => {
  const [gone, stays] = reviewsOf("f0", 2);
  if (!gone || !stays) throw new Error("no reviews");
  await merge(db, [gone, stays], scheduler);
  const undo = makeUndo(gone, maker(NOW + 1000));
  await merge(db, [undo], scheduler);
  await db.put("events", { id: undo.id } as never, await db.getKeyFromIndex("events", "id", undo.id));
  const mends = vi.fn(() => merge(db, [undo], scheduler));
  behind.read = mends;
  const left = await leftToTakeBack(db, { from: 1, to: 1 }, (event) => makeUndo(event, maker(NOW + 2000)), DEVICE);
  expect(mends).toHaveBeenCalledTimes(1);
  expect([...left.leftAlone]).toEqual([gone.id]);
  expect(left.rows.map(({ left: events }) => events)).toEqual([1]);
});
