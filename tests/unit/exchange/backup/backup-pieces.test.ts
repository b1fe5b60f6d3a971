/** A backup that arrives in pieces: cut anywhere it says the same, and however long it is little of it is held at a time. */
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { BACKUP_LIMITS } from "../../../../src/exchange/backup/backup-format.ts";
import { BackupScanner, parsed } from "../../../../src/exchange/backup/backup-scanner.ts";
import { decodeBackupPieces } from "../../../../src/exchange/backup/decode-backup.ts";
import { decodeBackup, encodeBackup } from "../../../support/files/backup-text.ts";

import { arbitraryLog, arbitraryStamp } from "../arbitrary-log.ts";

const HEAD =
  '"format":"osteon-backup","version":2,"exportedAt":"2026-11-23T09:00:00.000Z","appVersion":"0.1.0","decks":[],"ownDecks":[]';
const PIECE = 100_000;

/** A beginning, and then the same again for ever; counts the pieces that are taken. */
function endless(start: string, unit: string) {
  const taken = { pieces: 0 };
  const block = unit.repeat(Math.floor(PIECE / unit.length));
  function* pieces(): Generator<string> {
    yield start;
    for (;;) {
      taken.pieces += 1;
      yield block;
    }
  }
  return { taken, source: { pieces: pieces(), characters: BACKUP_LIMITS.characters } };
}

function inPieces(text: string, cuts: readonly number[]): string[] {
  const places = [0, ...cuts.map((cut) => Math.floor(cut * text.length)).sort((a, b) => a - b), text.length];
  return places.slice(1).map((end, i) => text.slice(places[i], end));
}

