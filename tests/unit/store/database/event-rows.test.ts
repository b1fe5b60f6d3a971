import fc from "fast-check";
import { expect, test } from "vitest";
import type { EventId } from "../../../../src/core/ids.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import {
  cardByCard,
  eventIn,
  eventsIn,
  itemsOf,
  MOST_IN_BATCH,
  mendedRow,
  rowsFor,
} from "../../../../src/store/database/event-rows.ts";
import { idsOf, reviews } from "../../../support/database/long-log.ts";

const LOG: readonly Envelope[] = reviews(200);
/** Events of five cards in any order, each once. */
const events = fc.shuffledSubarray([...LOG]);
const junk = fc.oneof(fc.anything(), fc.record({ id: fc.array(fc.string()), events: fc.anything() }));

test("rows hold the events in their order, each once, and those of a card beside each other stand together", () => {
  fc.assert(
    fc.property(events, (all) => {
      const rows = rowsFor(all);
      expect(eventsIn(rows)).toEqual(all);
      for (const [i, row] of rows.entries()) {
        const held = eventsIn([row]);
        expect(held.length).toBeLessThanOrEqual(MOST_IN_BATCH);
        expect(new Set(held.map(({ card }) => card)).size).toBe(1);
        expect(itemsOf(row).map(({ id }) => id)).toEqual(held.map(({ id }) => id));
        // Two rows of a card follow each other only where the first is full.
        const [next] = eventsIn(rows.slice(i + 1, i + 2));
        if (next && next.card === held[0]?.card) expect(held.length).toBe(MOST_IN_BATCH);
      }
    }),
  );
});

test("card by card, each event is there once, a card's in the order that they had, in as few rows as can be", () => {
  fc.assert(
    fc.property(events, (all) => {
      const sorted = cardByCard(all);
      const of = (list: readonly Envelope[], card: unknown) => list.filter((event) => event.card === card);
      const cards = [...new Set(all.map(({ card }) => card))];
      for (const card of cards) expect(of(sorted, card)).toEqual(of(all, card));
      expect(sorted).toHaveLength(all.length);
      const fewest = cards.reduce((sum, card) => sum + Math.ceil(of(all, card).length / MOST_IN_BATCH), 0);
      expect(rowsFor(sorted)).toHaveLength(fewest);
    }),
  );
});

test("whatever a row says: it is read without an error, and gives events only", () => {
  fc.assert(
    fc.property(junk, fc.constantFrom(...LOG), (row, event) => {
      expect(eventsIn([row])).toEqual([]);
      expect(eventIn(row, event.id)).toBeNull();
      expect(itemsOf(row).every(({ event: held }) => held === null)).toBe(true);
      expect(mendedRow(row, [event]).others).toEqual([]);
      expect(eventIn(mendedRow(row, [event]).row, event.id)).toEqual(event);
    }),
  );
});

test("a row that is mended holds what could be read of it and what was mended, and no id is lost", () => {
  const card = LOG.filter(({ card: one }) => one === LOG[0]?.card).slice(0, 8);
  fc.assert(
    fc.property(fc.subarray(card), fc.subarray(card, { minLength: 1 }), (spoilt, mended) => {
      const [row] = rowsFor(card);
      const isSpoilt = (event: Envelope): boolean => spoilt.includes(event);
      const torn = { ...row, events: card.map((event) => (isSpoilt(event) ? { ...event, atMs: null } : event)) };
      const { row: now, others } = mendedRow(torn, mended);
      expect(others).toEqual([]);
      expect(
        itemsOf(now)
          .map(({ id }) => id as EventId)
          .sort(),
      ).toEqual(idsOf(card));
      const there = card.filter((event) => !isSpoilt(event) || mended.includes(event));
      expect(idsOf(eventsIn([now]))).toEqual(idsOf(there));
    }),
  );
});
