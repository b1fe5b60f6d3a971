/** Whatever is written is read back, up to the limits of the readers; above them nothing is written. */
import { describe, expect, test } from "vitest";
import { type DeckId, makeEventId } from "../../../../src/core/ids.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { MOST_MOVED } from "../../../../src/core/log/kinds/clock-correction.ts";
import type { ReviewEvent } from "../../../../src/core/log/kinds.ts";
import type { LogExport } from "../../../../src/core/log/log-export.ts";
import { makeUndo } from "../../../../src/core/log/make-event.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { tooManyAnswers, whyNotReadBack } from "../../../../src/exchange/anki/read-back.ts";
import { readAnkiPackage } from "../../../../src/exchange/anki/read-package.ts";
import { writeAnkiPackage } from "../../../../src/exchange/anki/write-package.ts";
import { zipEntries } from "../../../../src/exchange/archive/zip-directory.ts";
import { backupFile } from "../../../../src/exchange/backup/backup-file.ts";
import { BACKUP_LIMITS, MOST_BACKUP_BYTES } from "../../../../src/exchange/backup/backup-format.ts";
import { EVENT_LIMITS, NamedByEvents } from "../../../../src/exchange/backup/event-limits.ts";
import { LONGEST_CHAIN } from "../../../../src/exchange/backup/undo-chains.ts";
import { backupInZip } from "../../../../src/exchange/backup/zipped-backup.ts";
import { packEvents, packJson, unpackEvents, unpackJson } from "../../../../src/store/segments/pack.ts";
import { LABELS } from "../../../anki/labels.ts";
import { randomHistory } from "../../../anki/random-history.ts";
import { DEVICE, maker, NOW } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { zipOf } from "../../../support/files/archives.ts";
import { decodeBackup, encodeBackup } from "../../../support/files/backup-text.ts";
import { content, deck } from "../../../support/samples/cards.ts";

const history = (cards: number, reviewsPerCard: number) =>
  randomHistory({ seed: 3, cards, reviewsPerCard, nowMs: NOW, offsetAt: () => 60 });
const STAMP = { exportedAtMs: NOW, appVersion: "1.0.0" };
const logOf = (events: number): LogExport => ({ events: reviews(events, NOW), decks: [], ownDecks: [] });
const written = (log: LogExport, limits: Parameters<typeof backupFile>[3]) => backupFile(log, STAMP, undefined, limits);
/** In words of the interface alone. */
const BEYOND = { problem: { key: "backup_beyond", arguments: [] } };
const withEvents = (events: readonly Envelope[]): LogExport => ({
  events,
  decks: [],
  ownDecks: [],
});

test("a backup with as many events as one is read with is written and read, and none with one more", async () => {
  const file = await written(logOf(100), { events: 100 });
  if ("problem" in file) throw new Error(file.problem.key);
  const back = await decodeBackup(await file.content.text(), undefined, 100);
  expect("problem" in back ? back.problem : back.log.events).toHaveLength(100);
  expect(await written(logOf(101), { events: 100 })).toEqual(BEYOND);
  expect(await decodeBackup(await file.content.text(), undefined, 99)).toMatchObject({
    problem: { key: "backup_tooMany" },
  });
});

test("a backup has as many characters as are read, and none has one more", async () => {
  const log = logOf(50);
  const file = await written(log, {});
  if ("problem" in file) throw new Error(file.problem.key);
  const { length } = await file.content.text();
  expect(await written(log, { characters: length })).toHaveProperty("content");
  expect(await written(log, { characters: length - 1 })).toEqual(BEYOND);
});

test("a backup holds a deck as long as one is read, and none that is longer", async () => {
  const own = deck([content("a", 0), content("b", 1)]);
  const log = { ...logOf(3), ownDecks: [own] };
  const file = await written(log, {});
  if ("problem" in file) throw new Error(file.problem.key);
  const [, line = ""] = (await file.content.text()).split('"ownDecks": [\n');
  const length = line.indexOf("\n");
  expect(await written(log, { deckCharacters: length })).toHaveProperty("content");
  expect(await written(log, { deckCharacters: length - 1 })).toEqual({
    problem: { key: "backup_beyondDeck", arguments: [own.title] },
  });
});

