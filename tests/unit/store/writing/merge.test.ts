/** Merging logs: a union, in whatever order and however often; what comes of it depends on nothing but the events. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { foldCard } from "../../../../src/core/log/fold.ts";
import { makeSetting, makeUndo } from "../../../../src/core/log/make-event.ts";
import { heldRegisters } from "../../../../src/core/log/register.ts";
import { inIdOrder } from "../../../../src/core/text-order.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { registerRow } from "../../../../src/store/log/registers.ts";
import { openDatabase } from "../../../../src/store/opening/open.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { deleteDatabase, FIVE, forward, maker, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { type Deed, deeds, live } from "../../../support/database/histories.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { content, deck } from "../../../support/samples/cards.ts";

const NAMES = ["a", "b", "c"] as const;

/** A log of three cards, whose clocks may have been wrong, and of a setting. */
const logs: fc.Arbitrary<Envelope[]> = fc
  .tuple(deeds, deeds, deeds, fc.array(fc.integer({ min: 0, max: 1e6 }), { maxLength: 4 }))
  .map(([a, b, c, settings]) => [
    ...[a, b, c].flatMap((history, i) => live(NAMES[i] ?? "a", distinct(history, i), scheduler).events),
    ...settings.map((ms, i) => makeSetting("newPerDay", i, null, maker(NOW + ms))),
  ]);

/** Chance is drawn for each history alone; two cards must not come by the same event id. */
const distinct = (history: readonly Deed[], i: number): Deed[] =>
  history.map((deed) => ({ ...deed, random: Uint8Array.from([0, i, ...deed.random.slice(2)]) }));

/** Merges parts one after the other into an empty database. */
async function merged(parts: readonly (readonly Envelope[])[], cards = FIVE) {
  await deleteDatabase();
  const db = await openDatabase();
  await installDeck(db, deck(cards), scheduler, NOW);
  for (const events of parts) await merge(db, events, scheduler);
  const [events, states, registers, days] = await Promise.all([
    wholeLog(db),
    db.getAll("states"),
    db.getAll("registers"),
    db.getAll("days"),
  ]);
  db.close();
  return {
    events: events.sort(inIdOrder),
    states: Object.fromEntries(states.map(({ id, state }) => [id, state])),
    registers,
    days,
  };
}

test("however a log is parted, its union is commutative, associative and idempotent, and folds to the same cards", async () => {
  const parted = logs.chain((events) =>
    fc.record({
      events: fc.constant(events),
      // Each event in one of three parts, or in two of them.
      places: fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { minLength: events.length, maxLength: events.length }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(parted, async ({ events, places }) => {
      const part = (n: number) => events.filter((_, i) => places[i]?.includes(n));
      const [a, b, c] = [part(0), part(1), part(2)];
      const whole = await merged([events]);
      for (const parts of [
        [a, b, c],
        [c, b, a],
        [[...a, ...b], c],
        [a, [...b, ...c]],
        [a, a, b, c, b, [...c, ...a]],
      ]) {
        expect(await merged(parts)).toEqual(whole);
      }
      for (const name of NAMES) {
        const own = events.filter(({ card }) => card === forward(name));
        expect(whole.states[forward(name)]).toEqual(foldCard(own, scheduler));
      }
      expect(whole.registers).toEqual([...heldRegisters(events).values()].map(registerRow));
    }),
    { numRuns: 30 },
  );
}, 60_000);

test("a log that is too long to be looked up, into an empty database, comes to the same as in parts", async () => {
  const long = reviews(5_200);
  const undone = long.slice(100, 140).map((event) => makeUndo(event, maker(event.atMs + 1000)));
  // What was once another card's counts for the one that has taken its place.
  const cards = [content("z", 0, { formerIds: [forward("a")] }), ...FIVE.filter(({ id }) => id !== forward("a"))];
  const all = [...long, ...undone, makeSetting("newPerDay", 7, null, maker())];
  const whole = await merged([all], cards);
  expect(whole).toEqual(await merged([all.slice(0, 2000), all.slice(2000, 4000), all.slice(4000)], cards));
  expect(cards.reduce((sum, { id }) => sum + (whole.states[id]?.reviews ?? 0), 0)).toBe(5_160);
  expect(whole.days.length).toBeGreaterThan(0);
});
