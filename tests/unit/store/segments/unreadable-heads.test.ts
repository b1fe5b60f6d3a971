/** The head of a segment that cannot be read is as one that is not there: nothing stops, and it is made anew from the log. */
import { afterEach, expect, test, vi } from "vitest";
import { checkAll } from "../../../../src/copies/check/check.ts";
import { leftOf, total } from "../../../../src/copies/check/findings.ts";
import { segmentsIn } from "../../../../src/copies/place/file-names.ts";
import { replicate } from "../../../../src/copies/place/replicate.ts";
import { readHealth } from "../../../../src/copies/record/health.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import type { SegmentRow } from "../../../../src/store/database/schema.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { logInPieces } from "../../../../src/store/segments/bulk-log.ts";
import { countEvents } from "../../../../src/store/segments/count-events.ts";
import { readLogExport } from "../../../../src/store/segments/log-export.ts";
import { segmentHeads } from "../../../../src/store/segments/segment-heads.ts";
import { packNext } from "../../../../src/store/segments/segments.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { breakRows, UNREADABLE } from "../../../support/database/break-rows.ts";
import { at, FIVE, foldsToItself, forward, get, grade, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { memoryFiles } from "../../../support/places/memory-files.ts";
import { NO_DECKS } from "../../../support/places/no-decks.ts";
import { deck } from "../../../support/samples/cards.ts";

const SIZE = 2;
let db: Database;
let place: ReturnType<typeof memoryFiles>;
let log: readonly Envelope[];
let heads: readonly SegmentRow[];
useDatabase(async (opened) => {
  db = opened;
  place = memoryFiles();
  vi.spyOn(console, "error").mockImplementation(() => {});
  await installDeck(db, deck(FIVE), scheduler, NOW);
  for (const [i, name] of ["a", "b", "c", "d", "e"].entries())
    await grade(db, await get(db, forward(name)), 3, NOW + i * 1000);
  await copy();
  log = await wholeLog(db);
  heads = await segmentHeads(db);
  expect(heads).toHaveLength(2);
});
afterEach(() => vi.restoreAllMocks());

const copy = () => replicate(db, place, { segmentEvents: SIZE });
const check = () => checkAll({ db, place, decks: NO_DECKS, scheduler, read: new Map() });

async function damage(...which: number[]): Promise<void> {
  for (const n of which) await db.put("segments", { ...heads[n], ...UNREADABLE } as never);
  breakRows();
}

async function expectWhole(): Promise<void> {
  expect(await segmentHeads(db)).toEqual(heads);
  expect(await db.getAll("segments")).toEqual(heads);
  expect(segmentsIn(await place.list()).map(({ hash }) => hash)).toEqual(heads.map(({ hash }) => hash));
  const read: Envelope[] = [];
  for await (const { events } of logInPieces(db)) read.push(...events);
  expect(read).toEqual(log);
  const checked = await check();
  expect([total(checked.found), total(leftOf(checked))]).toEqual([0, 0]);
  await foldsToItself(db);
}

test.each([[[0]], [[1]], [[0, 1]]])("copying packs it anew as it was: %o", async (which) => {
  await damage(...which);
  expect(await copy()).toMatchObject({ complete: true });
  await expectWhole();
});

test.each([[[0]], [[1]], [[0, 1]]])("the check tells of it as mended: %o", async (which) => {
  await damage(...which);
  const checked = await check();
  expect([checked.found.segment, checked.mended.segment]).toEqual([which.length, which.length]);
  await copy();
  await expectWhole();
});

test("counts, health and an export hold all events meanwhile", async () => {
  await damage(0);
  expect(await countEvents(db)).toEqual({ events: 5, newer: 0, unreadable: 0 });
  await readHealth(db, place, at(NOW));
  expect((await readLogExport(db)).events).toEqual(log);
});

test.each([0, 1])("a row of the log is mended, and no segment holds what it was before: head %i", async (which) => {
  const event = (await db.get("events", 4)) as Envelope;
  await db.put("events", { ...event, rating: "spoilt" } as never, 4);
  await damage(which);
  expect((await merge(db, [event], scheduler)).added).toEqual([event]);
  while (await packNext(db, SIZE));
  expect(await wholeLog(db)).toEqual(log);
  await copy();
  await expectWhole();
});
