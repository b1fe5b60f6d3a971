import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import messages from "../../../../src/_locales/en/messages.json" with { type: "json" };
import type { CardId, DeckId, DeviceId, EventId } from "../../../../src/core/ids.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { LATEST_MS } from "../../../../src/core/log/envelope-fields.ts";
import type { ReviewEvent, SettingEvent } from "../../../../src/core/log/kinds.ts";
import { KINDS } from "../../../../src/core/log/kinds.ts";
import type { LogExport } from "../../../../src/core/log/log-export.ts";
import { heldRegisters } from "../../../../src/core/log/register.ts";
import schema from "../../../../src/exchange/backup/backup.schema.json" with { type: "json" };
import { BACKUP_LIMITS } from "../../../../src/exchange/backup/backup-format.ts";
import { decodeBackup, encodeBackup } from "../../../support/files/backup-text.ts";

import { content, deck } from "../../../support/samples/cards.ts";
import { countedByCard } from "../../../support/samples/counted-by-card.ts";
import { arbitraryLog, arbitraryStamp } from "../arbitrary-log.ts";

const STAMP = { exportedAtMs: Date.UTC(2026, 10, 23, 9), appVersion: "0.1.0" };
const device = "0123456789abcdef" as DeviceId;

const REVIEW: ReviewEvent = {
  kind: "review",
  id: "0mwppaxs0-000000000000000a" as EventId,
  device,
  card: "deck/fact/forward" as CardId,
  atMs: 1795222800000,
  offsetMinutes: 60,
  studyDay: 20777,
  rating: 3,
  phase: "new",
  factRevision: 1,
  durationMs: 4200,
  surface: "newtab",
  next: { dueDay: 20777, dueAtMs: 1795223400000 },
};
const SETTING: SettingEvent = {
  kind: "setting",
  id: "0mwppaxs1-000000000000000b" as EventId,
  device,
  atMs: 1795222800001,
  offsetMinutes: 60,
  studyDay: 20777,
  key: "newPerDay",
  value: 5,
};
/** Of a version that is still to come. */
const SUSPEND = {
  kind: "unheard-of",
  id: "0mwppaxs2-000000000000000c" as EventId,
  device,
  card: "deck/fact/forward" as CardId,
  atMs: 1795222800002,
  offsetMinutes: 60,
  studyDay: 20777,
  until: { day: 20800 },
};
const EVENTS: readonly Envelope[] = [REVIEW, SETTING, SUSPEND];
const LOG: LogExport = { events: EVENTS, decks: [{ id: "deck" as DeckId, version: "abc" }], ownDecks: [] };

/** The file as it must stand on the disk, written by hand, and what its checksum is taken of. */
const HEAD =
  '{"appVersion":"0.1.0","decks":[{"id":"deck","version":"abc"}],"exportedAt":"2026-11-23T09:00:00.000Z","format":"osteon-backup","version":2}';
const LINES = [
  '{"atMs":1795222800000,"card":"deck/fact/forward","device":"0123456789abcdef","durationMs":4200,"factRevision":1,"id":"0mwppaxs0-000000000000000a","kind":"review","next":{"dueAtMs":1795223400000,"dueDay":20777},"offsetMinutes":60,"phase":"new","rating":3,"studyDay":20777,"surface":"newtab"}',
  '{"atMs":1795222800001,"device":"0123456789abcdef","id":"0mwppaxs1-000000000000000b","key":"newPerDay","kind":"setting","offsetMinutes":60,"studyDay":20777,"value":5}',
  '{"atMs":1795222800002,"card":"deck/fact/forward","device":"0123456789abcdef","id":"0mwppaxs2-000000000000000c","kind":"unheard-of","offsetMinutes":60,"studyDay":20777,"until":{"day":20800}}',
];
const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
const CHECKSUM = hash(`${hash(`${HEAD}\n`)}\n${hash(`${LINES.join("\n")}\n`)}\n`);
const FILE = `{
"format": "osteon-backup",
"version": 2,
"exportedAt": "2026-11-23T09:00:00.000Z",
"appVersion": "0.1.0",
"decks": [{"id":"deck","version":"abc"}],
"ownDecks": [
],
"events": [
${LINES.join(",\n")}
],
"checksum": "${CHECKSUM}"
}
`;

type Json = Record<string, unknown> & { events: Record<string, unknown>[]; ownDecks: Record<string, unknown>[] };
const parsed = (): Json => JSON.parse(FILE) as Json;

