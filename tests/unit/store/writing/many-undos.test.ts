/** Taking back what a large file brought is thousands of undos, of which each may name a setting, or another undo. */
import { expect, test, vi } from "vitest";
import { makeMark, makeSetting, makeUndo } from "../../../../src/core/log/make-event.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { FEW } from "../../../../src/store/log/log.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { readSettings } from "../../../../src/store/settings/settings.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { countRequests } from "../../../support/database/count-requests.ts";
import { FIVE, maker, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { card, deck } from "../../../support/samples/cards.ts";

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
});

test("the log is read as a whole then, and not once for each of them", async () => {
  const made = reviews(FEW);
  const first = makeSetting("newPerDay", 7, null, maker(NOW));
  const second = makeSetting("newPerDay", 9, first, maker(NOW + 1));
  const other = makeSetting("reviewsPerDay", 70, null, maker(NOW));
  const gone = makeUndo(other, maker(NOW + 2));
  await merge(db, [...made, first, second, other, gone], scheduler);
  const before = await readSettings(db);
  expect(before.newPerDay).toBe(9);
  expect(before.reviewsPerDay).not.toBe(70);
  const undos = [...made, second, gone].map((event) => makeUndo(event, maker(NOW + 3)));
  const { of } = await countRequests(() => merge(db, undos, scheduler));
  expect(of.events).toBeLessThan(100);
  expect(await readSettings(db)).toMatchObject({ newPerDay: 7, reviewsPerDay: 70 });
  expect((await db.getAll("states")).map(({ state }) => state.reviews)).toEqual([0, 0, 0, 0, 0]);
});

test("what a file sets is asked for in pieces: so many requests at once would take more memory than the file", async () => {
  const marks = Array.from({ length: FEW + 100 }, (_, i) => makeMark(card(`x${i}`), true, null, maker(NOW + i)));
  expect(await mostAtOnce(() => merge(db, marks, scheduler))).toBeLessThanOrEqual(FEW);
});

/** How many readings of indexes stand open at once. */
async function mostAtOnce(work: () => Promise<unknown>): Promise<number> {
  let [open, most] = [0, 0];
  const { getAll: original } = IDBIndex.prototype;
  const spy = vi.spyOn(IDBIndex.prototype, "getAll").mockImplementation(function (this: IDBIndex, ...given) {
    const request = original.apply(this, given);
    most = Math.max(most, ++open);
    for (const end of ["success", "error"]) request.addEventListener(end, () => open--);
    return request;
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return most;
}
