import { createHash } from "node:crypto";
import Ajv2020 from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import messages from "../../../src/_locales/en/messages.json" with { type: "json" };
import { type CardId, makeEventId } from "../../../src/core/ids.ts";
import type { ReviewEvent } from "../../../src/core/log/event.ts";
import type { LogExport } from "../../../src/core/log/log-export.ts";
import schema from "../../../src/exchange/backup.schema.json" with { type: "json" };
import { BACKUP_LIMITS, decodeBackup, encodeBackup } from "../../../src/exchange/backup.ts";
import { canonicalJson } from "../../../src/exchange/canonical.ts";
import { arbitraryProgress, arbitraryStamp } from "./arbitrary-progress.ts";

const STAMP = { exportedAtMs: Date.UTC(2026, 10, 23, 9), appVersion: "0.1.0" };
const AT_MS = Date.UTC(2026, 10, 22, 18);
const REVIEW: ReviewEvent = {
  kind: "review",
  id: makeEventId(AT_MS, new Uint8Array(10).fill(7)),
  card: "fgf23-lowers-phosphate/forward" as CardId,
  atMs: AT_MS,
  offsetMinutes: 60,
  studyDay: 20779,
  rating: 3,
  phase: "new",
  factRevision: 1,
  durationMs: 4200,
  surface: "newtab",
  next: { dueDay: 20779, dueAtMs: AT_MS + 600_000 },
};
const PROGRESS: LogExport = {
  events: [REVIEW, { ...REVIEW, id: makeEventId(AT_MS + 1, new Uint8Array(10)), atMs: AT_MS + 1 }],
  settings: { newPerDay: 5 },
  decks: [{ id: "bone-hormones", version: "abc" }],
};

type Json = Record<string, unknown> & { events: Record<string, unknown>[] };
const parsed = async (): Promise<Json> => JSON.parse(await encodeBackup(PROGRESS, STAMP)) as Json;

/** Puts the right checksum on a file that was changed by hand, by the recipe of the README and not by our own code. */
function resealed(file: Json): string {
  const { events, checksum: _, ...head } = file;
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const hashes = [hash(`${canonicalJson(head)}\n`)];
  if (events.length > 0) hashes.push(hash(events.map((event) => `${canonicalJson(event)}\n`).join("")));
  return JSON.stringify({ ...file, checksum: hash(hashes.map((one) => `${one}\n`).join("")) });
}

async function problemOf(text: string) {
  const result = await decodeBackup(text);
  return "problem" in result ? [result.problem.key, ...result.problem.arguments] : null;
}

const matchesSchema = new Ajv2020({ allErrors: false }).compile(schema);

describe("round trip", () => {
  it("brings back what was written, and fits the published schema", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryProgress, arbitraryStamp, async (progress, stamp) => {
        const text = await encodeBackup(progress, stamp);
        expect(matchesSchema(JSON.parse(text)), JSON.stringify(matchesSchema.errors)).toBe(true);
        expect(await decodeBackup(text)).toEqual({ progress, ...stamp });
      }),
      { numRuns: 200 },
    );
  });

  it("does not depend on spaces or the order of keys", async () => {
    const file = await parsed();
    const shuffled = Object.fromEntries(Object.entries(file).reverse());
    expect(await decodeBackup(`\uFEFF${JSON.stringify(shuffled, null, 4)}`)).toEqual({ progress: PROGRESS, ...STAMP });
  });

  it("computes the checksum as the README says", async () => {
    const file = await parsed();
    expect(JSON.parse(resealed(file))).toEqual(file);
  });

  it("holds over several blocks of events", async () => {
    const events = Array.from({ length: 20_001 }, (_, i) => ({
      ...REVIEW,
      atMs: AT_MS + i,
      id: makeEventId(AT_MS + i, new Uint8Array(10)),
    }));
    const seen: number[] = [];
    const result = await decodeBackup(await encodeBackup({ ...PROGRESS, events }, STAMP), (done) => seen.push(done));
    expect(result).toEqual({ progress: { ...PROGRESS, events }, ...STAMP });
    expect(seen).toEqual([10_000, 20_000, 20_001]);
  });
});

