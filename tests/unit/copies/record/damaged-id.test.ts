/** A bit of an id flips in a row of the database, and copies hold the event as it was: it is one event, and stays one. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { checkAll } from "../../../../src/copies/check/check.ts";
import { segmentsIn } from "../../../../src/copies/place/file-names.ts";
import { replicate } from "../../../../src/copies/place/replicate.ts";
import { readWhatIsLeft, rebuild } from "../../../../src/copies/record/rebuild-database.ts";
import type { EventId } from "../../../../src/core/ids.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { makeUndo } from "../../../../src/core/log/make-event.ts";
import type { EventBatch, EventRow } from "../../../../src/store/database/event-rows.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { deleteDatabase, FIVE, forward, get, maker, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { idsOf, reviews, reviewsOf } from "../../../support/database/long-log.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import { NO_DECKS } from "../../../support/places/no-decks.ts";
import { expectLog, visit } from "../../../support/places/record-steps.ts";
import { deck } from "../../../support/samples/cards.ts";

/** Rows of one event each, of which a segment holds the first, and rows of several. */
const LOG: readonly Envelope[] = [...reviews(25), ...reviewsOf("a", 5, NOW + 1000), ...reviewsOf("b", 4, NOW + 2000)];
const SEGMENT_EVENTS = 20;

let files: MemoryFiles;
beforeEach(async () => {
  vi.spyOn(console, "error").mockReturnValue();
  await deleteDatabase();
  files = memoryFiles();
  await opened(async (db) => {
    await installDeck(db, deck(FIVE), scheduler, NOW);
    await merge(db, LOG, scheduler);
    await replicate(db, files, { segmentEvents: SEGMENT_EVENTS });
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await deleteDatabase();
});

async function opened<R>(work: (db: Database) => Promise<R>): Promise<R> {
  const db = await openDatabase();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

/** The last bit of the last digit: a "0" becomes a "1". */
const flipped = (id: EventId): EventId =>
  `${id.slice(0, -1)}${String.fromCharCode(id.charCodeAt(id.length - 1) ^ 1)}` as EventId;

const isBatch = (row: EventRow): row is EventBatch => "events" in row;

/** Flips it where the event stands; the list of a row of several is another place. */
const flip = ({ id }: Envelope): Promise<unknown> =>
  opened(async (db) => {
    const place = (await db.getKeyFromIndex("events", "id", id)) ?? 0;
    const row = await db.get("events", place);
    if (!row) throw new Error("no row");
    const changed = (event: Envelope): Envelope => (event.id === id ? { ...event, id: flipped(id) } : event);
    return db.put("events", isBatch(row) ? { ...row, events: row.events.map(changed) } : changed(row), place);
  });

const IN_SEGMENT = LOG[3] as Envelope;
const IN_JOURNAL = LOG[22] as Envelope;
const IN_BATCH = LOG[27] as Envelope;

describe.each<[string, Envelope]>([
  ["a segment", IN_SEGMENT],
  ["the journal", IN_JOURNAL],
  ["the journal, and its row several", IN_BATCH],
])("where %s holds it", (_, event) => {
  beforeEach(() => flip(event));

  test("it is saved once with what is left", async () => {
    expect(idsOf((await readWhatIsLeft(files)).events)).toEqual(idsOf(LOG));
  });

  test("it stands once in the database that is made anew", async () => {
    expect((await rebuild(files)).events).toBe(LOG.length);
    await visit(files, (guarded) => expectLog(guarded, LOG, "the log"));
  });
});

test("the segments of the database tell it as well, where there is no record", async () => {
  await flip(IN_SEGMENT);
  expect(idsOf((await readWhatIsLeft(null)).events)).toEqual(idsOf(LOG));
});

test("what was undone stays so", async () => {
  const undo = makeUndo(IN_SEGMENT, maker(NOW + 9000));
  await opened(async (db) => {
    await merge(db, [undo], scheduler);
    await replicate(db, files, { segmentEvents: SEGMENT_EVENTS });
  });
  await flip(IN_SEGMENT);
  const before = LOG.filter(({ card }) => card === IN_SEGMENT.card).length - 1;
  await rebuild(files);
  await visit(files, async ({ db }) => {
    expect((await get(db, IN_SEGMENT.card ?? forward("a"))).state.reviews).toBe(before);
  });
});

test("what only the database has stays under the id that it has by now", async () => {
  const [last] = reviewsOf("c", 1, NOW + 5000);
  if (!last) throw new Error("no review");
  await opened((db) => merge(db, [last], scheduler));
  await flip(last);
  expect(idsOf((await readWhatIsLeft(files)).events)).toEqual(idsOf([...LOG, { ...last, id: flipped(last.id) }]));
});

test("of two events whose ids differ by that bit both stay where a copy holds both, or anything else of them differs", async () => {
  const twin = { ...IN_JOURNAL, id: flipped(IN_JOURNAL.id) };
  const other = { ...IN_SEGMENT, id: flipped(IN_SEGMENT.id), durationMs: 1234 };
  await opened((db) => merge(db, [twin, other], scheduler));
  const all = idsOf([...LOG, twin, other]);
  expect(idsOf((await readWhatIsLeft(files)).events)).toEqual(all);
  expect((await rebuild(files)).events).toBe(all.length);
});

test("the check mends the row, in which it stands once then", async () => {
  await flip(IN_BATCH);
  await opened(async (db) => {
    await checkAll({ db, place: files, decks: NO_DECKS, scheduler, read: new Map() });
    expect(idsOf(await wholeLog(db))).toEqual(idsOf(LOG));
    await replicate(db, files, { segmentEvents: SEGMENT_EVENTS });
  });
  await visit(files, (guarded) => expectLog(guarded, LOG, "the log"));
});

test("so does copying, where the copy is read again", async () => {
  await flip(IN_BATCH);
  expect(segmentsIn(await files.list())).toHaveLength(1);
  await opened(async (db) => {
    await replicate(db, files, { segmentEvents: SEGMENT_EVENTS });
    expect(idsOf(await wholeLog(db))).toEqual(idsOf(LOG));
  });
  expect(idsOf((await readWhatIsLeft(files)).events)).toEqual(idsOf(LOG));
});
