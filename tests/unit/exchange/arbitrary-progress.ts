import * as fc from "fast-check";
import { makeEventId } from "../../../src/core/ids.ts";
import type { OsteonEvent } from "../../../src/core/log/event.ts";
import type { LogExport } from "../../../src/core/log/log-export.ts";
import { DEFAULT_SETTINGS } from "../../../src/core/settings.ts";

const LAST_MS = 36 ** 9 - 1;
const atMs = fc.integer({ min: 0, max: LAST_MS });
const studyDay = fc.integer({ min: -1, max: 30_000 });
const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
const text = fc.string({ unit: "binary", minLength: 1, maxLength: 20 });
const eventId = fc.tuple(atMs, random).map(([time, bytes]) => makeEventId(time, bytes));

const base = fc
  .record({
    atMs,
    random,
    card: fc.oneof(text, fc.constantFrom("fgf23-lowers-phosphate/forward", "__proto__", "constructor", "=1+1")),
    offsetMinutes: fc.integer({ min: -840, max: 840 }),
    studyDay,
  })
  .map(({ random: bytes, ...rest }) => ({ ...rest, id: makeEventId(rest.atMs, bytes) }));

const event = fc
  .oneof(
    fc.tuple(
      base,
      fc.record({
        kind: fc.constant("review" as const),
        rating: fc.constantFrom(1, 2, 3, 4),
        phase: fc.constantFrom("new", "learning", "review", "relearning"),
        factRevision: fc.integer({ min: 0, max: 9 }),
        durationMs: fc.integer({ min: 0, max: 60_000 }),
        surface: fc.constantFrom("popup", "newtab", "import"),
        next: fc.record({ dueDay: studyDay, dueAtMs: fc.option(atMs) }),
      }),
    ),
    fc.tuple(base, fc.record({ kind: fc.constant("undo" as const), undoes: eventId })),
    fc.tuple(base, fc.record({ kind: fc.constant("seen" as const), subject: text })),
    fc.tuple(
      base,
      fc.record({
        kind: fc.constant("redate" as const),
        afterDay: studyDay,
        shiftDays: fc.integer({ min: 1, max: 4000 }),
        newest: eventId,
        next: fc.record({ dueDay: studyDay, dueAtMs: fc.option(atMs) }),
      }),
    ),
  )
  .map(([shared, own]) => ({ ...shared, ...own }) as OsteonEvent);

/** Any progress that a database can hold. */
export const arbitraryProgress: fc.Arbitrary<LogExport> = fc.record({
  events: fc.uniqueArray(event, { selector: ({ id }) => id, maxLength: 30 }),
  settings: fc.subarray(Object.entries(DEFAULT_SETTINGS)).map((entries) => Object.fromEntries(entries)),
  decks: fc.array(fc.record({ id: text, version: text }), { maxLength: 3 }),
});

export const arbitraryStamp = fc.record({
  exportedAtMs: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  appVersion: fc.constantFrom("0.1.0", "12.3.45"),
});
