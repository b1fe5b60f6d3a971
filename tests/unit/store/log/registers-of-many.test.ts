/** Stars and wordings of many cards, as a file brings them: which of them hold is worked out with few requests, however many. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { makeMark, makeUndo } from "../../../../src/core/log/make-event.ts";
import { heldRegisters } from "../../../../src/core/log/register.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { registerRow } from "../../../../src/store/log/registers.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { countRequests } from "../../../support/database/count-requests.ts";
import { deleteDatabase, foldsToItself, maker, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { card, content, deck } from "../../../support/samples/cards.ts";

let db: Database;
useDatabase((opened) => {
  db = opened;
});

async function fill(count: number): Promise<string[]> {
  db.close();
  await deleteDatabase();
  db = await openDatabase();
  const names = Array.from({ length: count }, (_, i) => `f${i}`);
  await installDeck(db, deck(names.map((name, i) => content(name, i))), scheduler, NOW);
  return names;
}

test("stars of four times as many cards ask for hardly more, nor do the undos of all of them", async () => {
  const asked: number[][] = [];
  for (const count of [100, 400]) {
    const marks = (await fill(count)).map((name, i) => makeMark(card(name), true, null, maker(NOW + i)));
    const given = await countRequests(() => merge(db, marks, scheduler));
    expect(await db.count("registers")).toBe(count);
    const undos = marks.map((mark, i) => makeUndo(mark, maker(NOW + 1000 + i)));
    const named = new Map(marks.map((mark) => [mark.id, mark]));
    const taken = await countRequests(() => merge(db, undos, scheduler, { named }));
    expect(await db.count("registers")).toBe(0);
    await foldsToItself(db);
    asked.push([given.reads, taken.reads]);
  }
  expect(asked[0]).toEqual([expect.any(Number), expect.any(Number)]);
  for (const [i, few] of (asked[0] ?? []).entries()) expect(asked[1]?.[i]).toBeLessThan(few + 40);
});

test("whatever was given and taken back, in whatever pieces it comes: each star is what the log says", async () => {
  const step = fc.record({ of: fc.nat(29), value: fc.boolean(), undoes: fc.option(fc.nat(60), { nil: null }) });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { maxLength: 40 }), { maxLength: 4 }), async (pieces) => {
      const names = await fill(30);
      const log: Envelope[] = [];
      for (const piece of pieces) {
        const made = piece.map(({ of, value, undoes }, i): Envelope => {
          const by = maker(NOW + log.length * 100 + i);
          const other = undoes === null ? undefined : log[undoes % Math.max(1, log.length)];
          return other ? makeUndo(other, by) : makeMark(card(names[of] ?? ""), value, null, by);
        });
        log.push(...made);
        await merge(db, made, scheduler, { named: new Map(log.map((event) => [event.id, event])) });
      }
      const held = [...heldRegisters(log).values()].map(registerRow);
      const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
      expect(await db.getAll("registers")).toEqual(held.sort(byName));
    }),
    { numRuns: 60 },
  );
});
