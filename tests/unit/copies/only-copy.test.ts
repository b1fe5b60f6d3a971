/**
 * A row of the log can neither be read nor replaced just now, since the disk is full, say. The copy that holds its event stays
 * wherever it is, nobody notes it as taken in, and once there is room the row is mended from it.
 */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { checkAll } from "../../../src/copies/check/check.ts";
import { isWhole, readEvents } from "../../../src/copies/place/events-file.ts";
import { journalsIn, segmentsIn } from "../../../src/copies/place/file-names.ts";
import { addToJournal } from "../../../src/copies/place/journal.ts";
import { MOST_FILES } from "../../../src/copies/place/journal-files.ts";
import { replicate } from "../../../src/copies/place/replicate.ts";
import { takeInVersion1 } from "../../../src/copies/place/version-1-record.ts";
import { writeUpgradeFile } from "../../../src/copies/upgrade/copy-before.ts";
import { readUpgradeFiles } from "../../../src/copies/upgrade/upgrade-file.ts";
import { verifyUpgrades } from "../../../src/copies/upgrade/verify-upgrade.ts";
import type { EventId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { readDevice } from "../../../src/store/database/local.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { packEvents } from "../../../src/store/segments/pack.ts";
import { versionOneReview } from "../../contracts/copies.ts";
import { breakRows, UNREADABLE } from "../../support/database/break-rows.ts";
import { FIVE, forward, get, grade, NOW, scheduler } from "../../support/database/db-steps.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { answerOn, exchangeOn, makeDevice, sharedFolder, type TestDevice } from "../../support/places/devices.ts";
import { type MemoryFiles, memoryFiles } from "../../support/places/memory-files.ts";
import { NO_DECKS } from "../../support/places/no-decks.ts";
import { deck } from "../../support/samples/cards.ts";

beforeEach(() => void vi.spyOn(console, "error").mockReturnValue());
afterEach(() => vi.restoreAllMocks());

/** @returns the event that the row held */
async function damage(db: Database, place: number): Promise<Envelope> {
  const event = (await db.get("events", place)) as Envelope;
  await db.put("events", { ...event, ...UNREADABLE } as Envelope, place);
  breakRows();
  return event;
}

/** No row of the log can be replaced. @returns what ends that */
function fillDisk(): () => void {
  const { put } = IDBObjectStore.prototype;
  const spy = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...given) {
    if (this.name === "events") throw new DOMException("no room", "QuotaExceededError");
    return put.apply(this, given);
  });
  return () => spy.mockRestore();
}

/** In the segments and the journal of a place. */
async function idsIn(place: MemoryFiles): Promise<EventId[]> {
  const names = await place.list();
  const all = await Promise.all([...segmentsIn(names), ...journalsIn(names)].map((file) => readEvents(place, file)));
  return all.flatMap((read) => (isWhole(read) ? read.events.map(({ id }) => id) : []));
}