describe("a file that cannot be restored", () => {
  it.each([
    ["nothing", "", ["backup_notJson"]],
    ["half a file", '{"format": "osteon-backup", "events": [', ["backup_notJson"]],
    ["a list", "[]", ["backup_notBackup"]],
    ["null", "null", ["backup_notBackup"]],
    ["another format", '{"format": "anki"}', ["backup_notBackup"]],
    ["an inherited format", '{"__proto__": {"format": "osteon-backup"}}', ["backup_notBackup"]],
    ["a newer version", '{"format": "osteon-backup", "version": 2}', ["backup_newer", 2]],
    ["a missing field", '{"format": "osteon-backup", "version": 1}', ["backup_field", "exportedAt"]],
    ["a million brackets", "[".repeat(1_000_000), ["backup_notBackup"]],
    [
      "great depth",
      `{"format": "osteon-backup", "version": ${"[".repeat(9_000)}${"]".repeat(9_000)}}`,
      ["backup_field", "version"],
    ],
  ])("is refused with its reason: %s", async (_, text, expected) => {
    expect(await problemOf(text)).toEqual(expected);
  });

  it.each<[string, (file: Json) => void, unknown]>([
    ["a changed rating", (file) => Object.assign(file.events[0] ?? {}, { rating: 4 }), ["backup_changed"]],
    ["a lost event", (file) => file.events.pop(), ["backup_changed"]],
    ["events in another order", (file) => file.events.reverse(), ["backup_changed"]],
    ["a changed setting", (file) => Object.assign(file.settings ?? {}, { newPerDay: 6 }), ["backup_changed"]],
    ["a changed date", (file) => Object.assign(file, { exportedAt: "2026-11-24T09:00:00.000Z" }), ["backup_changed"]],
  ])("tells by the checksum: %s", async (_, change, expected) => {
    const file = await parsed();
    change(file);
    expect(await problemOf(JSON.stringify(file))).toEqual(expected);
  });

  it.each<[string, (file: Json) => void, unknown]>([
    ["a further field", (file) => Object.assign(file, { more: 1 }), ["backup_unknownField", "more"]],
    ["an inherited name", (file) => Object.assign(file, { toString: 1 }), ["backup_unknownField", "toString"]],
    [
      "a date that is none",
      (f) => Object.assign(f, { exportedAt: "2026-13-40T09:00:00.000Z" }),
      ["backup_field", "exportedAt"],
    ],
    ["an unknown setting", (f) => Object.assign(f.settings ?? {}, { speed: 1 }), ["backup_setting", "speed"]],
    [
      "a setting out of bounds",
      (f) => Object.assign(f.settings ?? {}, { newPerDay: 9e9 }),
      ["backup_setting", "newPerDay"],
    ],
    [
      "an odd deck",
      (f) => Object.assign(f, { decks: [{ id: "a", version: "b", valueOf: 1 }] }),
      ["backup_field", "decks"],
    ],
    [
      "a number that is not finite",
      (f) => Object.assign(f.events[1] ?? {}, { durationMs: null }),
      expect.arrayContaining(["backup_event", 2]),
    ],
    [
      "an id of another time",
      (f) => Object.assign(f.events[0] ?? {}, { atMs: 5 }),
      ["backup_event", 1, "id: does not name the event's time"],
    ],
    [
      "a key that objects inherit",
      (f) => Object.assign(f.events[0] ?? {}, { valueOf: 5 }),
      ["backup_event", 1, expect.stringContaining("valueOf")],
    ],
    ["a contradiction", (f) => f.events.push({ ...f.events[0], rating: 1 }), ["backup_conflict", 3, REVIEW.id]],
  ])("tells what and where, even when the checksum is right: %s", async (_, change, expected) => {
    const file = await parsed();
    change(file);
    expect(await problemOf(resealed(file))).toEqual(expected);
  });

  it("reaches no prototype", async () => {
    const file = await parsed();
    const text = resealed(file).replace('"rating"', '"__proto__":{"rating":4},"rating"');
    expect(await problemOf(text)).toEqual(["backup_event", 1, expect.stringContaining("__proto__")]);
    expect(({} as Record<string, unknown>).rating).toBeUndefined();
  });

  it("may hold too many events", async () => {
    const file = await parsed();
    const text = JSON.stringify(file);
    expect(await decodeBackup(text, undefined, 2)).toMatchObject({ progress: PROGRESS });
    expect(await decodeBackup(text, undefined, 1)).toEqual({ problem: { key: "backup_tooMany", arguments: [1] } });
  });

  it("takes the same event twice as once", async () => {
    const file = await parsed();
    file.events.push({ ...file.events[0] });
    expect(await decodeBackup(resealed(file))).toEqual({ progress: PROGRESS, ...STAMP });
  });
});

describe("mutated files", () => {
  const alphabet = fc.constantFrom(...'0123456789{}[]",:-.eE\\ntrue\u0000\uD800_ x');
  const cut = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.integer({ min: 0, max: 40 }) });
  const mutation = fc.record({ cut, insert: fc.string({ unit: alphabet, maxLength: 8 }) });
  const anyJson = fc.jsonValue({ maxDepth: 3 });

  /** A mutated file is refused, or says exactly what the whole one said. */
  async function holds(text: string, progress: LogExport) {
    const result = await decodeBackup(text);
    if ("problem" in result) {
      expect(messages).toHaveProperty(result.problem.key);
      expect(result.problem.arguments.every((one) => String(one).length <= BACKUP_LIMITS.text + 1)).toBe(true);
    } else expect(result.progress).toEqual(progress);
  }

  it("never throw and never come in by half: characters", async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryProgress,
        fc.array(mutation, { minLength: 1, maxLength: 3 }),
        async (progress, changes) => {
          let text = await encodeBackup(progress, STAMP);
          for (const { cut: hole, insert } of changes) {
            const at = Math.floor(hole.at * text.length);
            text = text.slice(0, at) + insert + text.slice(at + hole.length);
          }
          await holds(text, progress);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("never throw and never come in by half: values, checksum renewed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), anyJson, async (which, value) => {
        const file = await parsed();
        const places: [Record<string, unknown>, string][] = [];
        const visit = (node: unknown) => {
          if (typeof node !== "object" || node === null) return;
          for (const key of Object.keys(node)) {
            places.push([node as Record<string, unknown>, key]);
            visit((node as Record<string, unknown>)[key]);
          }
        };
        visit(file);
        const [node, key] = places[which % places.length] ?? [file, "events"];
        node[key] = value;
        const text = Array.isArray(file.events) ? resealed(file) : JSON.stringify(file);
        const result = await decodeBackup(text);
        // What is taken is what the file says, and the schema agrees.
        if ("problem" in result) expect(messages).toHaveProperty(result.problem.key);
        else {
          expect(matchesSchema(JSON.parse(text))).toBe(true);
          expect(result.progress.events).toHaveLength(new Set(file.events.map(({ id }) => id)).size);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("every sentence is a message of the interface", () => {
    const keys = [
      "tooLarge",
      "tooMany",
      "notJson",
      "notBackup",
      "newer",
      "field",
      "unknownField",
      "setting",
      "event",
      "conflict",
      "changed",
    ];
    for (const key of keys) expect(messages).toHaveProperty(`backup_${key}`);
  });
});
