/** Events of one card that came in together stand in one row: found, read, taken back and mended as if each had its own. */
import type { Envelope } from "../../src/core/log/envelope.ts";
import { makeUndo } from "../../src/core/log/make-event.ts";
import { type EventBatch, MOST_IN_BATCH } from "../../src/store/database/event-rows.ts";
import { FEW } from "../../src/store/log/log.ts";
import type { Database } from "../../src/store/opening/open.ts";
import { readLogExport } from "../../src/store/segments/log-export.ts";
import { segmentHeads } from "../../src/store/segments/segment-heads.ts";
import { packNext } from "../../src/store/segments/segments.ts";
import { merge } from "../../src/store/writing/merge.ts";
import { equal, rejects } from "../support/database/check.ts";
import {
  FIVE,
  foldsToItself,
  forward,
  get,
  grade,
  maker,
  NOW,
  OTHER_DEVICE,
  scheduler,
} from "../support/database/db-steps.ts";
import { reviewsOf } from "../support/database/long-log.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import { type Case, ids, install } from "./case.ts";

const A = reviewsOf("a", 5);
const B = reviewsOf("b", 5, NOW + 1000);
const BOTH = [...A, ...B];

async function withBoth(db: Database): Promise<void> {
  await install(db, FIVE);
  equal((await merge(db, BOTH, scheduler)).added.length, 10, "counts");
  equal(await db.count("events"), 2, "rows");
}

async function firstRow(db: Database): Promise<EventBatch> {
  const row = await db.get("events", 1);
  if (!row || !("events" in row)) throw new Error("no batch");
  return row;
}

const put = (db: Database, row: unknown): Promise<number> => db.put("events", row as EventBatch, 1);

export const BATCH_CASES: readonly Case[] = [
  {
    name: "events of one card that come in together are one row, and count as they would one by one",
    run: async (db) => {
      await withBoth(db);
      await foldsToItself(db);
      equal(await wholeLog(db), BOTH, "the log");
      equal((await get(db, forward("a"))).state.reviews > 0, true, "a card was reviewed");
      equal((await merge(db, BOTH.toReversed(), scheduler)).added.length, 0, "once more");
      equal(await db.count("events"), 2, "rows after that");
      const graded = await grade(db, await get(db, forward("a")), 3, NOW + 40 * 86_400_000);
      equal(graded !== null, true, "a grade after them");
      await foldsToItself(db);
    },
  },
  {
    name: "an id that a batch holds is taken",
    run: async (db) => {
      await withBoth(db);
      const [, second] = A;
      if (second) await rejects(db.add("events", second), "the same event as a row of its own");
    },
  },
  {
    name: "what stands in a batch is taken back, also by an undo that stands in one",
    run: async (db) => {
      await withBoth(db);
      const [one, two] = A.slice(-2);
      if (!one || !two) throw new Error("no reviews");
      const undos = [one, two].map((event) => makeUndo(event, maker(NOW + 90_000, OTHER_DEVICE)));
      equal((await merge(db, undos, scheduler)).added.length, 2, "two undos");
      equal(await db.count("events"), 3, "rows");
      await foldsToItself(db);
      const [undo] = undos;
      if (!undo) throw new Error("no undo");
      await merge(db, [makeUndo(undo, maker(NOW + 91_000, OTHER_DEVICE))], scheduler);
      await foldsToItself(db);
    },
  },
  {
    name: "a card with more events than a batch holds has several",
    run: async (db) => {
      await install(db, FIVE);
      const many = reviewsOf("a", 2 * MOST_IN_BATCH + 1);
      await merge(db, many, scheduler);
      equal(await db.count("events"), 3, "rows");
      equal(await wholeLog(db), many, "the log");
      await foldsToItself(db);
    },
  },
  {
    name: "an event of a batch that is spoilt comes back, and the others of its row stay",
    run: async (db) => {
      await withBoth(db);
      const row = await firstRow(db);
      await put(db, { ...row, events: row.events.map((event, i) => (i === 2 ? { ...event, atMs: "then" } : event)) });
      equal((await merge(db, BOTH, scheduler)).added.length, 1, "counts");
      equal(ids(await wholeLog(db)), ids(BOTH), "the log");
      equal((await firstRow(db)).events.length, 5, "events of the row");
      await foldsToItself(db);
    },
  },
  {
    name: "a batch that is spoilt comes back a part at a time",
    run: async (db) => {
      await withBoth(db);
      await put(db, { ...(await firstRow(db)), events: "gone" });
      equal((await merge(db, A.slice(3), scheduler)).added.length, 2, "a part");
      equal((await readLogExport(db)).events.length, 7, "what can be read");
      equal((await merge(db, BOTH, scheduler)).added.length, 3, "the rest");
      equal(ids(await wholeLog(db)), ids(BOTH), "the log");
      equal(await db.count("events"), 2, "rows");
      await foldsToItself(db);
    },
  },
  {
    name: "so it does where the whole log is read for it, and with its segment",
    run: async (db) => {
      await withBoth(db);
      const many = reviewsOf("c", FEW + 10);
      await packNext(db, 10);
      await put(db, { ...(await firstRow(db)), events: null });
      equal((await merge(db, [...many, ...BOTH], scheduler)).added.length, FEW + 15, "counts");
      equal(ids(await wholeLog(db)), ids([...many, ...BOTH]), "the log");
      equal((await segmentHeads(db)).length, 0, "segments before it is packed anew");
      const packed = await packNext(db, 10);
      equal([packed?.events, packed?.rows, packed?.from, packed?.to], [10, 2, 1, 2], "the segment");
    },
  },
  {
    name: "what is found by a key stands alone, whatever else it says",
    run: async (db) => {
      const [one] = reviewsOf("a", 1);
      const keyed = { ...one, key: "what a later version knows" } as Envelope;
      await merge(db, [keyed, ...A.slice(1)], scheduler);
      equal(await db.getAllFromIndex("events", "key", "what a later version knows"), [keyed], "by its key");
      equal(await wholeLog(db), [keyed, ...A.slice(1)], "the log");
    },
  },
];
