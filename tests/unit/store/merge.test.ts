/** Merging logs: a union, in whatever order and however often; what comes of it depends on nothing but the events. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { makeClockCorrection } from "../../../src/core/log/clock-correction.ts";
import type { OsteonEvent } from "../../../src/core/log/event.ts";
import { foldCard } from "../../../src/core/log/fold.ts";
import { nowAt } from "../../../src/core/plan/now.ts";
import { installDeck } from "../../../src/store/install-deck.ts";
import { mergeProgress } from "../../../src/store/merge.ts";
import { openDatabase } from "../../../src/store/open.ts";
import { card, deck } from "../../support/cards.ts";
import { deleteDatabase, FIVE, forward, NOW, scheduler } from "../../support/db-steps.ts";
import { deeds, live } from "../../support/histories.ts";

const NAMES = ["a", "b", "c"] as const;

/** A log of three cards, one of which a clock may have stranded and the repair brought back. */
const logs: fc.Arbitrary<OsteonEvent[]> = fc.tuple(deeds, deeds, deeds).map((histories) => {
  const lived = histories.map((history, i) => live(forward(NAMES[i] ?? "a"), distinct(history, i), scheduler));
  const [first] = lived;
  const events = lived.flatMap((one) => one.events);
  if (!first) return events;
  const redate = makeClockCorrection(card("a", 0, first.snapshot), first.events, scheduler, {
    moment: nowAt(Date.UTC(2026, 10, 24), () => 0, 4),
    random: new Uint8Array(10).fill(9),
  });
  return redate ? [...events, redate] : events;
});

/** Chance is drawn for each history alone; two cards must not come by the same event id. */
const distinct = (history: Parameters<typeof live>[1], i: number) =>
  history.map((deed, n) => ({ ...deed, random: Uint8Array.from([i, n, ...deed.random.slice(2)]) }));

/** Merges parts one after the other into an empty database. */
async function merged(parts: readonly (readonly OsteonEvent[])[]) {
  await deleteDatabase();
  const db = await openDatabase();
  await installDeck(db, deck(FIVE), scheduler, NOW);
  for (const events of parts) await mergeProgress(db, { events, settings: {}, decks: [] }, scheduler);
  const [events, cards] = await Promise.all([db.getAll("events"), db.getAll("cards")]);
  db.close();
  return { events, snapshots: Object.fromEntries(cards.map(({ id, state }) => [id, state])) };
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
      for (const [id, snapshot] of Object.entries(whole.snapshots)) {
        expect(snapshot).toEqual(
          foldCard(
            events.filter((event) => event.card === id),
            scheduler,
          ),
        );
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);