/** Canonical JSON, written apart from the code that is tested. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** Puts the right checksum on a file that was changed by hand, by the recipe of the README. */
function resealed(file: Json): string {
  const { events, ownDecks, checksum: _, ...head } = file;
  const hashes = [hash(`${canonical(head)}\n`), ...ownDecks.map((one) => hash(`${canonical(one)}\n`))];
  if (events.length > 0) hashes.push(hash(events.map((event) => `${canonical(event)}\n`).join("")));
  return JSON.stringify({ ...file, checksum: hash(hashes.map((one) => `${one}\n`).join("")) });
}

async function problemOf(text: string) {
  const result = await decodeBackup(text);
  return "problem" in result ? [result.problem.key, ...result.problem.arguments] : null;
}

const matchesSchema = new Ajv2020({
  allErrors: false,
  strict: true,
  allowUnionTypes: true,
  strictRequired: false,
}).compile(schema);

describe("a backup", () => {
  it("is written as the format says, byte by byte", async () => {
    expect(await encodeBackup(LOG, STAMP)).toBe(FILE);
  });

  it("is read back as it was, with events of a later version", async () => {
    expect(await decodeBackup(FILE)).toEqual({ log: LOG, ...STAMP, mostCharacters: expect.any(Number) });
    expect(matchesSchema(parsed()), JSON.stringify(matchesSchema.errors)).toBe(true);
  });

  it("has in its published schema every kind of event that is known", () => {
    const { event, other, ...defs } = schema.$defs;
    const names = event.oneOf.map(({ $ref }) => $ref.split("/").at(-1) ?? "").filter((name) => name !== "other");
    const consts = names.map((name) => (defs as Record<string, { properties?: { kind?: { const?: string } } }>)[name]);
    const known = [...KINDS.keys()].sort();
    expect(consts.map((one) => one?.properties?.kind?.const).sort()).toEqual(known);
    expect(other.properties.kind.not.enum.toSorted()).toEqual(known);
  });

  it("has a line for each of them in the table that people read", () => {
    const page = readFileSync(join(import.meta.dirname, "../../../../src/exchange/README.md"), "utf8");
    const [, table = ""] = /\n\| Kind +\|[^\n]*\n\|[-| ]*\n(.*?)\n\n/s.exec(page) ?? [];
    const named = table.split("\n").map((line) => /^\| `([\w-]+)` +\|/.exec(line)?.[1]);
    expect(named.sort()).toEqual([...KINDS.keys()].sort());
  });

  it("brings back whatever a database can hold, and fits the published schema", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLog, arbitraryStamp, async (log, stamp) => {
        const text = await encodeBackup(log, stamp);
        expect(matchesSchema(JSON.parse(text)), JSON.stringify(matchesSchema.errors)).toBe(true);
        expect(await decodeBackup(text)).toEqual({ log, ...stamp, mostCharacters: expect.any(Number) });
      }),
      { numRuns: 200 },
    );
  });

  it("does not depend on spaces or the order of keys", async () => {
    const shuffled = Object.fromEntries(Object.entries(parsed()).reverse());
    expect(await decodeBackup(`\uFEFF${JSON.stringify(shuffled, null, 4)}`)).toEqual({
      log: LOG,
      ...STAMP,
      mostCharacters: expect.any(Number),
    });
  });

  it("holds over several blocks of events", async () => {
    const events = Array.from({ length: 20_001 }, (_, i) => {
      const atMs = REVIEW.atMs + i;
      return { ...REVIEW, atMs, id: `${atMs.toString(36).padStart(9, "0")}-000000000000000a` as EventId };
    });
    const seen: number[] = [];
    const result = await decodeBackup(await encodeBackup({ ...LOG, events }, STAMP), ({ done }) => seen.push(done));
    expect(result).toEqual({ log: { ...LOG, events }, ...STAMP, mostCharacters: expect.any(Number) });
    expect(seen).toEqual([10_000, 20_000, 20_001]);
  });

  it("holds decks of the user's own, each with a hash of its own", async () => {
    const own = deck([content("a", 0, { deck: "mine" as DeckId })], "7", { id: "mine" as DeckId });
    const text = await encodeBackup({ ...LOG, ownDecks: [own] }, STAMP);
    const { checksum } = JSON.parse(text) as { checksum: string };
    const hashes = [`${HEAD}\n`, `${canonical(own)}\n`, `${LINES.join("\n")}\n`].map((part) => `${hash(part)}\n`);
    expect(checksum).toBe(hash(hashes.join("")));
    expect(await decodeBackup(text)).toEqual({
      log: { ...LOG, ownDecks: [own] },
      ...STAMP,
      mostCharacters: expect.any(Number),
    });
  });
});

