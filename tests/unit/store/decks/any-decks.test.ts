/** Whatever decks come, go and come back, with whatever names their cards once had: each day's sums are those of the log. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Rating } from "../../../../src/core/log/kinds/review.ts";
import { makeUndo } from "../../../../src/core/log/make-event.ts";
import { beginRecount, finishRecount, recountSome } from "../../../../src/store/days/recount.ts";
import { removeDeck } from "../../../../src/store/decks/decks.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { DECKS, eventsOf, loose, ownDeck } from "../../../support/database/any-decks.ts";
import {
  deleteDatabase,
  foldsToItself,
  grade,
  maker,
  NOW,
  scheduler,
  undo,
} from "../../../support/database/db-steps.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";

const nth = fc.nat(30);
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("install"), deck: ownDeck }),
    fc.record({ kind: fc.constant("remove"), of: fc.constantFrom(...DECKS) }),
    fc.record({ kind: fc.constant("grade"), card: nth, rating: fc.constantFrom<Rating>(1, 3, 4) }),
    fc.record({ kind: fc.constant("merge"), events: loose }),
    fc.record({ kind: fc.constant("undo") }),
    fc.record({ kind: fc.constant("undo-elsewhere"), card: nth, event: nth }),
    fc.record({ kind: fc.constant("recount"), isBegun: fc.boolean() }),
  ),
  { minLength: 2, maxLength: 20 },
);
type Step = typeof steps extends fc.Arbitrary<(infer T)[]> ? T : never;

async function take(db: Database, step: Step, nowMs: number): Promise<void> {
  const rows = await db.getAll("states");
  const rowAt = (n: number) => rows[n % rows.length];
  switch (step.kind) {
    case "install":
      // Each version of a deck is another.
      await installDeck(db, { ...step.deck, version: String(nowMs) }, scheduler, nowMs, "own");
      return;
    case "remove":
      return removeDeck(db, step.of);
    case "grade": {
      const row = rowAt(step.card);
      if (row) await grade(db, row, step.rating, nowMs);
      return;
    }
    case "merge":
      await merge(db, eventsOf(step.events), scheduler);
      return;
    case "undo":
      await undo(db, nowMs);
      return;
    case "undo-elsewhere": {
      // Of what a card had under a former name, under its present one, as no page does it.
      const row = rowAt(step.card);
      const own = (await wholeLog(db)).filter(({ card }) => row?.formerIds.some((id) => id === card));
      const event = own[step.event % own.length];
      if (row && event) await merge(db, [{ ...makeUndo(event, maker(nowMs)), card: row.id }], scheduler);
      return;
    }
    case "recount":
      if (step.isBegun) await recountSome(db, { atOnce: 1 });
      else await beginRecount(db);
  }
}

test("the sums of the days are what a recount finds, whichever decks are here", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      await deleteDatabase();
      const db = await openDatabase();
      try {
        let nowMs = NOW;
        for (const step of all) {
          nowMs += 40_000_000;
          await take(db, step, nowMs);
          await foldsToItself(db);
        }
        expect(await finishRecount(db, () => true)).toBe(false);
      } finally {
        db.close();
      }
    }),
    { numRuns: 150 },
  );
}, 120_000);