describe("of this profile", () => {
  const FEW = { segmentEvents: 2 };
  let db: Database;
  let place: MemoryFiles;
  useDatabase(async (opened) => {
    db = opened;
    place = memoryFiles();
    await installDeck(db, deck(FIVE), scheduler, NOW);
    for (const [i, name] of ["a", "b", "a", "c"].entries()) {
      await grade(db, await get(db, forward(name)), 3, NOW + i * DAY_MS);
    }
  });
  const check = () => checkAll({ db, place, decks: NO_DECKS, scheduler, read: new Map() });
  /** As `keepJournal` does: a file for each grade. */
  async function journalEach(): Promise<void> {
    const device = await readDevice(db.transaction("local").store);
    for (const event of (await db.getAll("events")) as Envelope[]) await addToJournal(place, device, [event]);
  }

  test("a file of the journal", async () => {
    await journalEach();
    const lost = await damage(db, 2);
    const end = fillDisk();
    expect(await replicate(db, place)).toMatchObject({ complete: true });
    end();
    expect(await idsIn(place)).toContain(lost.id);
    await replicate(db, place);
    expect(await db.get("events", 2)).toEqual(lost);
  });

  test("one of so many that they are gathered", async () => {
    for (let i = 0; i <= MOST_FILES; i += 4) await journalEach();
    const lost = await damage(db, 2);
    const end = fillDisk();
    await replicate(db, place);
    end();
    expect(await idsIn(place)).toContain(lost.id);
    await replicate(db, place);
    expect(await db.get("events", 2)).toEqual(lost);
    await replicate(db, place);
    expect((await place.list()).length).toBeLessThan(MOST_FILES);
  });

  test("a segment, for the check and the copying after it", async () => {
    await replicate(db, place, FEW);
    const lost = await damage(db, 2);
    const end = fillDisk();
    await check();
    await replicate(db, place, FEW);
    end();
    expect(await idsIn(place)).toContain(lost.id);
    await check();
    expect(await db.get("events", 2)).toEqual(lost);
  });

  test("the file of a segment that the database has no more", async () => {
    await replicate(db, place, FEW);
    await db.clear("segments");
    await db.clear("packed");
    const lost = await damage(db, 2);
    const end = fillDisk();
    await replicate(db, place, FEW);
    end();
    expect(await idsIn(place)).toContain(lost.id);
    await replicate(db, place, FEW);
    expect(await db.get("events", 2)).toEqual(lost);
  });

  test("a file of the first version", async () => {
    const review = versionOneReview("0mwtvz07p-evhssqh87q81g1la", 1795475865301);
    const head = { format: "osteon-record", version: 1, decks: [], events: 1, settings: {} };
    const name = "journal-01234567-89ab-cdef-0123-456789abcdef.gz";
    await place.write(name, await packEvents([head, review] as never));
    await takeInVersion1(db, place, { withSettings: () => false });
    const lost = await damage(db, 5);
    const end = fillDisk();
    await replicate(db, place);
    end();
    expect(await place.list()).toContain(name);
    await replicate(db, place);
    expect(await db.get("events", 5)).toEqual(lost);
    expect(await place.list()).not.toContain(name);
  });

  test("what was copied before an upgrade", async () => {
    await writeUpgradeFile(db, place, 2);
    const lost = await damage(db, 2);
    const end = fillDisk();
    const verify = () => verifyUpgrades(db, place, { decks: NO_DECKS, scheduler }, () => true);
    for (let visit = 0; visit < 3; visit++) expect(await verify()).toBe(false);
    end();
    expect((await readUpgradeFiles(place, 2)).map(({ id }) => id)).toContain(lost.id);
    expect(await verify()).toBe(true);
    expect(await db.get("events", 2)).toEqual(lost);
    expect(await place.list()).toEqual([]);
  });
});

describe("in a shared folder", () => {
  let folder: MemoryFiles;
  let one: TestDevice;
  let other: TestDevice;
  beforeEach(async () => {
    folder = sharedFolder();
    [one, other] = [await makeDevice(folder), await makeDevice(folder)];
  });

  // The others' files: of the journal alone, or packed as well.
  test.each([3, 9])("a file of another device, which gave %i events", async (events) => {
    for (let i = 0; i < events; i++) await answerOn(one, i, NOW + i * 1000);
    await exchangeOn(one, one.place, NOW + 20_000);
    const own = (await one.db.getAll("events")) as Envelope[];
    // It knows them from elsewhere, and has not read the folder.
    for (const event of own) await other.db.add("events", event);
    const lost = await damage(other.db, 2);
    const end = fillDisk();
    await exchangeOn(other, other.place, NOW + 22_000);
    end();
    await exchangeOn(other, other.place, NOW + 23_000);
    expect(await other.db.get("events", 2)).toEqual(lost);
  });

  test("a torn file of this device, whose events its own database has no more", async () => {
    for (let i = 0; i < 9; i++) await answerOn(one, i, NOW + i * 1000);
    await exchangeOn(one, one.place, NOW + 20_000);
    const [segment] = segmentsIn(await folder.list());
    const name = segment?.name ?? "";
    const content = await folder.read(name);
    await folder.write(name, new Uint8Array());
    expect(await exchangeOn(other, other.place, NOW + 21_000)).toMatchObject({ unreadable: 1 });
    for (const store of ["events", "segments", "packed"] as const) await one.db.clear(store);
    await exchangeOn(one, one.place, NOW + 22_000);
    expect(await folder.list()).toContain(name);
    await folder.write(name, content as Uint8Array<ArrayBuffer>);
    await exchangeOn(one, one.place, NOW + 23_000);
    expect(await one.db.count("events")).toBe(9);
  });
});