describe("a backup of version 1", () => {
  const old = readFileSync(new URL("../../../fixtures/backups/version-1.json", import.meta.url), "utf8");
  type Old = { events: { id: string; kind: string; card: string; rating?: number; undoes?: string }[] };
  const { events } = JSON.parse(old) as Old;

  it("restores with every review, on the cards of the one deck there was", async () => {
    const result = await decodeBackup(old);
    if ("problem" in result) throw new Error(result.problem.key);
    const undone = new Set(events.map(({ undoes }) => undoes));
    const reviews = events.filter(({ kind, id }) => kind === "review" && !undone.has(id));
    expect(countedByCard(result.log.events).map(({ id, card, rating }) => [id, card, rating])).toEqual(
      reviews.map(({ id, card, rating }) => [id, `bone-hormones/${card}`, rating]),
    );
    const held = heldRegisters(result.log.events);
    expect(held.get("setting/newPerDay")?.value).toBe(5);
    expect(held.get("seen/term/bone-hormones/endocrine")?.value).toBe(true);
    // Each event, and the one setting.
    expect(result.log.events).toHaveLength(events.length + 1);
  });

  it("is understood wherever its version stands", async () => {
    const turned = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(old)).reverse()));
    expect(await decodeBackup(turned)).toEqual(await decodeBackup(old));
  });

  it.each([
    ["an event of version 2 in it", (file: string) => file.replace('"kind":"undo"', '"device":"0","kind":"undo"')],
    ["a lost event", (file: string) => file.replace(/\n\{[^\n]*"kind":"undo"[^\n]*,\n/, "\n")],
    ["a changed setting", (file: string) => file.replace('"newPerDay":5', '"newPerDay":6')],
  ])("is refused with %s", async (_, change) => {
    expect(change(old)).not.toBe(old);
    const problem = await problemOf(change(old));
    expect(["backup_changed", "backup_event"]).toContain(problem?.[0]);
  });

  it("and events of it in a file of version 2 are refused", async () => {
    const file = parsed();
    file.events.push(events[0] as never);
    expect(await problemOf(resealed(file))).toEqual(["backup_event", 4, "device: is missing"]);
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
    ["a newer version", '{"format": "osteon-backup", "version": 3}', ["backup_newer", 3]],
    ["a missing field", '{"format": "osteon-backup", "version": 2}', ["backup_field", "exportedAt"]],
    ["a version that is none", '{"format": "osteon-backup", "version": "1"}', ["backup_field", "version"]],
    ["a million brackets", "[".repeat(1_000_000), ["backup_notBackup"]],
    [
      "great depth",
      `{"format": "osteon-backup", "version": ${"[".repeat(9_000)}${"]".repeat(9_000)}}`,
      ["backup_field", "version"],
    ],
  ])("is refused with its reason: %s", async (_, text, expected) => {
    expect(await problemOf(text)).toEqual(expected);
  });

  it.each<[string, (file: Json) => void]>([
    ["a changed rating", (file) => Object.assign(file.events[0] ?? {}, { rating: 4 })],
    ["a changed field that nobody knows", (file) => Object.assign(file.events[2] ?? {}, { until: { day: 1 } })],
    ["a lost event", (file) => file.events.pop()],
    ["events in another order", (file) => file.events.reverse()],
    ["a deck that was added", (file) => file.ownDecks.push(deck([]) as never)],
    ["a changed date", (file) => Object.assign(file, { exportedAt: "2026-11-24T09:00:00.000Z" })],
  ])("tells by the checksum: %s", async (_, change) => {
    const file = parsed();
    change(file);
    expect(await problemOf(JSON.stringify(file))).toEqual(["backup_changed"]);
  });

  const deep = JSON.parse(`${'{"a":'.repeat(70)}1${"}".repeat(70)}`) as object;
  it.each<[string, (file: Json) => void, unknown]>([
    ["a further field", (file) => Object.assign(file, { more: 1 }), ["backup_unknownField", "more"]],
    [
      "settings as version 1 had them",
      (file) => Object.assign(file, { settings: {} }),
      ["backup_unknownField", "settings"],
    ],
    ["an inherited name", (file) => Object.assign(file, { toString: 1 }), ["backup_unknownField", "toString"]],
    [
      "a date that is none",
      (f) => Object.assign(f, { exportedAt: "2026-13-40T09:00:00.000Z" }),
      ["backup_field", "exportedAt"],
    ],
    [
      "an odd deck",
      (f) => Object.assign(f, { decks: [{ id: "a", version: "b", valueOf: 1 }] }),
      ["backup_field", "decks"],
    ],
    [
      "a number that is not finite",
      (f) => Object.assign(f.events[0] ?? {}, { durationMs: null }),
      ["backup_event", 1, expect.stringContaining("durationMs")],
    ],
    [
      "an id of another time",
      (f) => Object.assign(f.events[0] ?? {}, { atMs: 5 }),
      ["backup_event", 1, "id: does not name the event's time"],
    ],
    [
      "a time after the year 3000",
      (f) => {
        const atMs = LATEST_MS + 1;
        Object.assign(f.events[2] ?? {}, { atMs, id: `${atMs.toString(36)}-000000000000000c` });
      },
      ["backup_event", 3, expect.stringContaining("atMs")],
    ],
    [
      "an event that is nested too deep",
      (f) => Object.assign(f.events[2] ?? {}, { deep }),
      ["backup_event", 3, "nested too deep"],
    ],
    ["a contradiction", (f) => f.events.push({ ...f.events[0], rating: 1 }), ["backup_conflict", 4, REVIEW.id]],
    ["a deck that is none", (f) => f.ownDecks.push({ id: "mine" }), ["backup_deck", 1, expect.any(String)]],
  ])("tells what and where, even when the checksum is right: %s", async (_, change, expected) => {
    const file = parsed();
    change(file);
    expect(await problemOf(resealed(file))).toEqual(expected);
  });

  it("reaches no prototype, and carries what it does not know", async () => {
    const text = resealed(parsed()).replace('"until"', '"__proto__":{"rating":4},"until"');
    expect(await problemOf(text)).toEqual(["backup_changed"]);
    expect(({} as Record<string, unknown>).rating).toBeUndefined();
  });

  it("may hold too many events", async () => {
    const limit = 5;
    const events = new Array(limit + 1).fill(REVIEW);
    const result = await decodeBackup(JSON.stringify({ ...parsed(), events }), undefined, limit);
    expect(result).toEqual({ problem: { key: "backup_tooMany", arguments: [limit] } });
  });

  it("takes the same event twice as once", async () => {
    const file = parsed();
    file.events.push({ ...file.events[0] });
    expect(await decodeBackup(resealed(file))).toEqual({ log: LOG, ...STAMP, mostCharacters: expect.any(Number) });
  });
});

