/** A taking in of many files that is stopped: nothing is passed over when it goes on, and it comes to an end. */
import { expect, test, vi } from "vitest";
import { segmentFile } from "../../../../src/copies/place/file-names.ts";
import { replicate } from "../../../../src/copies/place/replicate.ts";
import type { DeviceId } from "../../../../src/core/ids.ts";
import { eventsAmong } from "../../../../src/core/log/decode.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import type { Place } from "../../../../src/core/log/place.ts";
import { readDevice } from "../../../../src/store/database/local.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { packEvents, sha256, unpackEvents } from "../../../../src/store/segments/pack.ts";
import { foldsToItself, forward, NOW, OTHER_DEVICE, scheduler } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import { content, deck } from "../../../support/samples/cards.ts";

const NEWS_MS = 7777;
const program = vi.hoisted(() => ({ isOld: false }));
vi.mock("../../../../src/core/log/decode.ts", async (original) => {
  const real = await original<typeof import("../../../../src/core/log/decode.ts")>();
  const isNews = (event: object): boolean => "durationMs" in event && event.durationMs === NEWS_MS;
  // An older version makes nothing of what only a later one knows.
  const among = (lines: readonly unknown[]) =>
    real.eventsAmong(lines).filter((event) => !(program.isOld && isNews(event)));
  return { ...real, eventsAmong: among };
});

const CARDS = 60;
let db: Database;
useDatabase(async (opened) => {
  db = opened;
  program.isOld = false;
  const cards = Array.from({ length: CARDS }, (_, i) => content(`f${i}`, i));
  await installDeck(db, deck(cards), scheduler, NOW);
});

/** @param newsEvery every so many events is one that an older version cannot read */
const logOf = (events: number, newsEvery = Number.POSITIVE_INFINITY): readonly Envelope[] =>
  reviews(events, NOW - events * 60_000, OTHER_DEVICE).map((event, i) => ({
    ...event,
    card: forward(`f${i % CARDS}`),
    ...(i % newsEvery === 0 && { durationMs: NEWS_MS }),
  }));

async function folderOf(device: DeviceId, events: readonly Envelope[], each: number): Promise<MemoryFiles> {
  const folder = memoryFiles("shared");
  for (let start = 0; start < events.length; start += each) {
    const some = events.slice(start, start + each);
    const bytes = await packEvents(some);
    const head = { number: start / each + 1, events: some.length, hash: await sha256(bytes) };
    await folder.write(segmentFile(device, head).name, bytes);
  }
  return folder;
}

async function takeInAFew(folder: Place, atLeast: number): Promise<void> {
  let taken = 0;
  const onTaken = (events: number): void => {
    taken = events;
  };
  const stopped = await replicate(db, folder, { give: false, goOn: () => taken < atLeast, onTaken });
  expect(stopped.complete).toBe(false);
}

test("what an older version could not read comes in when a later one goes on with the same files", async () => {
  const events = logOf(2400, 10);
  const folder = await folderOf(OTHER_DEVICE, events, 300);
  program.isOld = true;
  await takeInAFew(folder, 1000);
  program.isOld = false;
  expect(await replicate(db, folder, { give: false })).toMatchObject({ complete: true, newer: [], unreadable: [] });
  expect((await wholeLog(db)).length).toBe(events.length);
  await foldsToItself(db);
});

test("of files of this very device no event is gone with the file", async () => {
  const events = logOf(2400, 10);
  const folder = await folderOf(await readDevice(db.transaction("local").store), events, 300);
  program.isOld = true;
  await takeInAFew(folder, 1000);
  program.isOld = false;
  await replicate(db, folder);
  const anywhere = new Set((await wholeLog(db)).map(({ id }) => id));
  for (const [name, bytes] of folder.content)
    if (!name.startsWith("deck-")) for (const { id } of eventsAmong(await unpackEvents(bytes))) anywhere.add(id);
  expect(anywhere.size).toBe(events.length);
});

test.each([
  ["the same files each time", () => 9, false],
  ["now more of them, now fewer", (wake: number) => 9 - (wake % 4), false],
  ["all of them, with something that this version cannot read", () => 12, true],
])("a folder that is slow to read comes in, a little each time: %s", async (_, readsOf, isOld) => {
  const events = logOf(12 * 150, 50);
  const folder = await folderOf(OTHER_DEVICE, events, 150);
  program.isOld = isOld;
  const wanted = eventsAmong(events).length;
  let reads = 0;
  const slow: Place = {
    ...folder,
    read(name) {
      reads++;
      return folder.read(name);
    },
  };
  let came = 0;
  for (let wake = 0; came < wanted; wake++) {
    reads = 0;
    // Time is up once these are read.
    await replicate(db, slow, { give: false, goOn: () => reads < readsOf(wake) });
    const before = came;
    came = (await wholeLog(db)).length;
    expect(came).toBeGreaterThan(before);
  }
  expect(came).toBe(wanted);
  await foldsToItself(db);
});