describe("what the events of a backup name together", () => {
  /** A file with so many is read, and with one more neither written nor, had an older version written it, read. */
  async function expectLimit(make: (count: number) => readonly Envelope[], limit: number): Promise<void> {
    const most = await written(withEvents(make(limit)), {});
    if ("problem" in most) throw new Error(most.problem.key);
    expect(await decodeBackup(await most.content.text())).toHaveProperty("log");
    const beyond = withEvents(make(limit + 1));
    expect(await written(beyond, {})).toEqual(BEYOND);
    expect(await decodeBackup(await encodeBackup(beyond, STAMP))).toMatchObject({ problem: { key: "backup_event" } });
  }
  const stamp = (i: number) => {
    const studyDay = Math.floor((NOW - i) / DAY_MS);
    return { id: makeEventId(NOW - i, maker().random), device: DEVICE, atMs: NOW - i, offsetMinutes: 0, studyDay };
  };

  test("keys of settings, switches and notes", async () => {
    const notes = (count: number): readonly Envelope[] =>
      Array.from({ length: count }, (_, i) => ({ ...stamp(i), kind: "seen", key: `fact/x${i}`, value: true }));
    expect(await written(withEvents(notes(50)), { keys: 50 })).toHaveProperty("content");
    expect(await written(withEvents(notes(51)), { keys: 50 })).toEqual(BEYOND);
    // Reader and writer count by this; a file with one more is tried where a hostile one is read.
    const beyond = notes(EVENT_LIMITS.keys + 1);
    const named = new NamedByEvents();
    expect(beyond.findIndex((event) => named.add(event) !== null)).toBe(EVENT_LIMITS.keys);
    expect(await written(withEvents(beyond), {})).toEqual(BEYOND);
  });

  test("undos of undos", async () => {
    const chain = (count: number): readonly Envelope[] => {
      const events: Envelope[] = reviews(1, NOW);
      for (const event of events) if (events.length <= count) events.push(makeUndo(event, maker()));
      return events;
    };
    await expectLimit(chain, LONGEST_CHAIN);
  });

  test("events of one card that clock corrections moved", async () => {
    const [review] = reviews(1, NOW) as [ReviewEvent];
    const ids = Array.from({ length: MOST_MOVED }, (_, i) => makeEventId(i, maker().random));
    const corrections = (count: number): readonly Envelope[] =>
      Array.from({ length: Math.ceil(count / MOST_MOVED) }, (_, i) => ({
        ...stamp(i),
        kind: "clock-correction",
        card: review.card,
        moved: ids.slice(0, count - i * MOST_MOVED),
        shiftDays: 1,
        newest: review.id,
        next: { dueDay: review.next.dueDay, dueAtMs: null },
      }));
    await expectLimit(corrections, EVENT_LIMITS.moved);
  });

  test("decks that are named", async () => {
    const log = (count: number): LogExport => ({
      ...logOf(1),
      decks: Array.from({ length: count }, (_, i) => ({ id: `deck-${i}` as DeckId, version: "1" })),
    });
    const most = await written(log(BACKUP_LIMITS.decks), {});
    expect("content" in most && (await decodeBackup(await most.content.text()))).toHaveProperty("log");
    const beyond = log(BACKUP_LIMITS.decks + 1);
    expect(await written(beyond, {})).toEqual(BEYOND);
    expect(await decodeBackup(await encodeBackup(beyond, STAMP))).toMatchObject({ problem: { key: "backup_field" } });
  });
});

test("an archive gives out a backup as large as one is read by itself", async () => {
  // The sizes that they name are false; that is found out only where so much may be unpacked.
  const file = new Uint8Array(MOST_BACKUP_BYTES / 100);
  const read = (name: string, size: number) =>
    backupInZip(new Blob([zipOf([{ name, content: file, level: 0, size }])]));
  expect(await read("osteon.json", MOST_BACKUP_BYTES)).toMatchObject({ problem: { key: "anki_size" } });
  expect(await read("osteon.json", MOST_BACKUP_BYTES + 1)).toMatchObject({ problem: { key: "backup_tooLarge" } });
});

test("nothing that is written packs so well that its archive would be refused", async () => {
  const file = await written(logOf(60_000), {});
  if ("problem" in file) throw new Error(file.problem.key);
  const plain = new Uint8Array(await file.content.arrayBuffer());
  // Below this no ratio counts.
  expect(plain.length).toBeGreaterThan(16_000_000);
  const zip = new Blob([zipOf([{ name: "osteon.json", content: plain }])]);
  const found = await backupInZip(zip);
  expect(found && "content" in found ? found.content.size : found).toBe(plain.length);
});

test("a file of a shared folder holds as many lines and bytes as are read, and none more", async () => {
  const log = reviews(40, NOW);
  const packed = await packEvents(log);
  const bytes = log.reduce((sum, event) => sum + JSON.stringify(event).length + 1, 0);
  expect(await unpackEvents(packed, { lines: 40, bytes })).toEqual(log);
  await expect(unpackEvents(packed, { lines: 39 })).rejects.toThrow(RangeError);
  await expect(unpackEvents(packed, { bytes: bytes - 1 })).rejects.toThrow(RangeError);
  const own = deck([content("a", 0)]);
  const length = JSON.stringify(own).length;
  expect(await unpackJson(await packJson(own), length)).toEqual(own);
  await expect(unpackJson(await packJson(own), length - 1)).rejects.toThrow(RangeError);
});

test("a package has as many answers as are read, and none has one more", async () => {
  const data = history(10, 5);
  const file = new Blob([new Uint8Array(await writeAnkiPackage(data, LABELS))]);
  const answers = data.events.filter(({ kind }) => kind === "review" || kind === "reset").length;
  expect(tooManyAnswers(data, answers)).toBeNull();
  expect(await readAnkiPackage(file, undefined, answers)).not.toHaveProperty("problem");
  expect(tooManyAnswers(data, answers - 1)).toMatchObject({ key: "anki_beyond" });
});

test("a package is as large as one is read, and none is larger", async () => {
  const file = new Blob([new Uint8Array(await writeAnkiPackage(history(20, 5), LABELS))]);
  const size = Math.max(...(await zipEntries(file)).map((entry) => entry.size));
  expect(size).toBeGreaterThan(10_000);
  expect(await whyNotReadBack(file, size)).toBeNull();
  expect(await whyNotReadBack(file, size - 1)).toMatchObject({ key: "anki_beyond" });
  expect(await readAnkiPackage(file)).not.toHaveProperty("problem");
});
