/** What was done by hand in Anki stands in its review log beside answers: only "Forget" is a reset. */
import { unzipSync, zipSync } from "fflate";
import { expect, it } from "vitest";
import { readAnkiPackage } from "../../../../src/exchange/anki/read-package.ts";
import { writeAnkiPackage } from "../../../../src/exchange/anki/write-package.ts";
import { LABELS } from "../../../anki/labels.ts";
import { randomHistory } from "../../../anki/random-history.ts";
import { sql } from "../../../support/files/collections.ts";

const nowMs = Date.UTC(2026, 10, 23, 12);
const DATA = randomHistory({ seed: 7, cards: 3, reviewsPerCard: 4, nowMs, offsetAt: () => 60 });
const PACKAGE = await writeAnkiPackage(DATA, LABELS);

/** What is read of the package once rows of the log were added to its first card, as [ease, interval, type, factor]. */
async function withRows(...rows: readonly (readonly [number, number, number, number])[]) {
  const db = new sql.Database(unzipSync(PACKAGE)["collection.anki2"]);
  for (const [i, [ease, interval, type, factor]] of rows.entries()) {
    db.run("INSERT INTO revlog SELECT ?, min(id), -1, ?, ?, 0, ?, 0, ? FROM cards", [
      nowMs + i * 1000,
      ease,
      interval,
      factor,
      type,
    ]);
  }
  const bytes = db.export();
  db.close();
  const file = new Blob([new Uint8Array(zipSync({ "collection.anki2": bytes }))]);
  const result = await readAnkiPackage(file);
  if ("problem" in result) throw new Error(result.problem.key);
  return result.events.filter(({ atMs }) => atMs >= nowMs).map(({ rating }) => rating);
}

it.each<[string, readonly [number, number, number, number], readonly (number | null)[]]>([
  ["a card that was forgotten", [0, 0, 4, 0], [null]],
  ["a due day that was set by hand", [0, 12, 4, 2500], []],
  ["a due day that was set by hand, of a card that was new", [0, 12, 4, 100], []],
  ["what an optimiser moved", [0, 40, 5, 2500], []],
  ["what an optimiser moved, of a card without a difficulty", [0, 40, 5, 0], []],
  ["practice ahead of time in a filtered deck that moves nothing", [3, 12, 3, 0], []],
  ["an answer in a filtered deck that moves its cards", [3, 12, 3, 2500], [3]],
  ["an answer", [2, 12, 1, 2500], [2]],
  ["an answer that a clumsy program left without its rating", [0, 12, 1, 2500], []],
])("%s is read as what it is", async (_, row, ratings) => {
  expect(await withRows(row)).toEqual(ratings);
});

it("each reset is read, and the answers between them", async () => {
  const [forgotten, answered] = [[0, 0, 4, 0] as const, [3, -600, 0, 500] as const];
  expect(await withRows(forgotten, answered, forgotten, answered, answered)).toEqual([null, 3, null, 3, 3]);
});
