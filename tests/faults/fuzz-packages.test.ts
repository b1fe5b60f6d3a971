/** Mutated packages of Anki: each is refused with a sentence, or says no more than it can; none hangs, none throws. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import messages from "../../src/_locales/en/messages.json" with { type: "json" };
import { collectionOf } from "../../src/exchange/anki/package-file.ts";
import { readAnkiPackage } from "../../src/exchange/anki/read-package.ts";
import type { FoundInAnki } from "../../src/exchange/anki/read-reviews.ts";
import { writeAnkiPackage } from "../../src/exchange/anki/write-package.ts";
import { Refusal } from "../../src/exchange/refusal.ts";
import { unpackZstd } from "../../src/exchange/zstd/unpack.ts";
import { LABELS } from "../anki/labels.ts";
import { randomHistory } from "../anki/random-history.ts";
import { zipOf } from "../support/files/archives.ts";
import { LONG } from "./long.ts";
import { drawing } from "./mutate.ts";
import { mutateSqlite } from "./mutate-sqlite.ts";
import { mutateZip } from "./mutate-zip.ts";
import { mutateZstd } from "./mutate-zstd.ts";

const FILES = LONG ? 100_000 : 10_000;
const MINUTES = 60_000;

const fixture = (path: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../fixtures/${path}`, import.meta.url)));
const latest = fixture("anki/latest-26.9.3.apkg");
const history = randomHistory({
  seed: 3,
  cards: 30,
  reviewsPerCard: 9,
  nowMs: Date.UTC(2026, 10, 23),
  offsetAt: () => 60,
});
const legacy = await writeAnkiPackage(history, LABELS);
const blob = (bytes: Uint8Array): Blob => new Blob([new Uint8Array(bytes)]);

const RATINGS: readonly unknown[] = [1, 2, 3, 4];
/** No rating: the card was reset. */
const isSound = ({ rating, atMs, card }: FoundInAnki["events"][number]): boolean =>
  (rating === null || RATINGS.includes(rating)) && Number.isSafeInteger(atMs) && card.length <= 300;

/** What became of the mutants, for the record of the run. */
class Tally {
  readonly #counts = new Map<string, number>();
  #lastMs = performance.now();
  #slowestMs = 0;

  add(key: string): void {
    const nowMs = performance.now();
    this.#slowestMs = Math.max(this.#slowestMs, nowMs - this.#lastMs);
    this.#lastMs = nowMs;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  get kinds(): number {
    return this.#counts.size;
  }

  toString(): string {
    const counts = [...this.#counts]
      .sort(([, a], [, b]) => b - a)
      .map(([key, count]) => `${key} ${count}`)
      .join(", ");
    return `${counts}; the slowest took ${Math.ceil(this.#slowestMs)} ms`;
  }
}

async function read(bytes: Uint8Array, tally: Tally): Promise<FoundInAnki | null> {
  const result = await readAnkiPackage(blob(bytes));
  if ("problem" in result) {
    expect(Object.hasOwn(messages, result.problem.key)).toBe(true);
    tally.add(result.problem.key);
    return null;
  }
  tally.add("read");
  return result;
}

test(
  `${FILES} mutated archives are refused, or hold what one of their collections held`,
  async () => {
    const whole = [latest, legacy];
    const contents = new Set<string>();
    const summary = ({ events, notes, foreignNotes }: FoundInAnki) => JSON.stringify([notes, foreignNotes, events]);
    for (const bytes of whole) {
      const found = await read(bytes, new Tally());
      if (found) contents.add(summary(found));
    }
    expect(contents.size).toBe(2);
    const draw = drawing(20_261_124);
    const tally = new Tally();
    for (let i = 0; i < FILES; i++) {
      const found = await read(mutateZip(whole[i % 2] ?? latest, draw), tally);
      // The archive's checksum guards what is in it.
      if (found) expect(contents.has(summary(found))).toBe(true);
    }
    expect(tally.kinds).toBeGreaterThan(4);
    console.log(`${FILES} mutated archives: ${tally}`);
  },
  15 * MINUTES,
);

test(
  `${FILES} mutated zstd frames are refused, or unpack to no more than their blocks may hold`,
  async () => {
    const collection = zipContentOf(latest, "collection.anki21b");
    const folder = new URL("../fixtures/zstd/", import.meta.url);
    const frames = [collection, ...readdirSync(folder).map((name) => fixture(`zstd/${name}`))];
    for (const frame of frames) expect(unpackZstd(frame).length).toBeGreaterThan(frame.length);
    const draw = drawing(20_261_125);
    const tally = new Tally();
    for (let i = 0; i < FILES; i++) {
      const mutant = mutateZstd(frames[i % frames.length] ?? collection, draw);
      try {
        const unpacked = unpackZstd(mutant);
        expect(unpacked.buffer.byteLength).toBeLessThanOrEqual(Math.max(16_000_000, mutant.length * 100));
        tally.add("unpacked");
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        tally.add(error.reason);
      }
    }
    expect(tally.kinds).toBeGreaterThan(2);
    console.log(`${FILES} mutated zstd frames: ${tally}`);
  },
  15 * MINUTES,
);

test(
  `${FILES} mutated databases are refused, or give no more rows than they have room for`,
  async () => {
    const databases = await Promise.all([latest, legacy].map(async (bytes) => collectionOf(blob(bytes))));
    const draw = drawing(20_261_126);
    const tally = new Tally();
    for (let i = 0; i < FILES; i++) {
      const database = databases[i % 2] ?? new Uint8Array();
      const mutant = mutateSqlite(database, draw);
      const found = await read(zipOf([{ name: "collection.anki2", content: mutant, level: 0 }]), tally);
      if (!found) continue;
      expect(found.events.length).toBeLessThan(mutant.length / 6);
      // All events of a file at once: there are some millions of them.
      expect(found.events.filter((event) => !isSound(event))).toEqual([]);
    }
    expect(tally.kinds).toBeGreaterThan(4);
    console.log(`${FILES} mutated databases: ${tally}`);
  },
  15 * MINUTES,
);

/** A stored file of an archive. */
function zipContentOf(archive: Uint8Array, name: string): Uint8Array {
  const text = new TextDecoder("latin1").decode(archive);
  const at = text.indexOf(name) - 30;
  const view = new DataView(archive.buffer, archive.byteOffset);
  const start = at + 30 + name.length + view.getUint16(at + 28, true);
  return archive.subarray(start, start + view.getUint32(at + 18, true));
}
