/** What is read by many lines at once is what is read by each alone; and what is counted by a short way, what a long one counts. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { grouped } from "../../../../src/core/grouped.ts";
import { concernsCard } from "../../../../src/core/log/event.ts";
import { countedReviews } from "../../../../src/core/log/fold.ts";
import { schedulerFor } from "../../../../src/core/memory/scheduler.ts";
import { DEFAULT_SETTINGS } from "../../../../src/core/settings.ts";
import { objectsOnLines } from "../../../../src/exchange/backup/backup-lines.ts";
import { charactersOf } from "../../../../src/exchange/backup/combined-limits.ts";
import { changesBy } from "../../../../src/exchange/changes/changes.ts";
import { decodeBackup, encodeBackup } from "../../../support/files/backup-text.ts";
import { arbitraryLog, arbitraryStamp } from "../arbitrary-log.ts";

const MOST = 200;
const lines = fc
  .array(
    fc.constantFrom("{}", '{"a":', "1", "{", "}", "[", "]", ",", "\n", ",\n", "},\n{", " ", "\t", '"},{"', "null"),
    {
      maxLength: 14,
    },
  )
  .map((parts) => `{${parts.join("")}}`);
const objects = fc
  .array(fc.dictionary(fc.constantFrom("a", "b c", "},{"), fc.jsonValue({ maxDepth: 1 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((all) => all.map((one) => JSON.stringify(one)).join(",\n"));

test("many lines at once say what each of them says", () => {
  let together = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        lines,
        objects,
        fc.tuple(objects, lines).map((two) => two.join(",\n")),
      ),
      (text) => {
        const found = objectsOnLines(text, MOST);
        if (!found) return;
        together += 1;
        expect(found.texts.join(",\n")).toBe(text);
        expect(found.values).toEqual(found.texts.map((line) => JSON.parse(line)));
        expect(Math.max(...found.texts.map(({ length }) => length))).toBeLessThanOrEqual(MOST);
      },
    ),
    { numRuns: 3000 },
  );
  expect(together).toBeGreaterThan(100);
});

test.each([
  ["one on two lines, two on one", '{"a":[{"b":1},\n{"c":1}]},\n{"x":1},{"y":2}'],
  ["the same with a blank", '{"a":[{"b":1},\n{"c":1}]},\n{"x":1}, {"y":2}'],
  ["the same with a blank before", '{"a":[{"b":1},\n{"c":1}]},\n{"x":1} ,{"y":2}'],
  ["the same, parted by a line and a comma", '{"a":[{"b":1},\n{"c":1}]}\n,{"y":2}'],
  ["what is no object between two", '{"a":[{"b":1},\n{"c":1}]},\n{"x":1},2,{"y":2}'],
  ["a longer one", `{"a":"${"x".repeat(MOST)}"}`],
  ["no JSON", '{"a":1},\n{"a":}'],
])("are left to be read one by one where it is not sure that each is one: %s", (_, text) => {
  expect(objectsOnLines(text, MOST)).toBeNull();
});

test("what the lines of a file take is no more than is foretold from it", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryLog, arbitraryStamp, async (log, stamp) => {
      const short = (await encodeBackup(log, stamp)).replaceAll(/([:,[])(\d)0{15,}(?=[,}\]])/g, "$1$2e15");
      const result = await decodeBackup(short);
      if ("problem" in result) return;
      expect(result.mostCharacters).toBeGreaterThanOrEqual(charactersOf(result.log.events));
    }),
  );
});

test("cards that get their first reviews get as many as count of each", () => {
  const scheduler = schedulerFor(DEFAULT_SETTINGS);
  fc.assert(
    fc.property(arbitraryLog, ({ events: all }) => {
      // After a reset fewer count than were made.
      const events = all.filter(({ kind }) => ["review", "undo", "clock-correction"].includes(kind));
      const here = { events: [], cardOf: (id: string) => id as never, decks: new Map(), scheduler, nowMs: 0 };
      const counts = [...grouped(events.filter(concernsCard), ({ card }) => card).values()].map(
        (log) => countedReviews(log).length,
      );
      const { startCounting, cards, stopCounting, moveDay } = changesBy(here, events);
      expect({ startCounting, stopCounting, moveDay }).toEqual({
        startCounting: counts.reduce((sum, count) => sum + count, 0),
        stopCounting: 0,
        moveDay: 0,
      });
      expect(cards).toBeGreaterThanOrEqual(counts.filter((count) => count > 0).length);
    }),
  );
});
