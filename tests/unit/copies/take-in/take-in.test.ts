/** Very many events at once: each card is worked out once, a stop leaves all right, and who goes on asks for nothing again. */
import { afterEach, expect, test, vi } from "vitest";
import { type SegmentFile, segmentFile } from "../../../../src/copies/place/file-names.ts";
import { takeInSegments } from "../../../../src/copies/place/segment-files.ts";
import { takeInWhile } from "../../../../src/copies/take-in/take-in.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { makeSetting } from "../../../../src/core/log/make-event.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { packEvents, sha256 } from "../../../../src/store/segments/pack.ts";
import { breakRows, UNREADABLE } from "../../../support/database/break-rows.ts";
import { countRows } from "../../../support/database/count-rows.ts";
import { foldsToItself, forward, maker, NOW, OTHER_DEVICE, scheduler } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { memoryFiles } from "../../../support/places/memory-files.ts";
import { content, deck } from "../../../support/samples/cards.ts";

const CARDS = 60;
const EVENTS = 5000;
/** In the order of time, so that each thousand concerns every card. */
const events: readonly Envelope[] = reviews(EVENTS, NOW - EVENTS * 60_000, OTHER_DEVICE).map((event, i) => ({
  ...event,
  card: forward(`f${i % CARDS}`),
}));

const place = memoryFiles("shared");

/** The first thousands of the events, each as a file of the other device. */
async function given(count: number): Promise<SegmentFile[]> {
  const files: SegmentFile[] = [];
  for (let number = 1; number <= count; number++) {
    const some = events.slice((number - 1) * 1000, number * 1000);
    const bytes = await packEvents(some);
    const file = segmentFile(OTHER_DEVICE, { number, events: some.length, hash: await sha256(bytes) });
    await place.write(file.name, bytes);
    files.push(file);
  }
  return files;
}

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  const all = Array.from({ length: CARDS }, (_, i) => content(`f${i}`, i));
  await installDeck(db, deck(all), scheduler, NOW);
});

afterEach(() => vi.restoreAllMocks());

test("many events are read back about once, however many thousands they are, and give what they say", async () => {
  const { read } = await countRows(() => takeInWhile(db, events));
  // Each card is worked out from its own events; taken in as they come, each thousand would read all before it again.
  expect(read).toBeLessThan(2.5 * EVENTS);
  expect((await wholeLog(db)).length).toBe(EVENTS);
  await foldsToItself(db);
});

test("a setting comes in before the cards that are worked out by it", async () => {
  const setting = makeSetting("desiredRetention", 0.8, null, maker(NOW, OTHER_DEVICE));
  let left = 2;
  await takeInWhile(db, [...events, setting], { goOn: () => --left > 0 });
  expect(await db.get("registers", "setting/desiredRetention")).toBeDefined();
  expect((await wholeLog(db)).length).toBeLessThan(EVENTS);
});

test("stopped after any transaction, the cards fit the log, and going on looks at nothing again", async () => {
  const files = await given(EVENTS / 1000);
  let taken = 0;
  const onTaken = async (count: number): Promise<void> => {
    taken += count;
  };
  // After the first: how many events the next ones have depends on how fast the machine is.
  const stopped = await takeInSegments(db, place, files, { goOn: () => taken === 0, onTaken });
  expect(stopped).toEqual({ done: [], complete: false });
  expect(taken).toBe((await wholeLog(db)).length);
  expect(taken).toBeLessThan(EVENTS);
  await foldsToItself(db);
  const before = taken;
  const { read } = await countRows(() => takeInSegments(db, place, files, { goOn: () => true, onTaken }));
  expect(taken).toBe(EVENTS);
  await foldsToItself(db);
  expect(read).toBeLessThan(2.5 * (EVENTS - before) + 1000);
});

test("where it was stopped holds for just these files: others are looked at from their first event", async () => {
  const files = await given(3);
  let left = 3;
  const onTaken = async (): Promise<void> => {};
  expect(await takeInSegments(db, place, files.slice(0, 2), { goOn: () => --left > 0, onTaken })).toEqual({
    done: [],
    complete: false,
  });
  await takeInSegments(db, place, files.slice(1), { goOn: () => true, onTaken });
  await takeInSegments(db, place, files.slice(0, 2), { goOn: () => true, onTaken });
  expect((await wholeLog(db)).length).toBe(3000);
  await foldsToItself(db);
});

test("no file is done with of which an event could not be put right, though that was before it was stopped", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const files = await given(3);
  const onTaken = async (): Promise<void> => {};
  await takeInSegments(db, place, files, { goOn: () => true, onTaken });
  // Of the first card: it is among those that are looked at first.
  const at = (await db.getKeyFromIndex("events", "id", events[0]?.id ?? ("" as never))) ?? 0;
  const row = await db.get("events", at);
  await db.put("events", { ...row, ...UNREADABLE } as never, at);
  breakRows();
  const { put } = IDBObjectStore.prototype;
  const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...given) {
    if (this.name === "events") throw new DOMException("no room", "QuotaExceededError");
    return put.apply(this, given);
  });
  let left = files.length;
  const stopped = await takeInSegments(db, place, files, { goOn: () => --left > 0, onTaken });
  expect(stopped).toEqual({ done: [], complete: false });
  const { done, complete } = await takeInSegments(db, place, files, { goOn: () => true, onTaken });
  expect([complete, done.map(({ spare }) => spare)]).toEqual([true, files.map(() => false)]);
  full.mockRestore();
  const again = await takeInSegments(db, place, files, { goOn: () => true, onTaken });
  expect(again.done.map(({ spare }) => spare)).toEqual(files.map(() => true));
  expect(await db.get("events", at)).toEqual(row);
});
