/** What a later exchange reads follows from what is new, and not from how long the log is. */
import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { segmentFile } from "../../../../src/copies/place/file-names.ts";
import { addToJournal } from "../../../../src/copies/place/journal.ts";
import { exchange } from "../../../../src/copies/shared/exchange.ts";
import type { Place } from "../../../../src/core/log/place.ts";
import { packEvents, sha256 } from "../../../../src/store/segments/pack.ts";
import { countRows } from "../../../support/database/count-rows.ts";
import { forward, NOW, OTHER_DEVICE } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { makeDevice, sharedFolder } from "../../../support/places/devices.ts";

const SEALED = 1000;
const NEWS = 20;

/** Rows that are read, and files, when so many thousands are here and some answers are new. */
async function readLater(thousands: number): Promise<{ readonly rows: number; readonly files: number }> {
  const folder = sharedFolder();
  const { db } = await makeDevice(folder);
  // Ten of each card, however many there are.
  const events = reviews(thousands * SEALED + NEWS, NOW - 1e9, OTHER_DEVICE).map((event, i) => ({
    ...event,
    card: forward(`f${Math.floor(i / 10)}`),
  }));
  for (let number = 1; number <= thousands; number++) {
    const some = events.slice((number - 1) * SEALED, number * SEALED);
    const bytes = await packEvents(some);
    const head = { number, events: some.length, hash: await sha256(bytes) };
    await folder.write(segmentFile(OTHER_DEVICE, head).name, bytes);
  }
  const options = { name: "", nowMs: NOW, filesAtOnce: 10 };
  expect(await exchange(db, folder, options)).toMatchObject({ taken: thousands * SEALED, complete: true });
  await addToJournal(folder, OTHER_DEVICE, events.slice(-NEWS));
  let files = 0;
  const counted: Place = {
    ...folder,
    read: (name) => {
      files++;
      return folder.read(name);
    },
  };
  const { read: rows } = await countRows(async () => {
    expect(await exchange(db, counted, options)).toMatchObject({ taken: NEWS, complete: true });
  });
  expect((await wholeLog(db)).length).toBe(events.length);
  db.close();
  return { rows, files };
}

test("twenty answers that are new read as many files after two thousand as after eight, and no row of the log more", async () => {
  const [short, long] = [await readLater(2), await readLater(8)];
  expect(long.files).toBe(short.files);
  // The heads of the segments are looked at some times, of which there is one for a thousand.
  expect(long.rows - short.rows).toBeLessThan(100);
});
