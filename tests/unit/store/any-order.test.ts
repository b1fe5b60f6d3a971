/**
 * Whatever is done to the database, in whatever order and by whatever clock: each state is the fold of its card's log, each
 * register is what the log holds, each day's sums are those of the log, also while they are counted anew, and a grade is written for the one showing it was made for.
 */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { finishRecount } from "../../../src/store/days/recount.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { openDatabase } from "../../../src/store/opening/open.ts";
import { steps, take, VERSIONS } from "../../support/database/any-steps.ts";
import { deleteDatabase, foldsToItself, NOW, scheduler } from "../../support/database/db-steps.ts";
import { deck } from "../../support/samples/cards.ts";

test("each state is the fold of its log, and each register what its log holds", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      await deleteDatabase();
      const db = await openDatabase();
      try {
        await installDeck(db, deck(VERSIONS[0] ?? []), scheduler, NOW);
        let nowMs = NOW;
        for (const step of all) {
          nowMs = Math.max(1, nowMs + step.waitMs);
          const before = await db.getAll("states");
          await take(db, step, nowMs);
          await foldsToItself(db);
          // A revision goes up with every change of a state, and with no other.
          for (const row of before) {
            const now = await db.get("states", row.id);
            if (!now || now.retired !== row.retired) continue;
            const isSame = JSON.stringify(now.state) === JSON.stringify(row.state);
            expect([row.id, now.revision > row.revision]).toEqual([row.id, !isSame]);
          }
        }
        // A recount that is under way has missed nothing: no day is wrong by it.
        expect(await finishRecount(db, () => true)).toBe(false);
        await foldsToItself(db);
      } finally {
        db.close();
      }
    }),
    { numRuns: 200 },
  );
}, 120_000);
