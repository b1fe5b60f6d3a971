/** What must hold when a restore is ended before it is done; see `record.ts`. */
import { openGuarded } from "../../src/copies/record/open-guarded.ts";
import type { Place } from "../../src/core/log/place.ts";
import { openDatabase } from "../../src/store/opening/open.ts";
import { equal, rejects } from "../support/database/check.ts";
import { deleteDatabase } from "../support/database/db-steps.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import { expectLog, type RecordCase, studyLong, visit } from "../support/places/record-steps.ts";

/** Ends whoever reads more than one segment, as a browser ends a worker. */
function dying(place: Place): Place {
  let read = 0;
  return {
    ...place,
    read: async (name) => {
      if (name.startsWith("segment") && ++read > 1) throw new Error("the worker was ended");
      return place.read(name);
    },
  };
}

async function stopMidway(place: Place): Promise<void> {
  await deleteDatabase();
  await rejects(
    openGuarded({}, async () => dying(place)),
    "the opening that was ended",
  );
  const db = await openDatabase();
  equal((await wholeLog(db)).length > 0, true, "part of the log is there");
  db.close();
}

export const STOPPED_CASES: readonly RecordCase[] = [
  {
    name: "a restore that was ended midway is done before the next opening hands anything over",
    run: async (place) => {
      const log = await studyLong(place);
      await stopMidway(place);
      await visit(place, async (guarded) => {
        equal((guarded.restored?.events ?? 0) > 0, true, "restored");
        equal(guarded.lost, false, "lost");
        await expectLog(guarded, log, "the log");
        equal((await guarded.reconcile()).notice?.events, log.length, "the notice counts both parts");
      });
      await visit(place, async (guarded) => {
        equal(guarded.restored, null, "restored once more");
        await expectLog(guarded, log, "the log at the opening after");
      });
    },
  },
  {
    name: "of two pages that find a restore that was ended, each waits for the whole log",
    run: async (place) => {
      const log = await studyLong(place);
      await stopMidway(place);
      const pages = await Promise.all([openGuarded({}, async () => place), openGuarded({}, async () => place)]);
      for (const { db } of pages) equal((await wholeLog(db)).length, log.length, "events");
      for (const { db } of pages) db.close();
    },
  },
];
