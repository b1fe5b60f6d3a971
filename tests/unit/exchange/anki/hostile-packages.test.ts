/** Packages that were made to hang the worker or to take its memory: each is read, or refused with a sentence. */
import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import messages from "../../../../src/_locales/en/messages.json" with { type: "json" };
import type { CardId } from "../../../../src/core/ids.ts";
import { schedulerFor } from "../../../../src/core/memory/scheduler.ts";
import { eventsFromAnki } from "../../../../src/exchange/anki/events-from-anki.ts";
import { readAnkiPackage } from "../../../../src/exchange/anki/read-package.ts";
import { randomHistory } from "../../../anki/random-history.ts";
import { frameBlock, frameHead, joined, windowByte, zipOf } from "../../../support/files/archives.ts";
import { CARD, collection, packageOf, START_MS, sql } from "../../../support/files/collections.ts";

const blob = (bytes: Uint8Array): Blob => new Blob([new Uint8Array(bytes)]);
const fixture = (name: string): Blob =>
  blob(readFileSync(new URL(`../../../fixtures/hostile/${name}.apkg`, import.meta.url)));
const zeros = new Uint8Array(40_000_000);
const five = zeros.subarray(0, 5);
const name = "collection.anki2";

const frame = [frameHead({ window: windowByte(10) }), frameBlock(0, Uint8Array.of(97), true)];
const tinyBlocks = Array.from({ length: 3000 }, (_, i) => frameBlock(0, Uint8Array.of(97), i === 2999));

async function problemOf(file: Blob): Promise<string> {
  const result = await readAnkiPackage(file);
  return "problem" in result ? result.problem.key : `${result.events.length} reviews`;
}

describe("a package", () => {
  it.each<[string, Blob, string]>([
    ["whose pages all lead to one page", fixture("btree-dag"), "anki_pages"],
    ["whose guid is worked out of 300 MB", fixture("generated-memory"), "anki_computed"],
    ["with a zstd window of gigabytes, and ten blocks", fixture("zstd-window-10"), "anki_window"],
    ["with a zstd window of gigabytes, and a hundred blocks", fixture("zstd-window-100"), "anki_window"],
    [
      "of two thousand zstd frames",
      packageOf(joined(new Array<Uint8Array[]>(2000).fill(frame).flat()), "collection.anki21b"),
      "anki_pieces",
    ],
    [
      "of small blocks within the largest window that is taken",
      packageOf(joined([frameHead({ window: windowByte(27) }), ...tinyBlocks]), "collection.anki21b"),
      "anki_unreadable",
    ],
    ["that says one byte and holds 40 MB", blob(zipOf([{ name, content: zeros, size: 1 }])), "anki_size"],
    [
      "that says 40 MB and holds a byte",
      blob(zipOf([{ name, content: zeros.subarray(0, 1), size: 4e7 }])),
      "anki_swells",
    ],
    ["of zeros", blob(zipOf([{ name, content: zeros }])), "anki_swells"],
    ["that says 590 MB", blob(zipOf([{ name, content: zeros, size: 590_000_000 }])), "anki_tooLarge"],
    [
      "of sixty thousand entries of one name",
      blob(zipOf(Array.from({ length: 60_000 }, () => ({ name, content: five, start: 0 })))),
      "anki_twice",
    ],
    [
      "of sixty thousand entries at one place",
      blob(zipOf(Array.from({ length: 60_000 }, (_, i) => ({ name: `${i}`, content: five, start: 0 })))),
      "anki_unreadable",
    ],
  ])("%s gets a sentence", async (_, file, key) => {
    expect(await problemOf(file)).toBe(key);
    expect(messages).toHaveProperty(key);
  });

  it("is no package of ours for a guid of a million characters, or one of more than an event's card may have", async () => {
    for (const length of [301, 1_000_000]) {
      const guid = `osteon:${"x".repeat(length)}`;
      const file = packageOf(collection(1, (db) => void db.run("UPDATE notes SET guid = ?", [guid])));
      expect(await problemOf(file)).toBe("anki_notOurs");
    }
  });

  it("takes no long text out of the database, neither of a row nor of a column's default", async () => {
    const long = "x".repeat(50_000);
    const db = collection(5, (one) => {
      one.run(`ALTER TABLE notes RENAME COLUMN guid TO old; ALTER TABLE notes ADD COLUMN guid text DEFAULT '${long}'`);
      one.run("UPDATE notes SET guid = old");
      for (let id = 2; id < 50; id++) one.run("INSERT INTO notes (id, old) VALUES (?, 'a')", [id]);
      one.run("UPDATE revlog SET ivl = ? WHERE rowid = 4", [long]);
    });
    const other = new sql.Database();
    const get = vi.spyOn(Object.getPrototypeOf(other.prepare("SELECT 1")), "get");
    other.close();
    const result = await readAnkiPackage(packageOf(db));
    const longest = Math.max(
      ...get.mock.results.flatMap(({ value }) => [value].flat().map((one: unknown) => String(one).length)),
    );
    get.mockRestore();
    expect(result).toEqual({ problem: { key: "anki_review", arguments: [4, CARD] } });
    expect(longest).toBeLessThan(1000);
  });

  it("reads a table without row ids, and columns in any order", async () => {
    const file = collection(7, (db) => {
      db.run("ALTER TABLE revlog RENAME TO kept");
      db.run(`CREATE TABLE revlog (time, ease, type, id integer, cid integer, factor, ivl, PRIMARY KEY (cid, id))
        WITHOUT ROWID; INSERT INTO revlog SELECT time, ease, type, id, cid, factor, ivl FROM kept`);
    });
    expect(await problemOf(packageOf(file))).toBe("7 reviews");
  });

  it("whose rows stand in no order is read in the order of time", async () => {
    const file = collection(50, (db) => void db.run("UPDATE revlog SET id = id + (rowid % 7) * 9000000"));
    const result = await readAnkiPackage(packageOf(file));
    if ("problem" in result) throw new Error(result.problem.key);
    const times = result.events.map(({ atMs }) => atMs);
    expect(times).toHaveLength(50);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it("with each review twice brings it once, in the work that once takes", async () => {
    const count = 2000;
    const file = collection(count, (db) => {
      db.run("INSERT INTO revlog SELECT id, cid, 1, ivl, factor, time, type FROM revlog");
    });
    const result = await readAnkiPackage(packageOf(file));
    if ("problem" in result) throw new Error(result.problem.key);
    expect(result.events).toHaveLength(count);
    expect(result.events[0]).toEqual({ card: CARD, atMs: START_MS, rating: 3, interval: 4, durationMs: 3000 });

    const nowMs = START_MS + count * 60_000;
    const history = randomHistory({ seed: 5, cards: 1, reviewsPerCard: 1, nowMs, offsetAt: () => 60 });
    const id = CARD as CardId;
    const cards = history.cards.map((card) => ({ ...card, id, formerIds: [] }));
    const transitions = vi.spyOn(schedulerFor(history.settings), "transition");
    const brought = await eventsFromAnki(result.events, { ...history, cards, events: [] });
    expect(brought).toMatchObject({ events: { length: count } });
    expect(transitions.mock.calls.length).toBeLessThan(2 * count);
    transitions.mockRestore();
  });

  it("is told of while it is read", async () => {
    const onStep = vi.fn();
    await readAnkiPackage(packageOf(collection(120_000)), onStep);
    expect(onStep.mock.calls.length).toBeGreaterThanOrEqual(4);
  });
});
