/** One fault alone is found: nothing else makes the check look closely where it stands. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkAll } from "../../../../src/copies/check/check.ts";
import { type Checked, FAULTS, leftOf, total } from "../../../../src/copies/check/findings.ts";
import { decksIn, segmentsIn } from "../../../../src/copies/place/file-names.ts";
import { replicate } from "../../../../src/copies/place/replicate.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { makeBury } from "../../../../src/core/log/make-event.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { packEvents } from "../../../../src/store/segments/pack.ts";
import { segmentHeads } from "../../../../src/store/segments/segment-heads.ts";
import { queuePlace } from "../../../../src/store/states/state-row.ts";
import { append } from "../../../../src/store/writing/append.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { at, FIVE, forward, get, maker, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import { NO_DECKS } from "../../../support/places/no-decks.ts";
import { deck } from "../../../support/samples/cards.ts";

const SIZE = 10;
const EVENTS = 45;

let db: Database;
let place: MemoryFiles;
let log: readonly Envelope[];
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
useDatabase(async (opened) => {
  db = opened;
  place = memoryFiles();
  await installDeck(db, deck(FIVE), scheduler, NOW, "own");
  await merge(db, reviews(EVENTS), scheduler);
  await replicate(db, place, { segmentEvents: SIZE });
  log = await wholeLog(db);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const check = (): Promise<Checked> => checkAll({ db, place, decks: NO_DECKS, scheduler, read: new Map() });
const countsOf = ({ found }: Checked) =>
  Object.fromEntries(FAULTS.flatMap((one) => (found[one] ? [[one, found[one]]] : [])));

const head = async (number: number) => {
  const found = (await segmentHeads(db))[number];
  if (!found) throw new Error("no such segment");
  return found;
};
const fileOf = async (number: number): Promise<string> => segmentsIn(await place.list())[number]?.name ?? "none";

const FAULTY: Readonly<Record<string, readonly [faults: object, damage: () => Promise<unknown>]>> = {
  "an event that says something else": [
    { event: 1 },
    () => db.put("events", { ...log[12], durationMs: 1 } as never, 13),
  ],
  "a row that is no event": [{ event: 1 }, () => db.put("events", { ...log[12], atMs: "then" } as never, 13)],
  "the last row of a segment, which is no event": [
    { event: 1 },
    () => db.put("events", { ...log[19], atMs: "then" } as never, 20),
  ],
  "a row behind the segments that is no event": [
    { event: 1 },
    () => db.put("events", { ...log[42], atMs: "then" } as never, 43),
  ],
  "bytes that are not there": [{ segment: 1 }, async () => db.delete("packed", (await head(1)).number)],
  "bytes of which one is another": [
    { segment: 1 },
    async () => {
      const { number } = await head(1);
      const bytes = await db.get("packed", number);
      await db.put("packed", bytes?.map((byte, i) => (i === 30 ? byte ^ 1 : byte)) as never, number);
    },
  ],
  "a segment that says another number of events": [
    { segment: 1 },
    async () => db.put("segments", { ...(await head(1)), events: SIZE - 1 }),
  ],
  "the bytes of another segment": [
    { segment: 1 },
    async () => db.put("packed", (await db.get("packed", (await head(2)).number)) as never, (await head(1)).number),
  ],
  "a file of which one byte is another": [
    { copy: 1 },
    async () => {
      const name = await fileOf(1);
      const bytes = await place.read(name);
      await place.write(name, bytes?.map((byte, i) => (i === 30 ? byte ^ 1 : byte)) as never);
    },
  ],
  "a deck's file of which one byte is another": [
    { copy: 1 },
    async () => {
      const name = decksIn(await place.list())[0]?.name ?? "none";
      const bytes = await place.read(name);
      await place.write(name, bytes?.map((byte, i) => (i === 30 ? byte ^ 1 : byte)) as never);
    },
  ],
  "a card's content that says something else": [
    { content: 1 },
    async () => {
      const row = await db.get("contents", forward("a"));
      await db.put("contents", { ...row, terms: ["test-deck/other"] } as never);
    },
  ],
  "a card that says nothing any more": [{ content: 1 }, () => db.delete("contents", forward("e"))],
  "a file that holds what another should": [
    { copy: 1 },
    async () => place.write(await fileOf(1), (await place.read(await fileOf(2))) as never),
  ],
};

test.each(Object.entries(FAULTY))("%s is found and mended", async (_, [faults, damage]) => {
  expect(countsOf(await check())).toEqual({});
  await damage();
  const checked = await check();
  expect(countsOf(checked)).toMatchObject(faults);
  expect(total(leftOf(checked))).toBe(0);
  expect(countsOf(await check())).toEqual({});
  expect(await wholeLog(db)).toEqual(log);
});

test("what has only the name of a segment's file puts nothing into the log", async () => {
  const { number } = await head(1);
  await db.put("packed", new Uint8Array([1, 2, 3]) as never, number);
  const others = log.slice(SIZE, 2 * SIZE).map((event) => ({ ...event, durationMs: 1 }) as Envelope);
  await place.write(await fileOf(1), await packEvents(others));
  const checked = await check();
  expect([countsOf(checked), total(leftOf(checked))]).toEqual([{ segment: 1, copy: 1 }, 0]);
  expect(await wholeLog(db)).toEqual(log);
});

test("a segment that is missing between others hides no row that is none", async () => {
  const { number } = await head(1);
  await Promise.all([db.delete("segments", number), db.delete("packed", number)]);
  await db.put("events", { ...log[12], atMs: "then" } as never, 13);
  expect((await check()).found.event).toBe(1);
});

test("a card that was put off before such cards had queues of their own is no fault, and gets its place", async () => {
  const bury = (row: Parameters<typeof makeBury>[0]) => makeBury(row, at(NOW).today + 1, maker());
  const written = await append(db, await get(db, forward("a")), scheduler, () => maker(), bury);
  await replicate(db, place, { segmentEvents: SIZE });
  const row = await get(db, forward("a"));
  await db.put("states", { ...row, queue: queuePlace(row) });
  expect(countsOf(await check())).toEqual({});
  expect(await get(db, forward("a"))).toEqual(written?.row);
});