describe("mutated files", () => {
  const alphabet = fc.constantFrom(...'0123456789{}[]",:-.eE\\ntrue\u0000\uD800_ x');
  const cut = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.integer({ min: 0, max: 40 }) });
  const mutation = fc.record({ cut, insert: fc.string({ unit: alphabet, maxLength: 8 }) });
  const anyJson = fc.jsonValue({ maxDepth: 3 });

  /** A mutated file is refused, or says exactly what the whole one said. */
  async function holds(text: string, log: LogExport) {
    const result = await decodeBackup(text);
    if ("problem" in result) {
      expect(messages).toHaveProperty(result.problem.key);
      expect(result.problem.arguments.every((one) => String(one).length <= BACKUP_LIMITS.text + 1)).toBe(true);
    } else expect(result.log).toEqual(log);
  }

  it("never throw and never come in by half: characters", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLog, fc.array(mutation, { minLength: 1, maxLength: 3 }), async (log, changes) => {
        let text = await encodeBackup(log, STAMP);
        for (const { cut: hole, insert } of changes) {
          const at = Math.floor(hole.at * text.length);
          text = text.slice(0, at) + insert + text.slice(at + hole.length);
        }
        await holds(text, log);
      }),
      { numRuns: 1000 },
    );
  });

  it("never throw and never come in by half: values, checksum renewed", async () => {
    const own = deck([content("a", 0, { deck: "mine" as DeckId })], "7", { id: "mine" as DeckId });
    await fc.assert(
      fc.asyncProperty(fc.nat(), anyJson, async (which, value) => {
        const file: Json = { ...parsed(), ownDecks: [JSON.parse(JSON.stringify(own)) as Record<string, unknown>] };
        const places: [Record<string, unknown>, string][] = [];
        const visit = (node: unknown) => {
          if (typeof node !== "object" || node === null) return;
          for (const key of Object.keys(node)) {
            places.push([node as Record<string, unknown>, key]);
            visit((node as Record<string, unknown>)[key]);
          }
        };
        visit(file);
        const [node, key] = places[which % places.length] ?? [file as Record<string, unknown>, "events"];
        node[key] = value;
        const whole = Array.isArray(file.events) && Array.isArray(file.ownDecks);
        const text = whole ? resealed(file) : JSON.stringify(file);
        const result = await decodeBackup(text);
        // What is taken is what the file says, and the schema agrees.
        if ("problem" in result) expect(messages).toHaveProperty(result.problem.key);
        else {
          expect(matchesSchema(JSON.parse(text)), JSON.stringify(matchesSchema.errors)).toBe(true);
          expect(result.log.events).toHaveLength(new Set(file.events.map(({ id }) => id)).size);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