describe("a backup in pieces", () => {
  const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });

  it("says the same wherever it was cut", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLog, arbitraryStamp, cuts, fc.nat(4), async (log, stamp, at, spaces) => {
        const text = JSON.stringify(JSON.parse(await encodeBackup(log, stamp)), null, spaces);
        const result = await decodeBackupPieces({ pieces: inPieces(text, at), characters: text.length });
        expect(result).toEqual({ log, ...stamp, mostCharacters: expect.any(Number) });
      }),
      { numRuns: 200 },
    );
  });

  /** What stands in a file whose text comes in pieces of so many characters. */
  function found(text: string, characters: number): unknown[] {
    const scanner = new BackupScanner();
    const all: unknown[] = [];
    for (let at = 0; at < text.length; at += characters) {
      for (const one of scanner.push(text.slice(at, at + characters))) {
        if (one.kind === "events") all.push(...one.lines.values);
        else if (one.kind !== "list") all.push(parsed(one.text));
      }
    }
    scanner.end();
    return all;
  }

  const texts = fc.string({ unit: fc.constantFrom('"', "\\", "[", "]", "{", "}", ",", "\n", "a"), maxLength: 40 });

  it.each([1, 2, 3, 7, 1000])("of %i characters is the same where texts are full of quotes and backslashes", (size) => {
    fc.assert(
      fc.property(texts, fc.array(texts, { maxLength: 4 }), texts, fc.nat(1), (field, decks, name, spaces) => {
        const file = {
          field,
          ownDecks: decks.map((deck) => ({ deck, [name]: [deck] })),
          number: -12.5,
          events: [{ field }],
        };
        const all = [field, ...file.ownDecks, -12.5, ...file.events];
        expect(found(JSON.stringify(file, null, spaces), size)).toEqual(all);
      }),
    );
  });

  it("is looked at once, piece by piece, however long one of its decks is", () => {
    const words = Array.from({ length: 2000 }, (_, i) => `word ${i}`);
    const text = JSON.stringify({ ownDecks: [{ words }] });
    let longest = 0;
    const { indexOf } = String.prototype;
    vi.spyOn(String.prototype, "indexOf").mockImplementation(function (this: string, ...given) {
      longest = Math.max(longest, this.length);
      return indexOf.apply(this, given);
    });
    try {
      expect(found(text, 100)).toEqual([{ words }]);
    } finally {
      vi.restoreAllMocks();
    }
    expect(longest).toBe(100);
  });

  it("says the same however its lines are written, and whatever was changed in them is found", async () => {
    const shuffled = (line: string, by: number): string => {
      if (!line.startsWith("{") || line.length < 2) return line;
      const comma = line.endsWith(",") ? "," : "";
      const entries = Object.entries(JSON.parse(line.slice(0, line.length - comma.length)));
      const at = entries.length === 0 ? 0 : by % entries.length;
      return JSON.stringify(Object.fromEntries([...entries.slice(at), ...entries.slice(0, at)])) + comma;
    };
    await fc.assert(
      fc.asyncProperty(arbitraryLog, arbitraryStamp, cuts, fc.array(fc.nat(20)), async (log, stamp, at, by) => {
        const lines = (await encodeBackup(log, stamp)).split("\n");
        const text = lines.map((line, i) => shuffled(line, by[i % Math.max(1, by.length)] ?? 0)).join("\n");
        const read = (changed: string) =>
          decodeBackupPieces({ pieces: inPieces(changed, at), characters: changed.length });
        const first = log.events[0];
        expect(await read(text)).toEqual({ log, ...stamp, mostCharacters: expect.any(Number) });
        if (!first) return;
        const changed = text.replace(
          `"offsetMinutes":${first.offsetMinutes}`,
          `"offsetMinutes":${first.offsetMinutes}.0`,
        );
        expect(await read(changed)).toEqual({ log, ...stamp, mostCharacters: expect.any(Number) });
        const day = text.replace(/"device":"0/, '"device":"1');
        if (day !== text) expect(await read(day)).toEqual({ problem: { key: "backup_changed", arguments: [] } });
      }),
      { numRuns: 200 },
    );
  });

  it("with several events on one line is read as any other", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLog, arbitraryStamp, cuts, async (log, stamp, at) => {
        const text = (await encodeBackup(log, stamp)).replaceAll("},\n{", "},{");
        expect(await decodeBackupPieces({ pieces: inPieces(text, at), characters: text.length })).toEqual({
          log,
          ...stamp,
          mostCharacters: expect.any(Number),
        });
      }),
    );
  });

  it("that is damaged is refused with the same sentence wherever it was cut", async () => {
    const damage = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(...'{}[]",:\\ tn1.e-', ""));
    await fc.assert(
      fc.asyncProperty(arbitraryLog, cuts, damage, async (log, at, [place, character]) => {
        const whole = await encodeBackup(log, { exportedAtMs: 0, appVersion: "1.0.0" });
        const spot = Math.floor(place * whole.length);
        const text = whole.slice(0, spot) + character + whole.slice(spot + 1);
        const result = await decodeBackupPieces({ pieces: inPieces(text, at), characters: text.length });
        expect(result).toEqual(await decodeBackup(text));
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, string, string, unknown]>([
    ["a list of empty lists", "[", "[],", { key: "backup_notBackup", arguments: [] }],
    [
      "events that are empty lists",
      `{${HEAD},"events":[`,
      "[],",
      { key: "backup_event", arguments: [1, expect.any(String)] },
    ],
    [
      "such events before it says what it is",
      '{"events":[',
      "[],",
      { key: "backup_event", arguments: [1, "not an object"] },
    ],
    ["a field of empty lists", '{"x":[', "[],", { key: "backup_field", arguments: ["x"] }],
    ["decks without an end", `{${HEAD.replace("[]", "[")}`, "[],", { key: "backup_field", arguments: ["decks"] }],
    ["a text without an end", '{"format":"', "x", { key: "backup_field", arguments: ["format"] }],
    ["a key without an end", '{"', "x", { key: "backup_notBackup", arguments: [] }],
    ["fields without an end", `{"x":1`, ',"y":2', { key: "backup_field", arguments: ["y"] }],
    ["a number without an end", '{"version":', "1", { key: "backup_field", arguments: ["version"] }],
    [
      "an event without an end",
      `{${HEAD},"events":[{"kind":"`,
      "x",
      { key: "backup_event", arguments: [1, expect.any(String)] },
    ],
    [
      "brackets without an end",
      `{${HEAD},"events":[`,
      "[",
      { key: "backup_event", arguments: [1, expect.any(String)] },
    ],
  ])("is given up early, and never parsed as a whole: %s", async (_, start, unit, problem) => {
    const parse = vi.spyOn(JSON, "parse");
    const { taken, source } = endless(start, unit);
    const result = await decodeBackupPieces(source);
    const longest = Math.max(0, ...parse.mock.calls.map(([text]) => text.length));
    parse.mockRestore();
    expect(result).toEqual({ problem });
    expect(taken.pieces).toBeLessThanOrEqual(50);
    expect(longest).toBeLessThan(20_000);
  });

  it("of spaces alone ends at the limit on characters", async () => {
    const { taken, source } = endless("{", " ");
    expect(await decodeBackupPieces(source)).toEqual({ problem: { key: "backup_tooLarge", arguments: [] } });
    expect(taken.pieces * PIECE).toBeLessThan(BACKUP_LIMITS.characters + 2 * PIECE);
  });

  it("that says behind hundreds of megabytes what it is gets the sentence of its first event long before", async () => {
    const { taken, source } = endless('{"events":[', `[${"[],".repeat(20_000)}1],`);
    const problem = { key: "backup_event", arguments: [1, "not an object"] };
    expect(await decodeBackupPieces(source)).toEqual({ problem });
    expect(taken.pieces * PIECE).toBeLessThan(BACKUP_LIMITS.characters / 10);
  });

  it("of a newer version says so, whatever its events are and wherever they stand", async () => {
    const newer = { problem: { key: "backup_newer", arguments: [3] } };
    const head = HEAD.replace('"version":2', '"version":3');
    expect(await decodeBackup(`{${head},"events":[{"kind":"dream"}]}`)).toEqual(newer);
    expect(await decodeBackup(`{"events":[{"kind":"dream"}],${head}}`)).toEqual(newer);
  });

  it("with a field twice is refused", async () => {
    const twice = { problem: { key: "backup_field", arguments: ["events"] } };
    expect(await decodeBackup(`{${HEAD},"events":[],"events":[]}`)).toEqual(twice);
  });
});
