/** What is made of the table of all cards is what is made of their rows. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { CardId, DeckId, FactId } from "../../../../src/core/ids.ts";
import type { CardState } from "../../../../src/core/memory/card-state.ts";
import { modelFor } from "../../../../src/core/memory/model.ts";
import { CardTableMaker, stateAt, statesAt } from "../../../../src/core/stats/card-table.ts";
import { type FactGroup, factGroups, knownFact } from "../../../../src/core/stats/deck-facts.ts";
import { difficulties, recalls, stabilities } from "../../../../src/core/stats/distributions.ts";
import { forecast } from "../../../../src/core/stats/forecast.ts";
import { factGroupsIn } from "../../../../src/core/stats/table-facts.ts";
import { byCodeUnits } from "../../../../src/core/text-order.ts";
import { card } from "../../../support/cards.ts";

const TODAY = 20780;
const model = modelFor({ desiredRetention: 0.9, weights: "default" });
const DECKS = ["a", "a-b", "b"] as DeckId[];
const day = fc.option(fc.integer({ min: TODAY - 400, max: TODAY + 400 }));
const state: fc.Arbitrary<CardState> = fc
  .record({
    phase: fc.constantFrom("new", "learning", "review", "relearning"),
    memory: fc.option(
      fc.record({
        stability: fc.double({ min: 0.001, max: 36500, noNaN: true }),
        difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
      }),
    ),
    step: fc.nat(3),
    dueDay: day,
    dueAtMs: fc.option(fc.nat()),
    lastDay: day,
    onLastDay: fc.record({ answers: fc.nat(4), introductions: fc.nat(1), reviews: fc.nat(3) }),
    lastEventAtMs: fc.nat(),
    reviews: fc.nat(4),
    successes: fc.nat(2),
    factRevision: fc.nat(3),
    lapses: fc.nat(3),
  })
  .chain((one) => fc.constantFrom(one as CardState, { ...one, suspended: true } as CardState));
const rows = fc
  .uniqueArray(
    fc.record({
      deck: fc.constantFrom(...DECKS),
      name: fc.integer({ min: 0, max: 5 }),
      template: fc.constantFrom("x", "y", "z"),
      chapter: fc.constantFrom("one", "two"),
      order: fc.nat(6),
      retired: fc.boolean(),
      state,
    }),
    { selector: ({ deck, name, template }) => `${deck}/${name}/${template}` },
  )
  .map((all) =>
    all
      .map(({ deck, name, template, state: stands, ...fields }) => ({
        ...card("any", 0, stands),
        ...{ id: `${deck}/${name}/${template}` as CardId, deck, fact: `${deck}/${name}` as FactId, ...fields },
      }))
      .sort((a, b) => byCodeUnits(a.id, b.id)),
  );
const names = fc.uniqueArray(fc.integer({ min: 0, max: 7 }));

test("the facts of a deck, in its order, and what is known of each", async () => {
  await fc.assert(
    fc.asyncProperty(
      rows,
      names,
      fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
      async (all, stated, switches) => {
        const table = await tableOf(all);
        const isOff = (deck: DeckId, chapter: string) =>
          switches[DECKS.indexOf(deck) * 2 + (chapter === "one" ? 0 : 1)] === true;
        const off = table.cards.chapters.map(([deck, chapter]) => isOff(deck, chapter));
        for (const deck of DECKS) {
          const facts = stated.map((name) => ({
            id: `${deck}/${name}` as FactId,
            statement: [{ kind: "text" as const, text: `${name}` }],
          }));
          const placed = all.flatMap((row) => (row.deck === deck ? [{ ...row, off: isOff(deck, row.chapter) }] : []));
          const known = (groups: Iterable<FactGroup>) =>
            Array.from(groups, (group) => [group.chapter, knownFact(group, TODAY, model)]);
          expect(known(factGroupsIn(table, deck, facts, off))).toEqual(known(factGroups(facts, placed)));
        }
      },
    ),
  );
});

test("the charts of how cards stand and of what is to come", async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (all) => {
      const table = await tableOf(all);
      const inTable = statesAt(table, [...table.cards.ids.keys()]);
      const inRows = all.flatMap(({ retired, state: stands }) => (retired ? [] : [stands]));
      for (const of of [stabilities, difficulties]) expect(of(inTable)).toEqual(of(inRows));
      expect(recalls(inTable, TODAY, model)).toEqual(recalls(inRows, TODAY, model));
      expect(forecast(inTable, TODAY, null, true)).toEqual(forecast(inRows, TODAY, null, true));
    }),
  );
});

test("each state has what is counted of the row's", async () => {
  await fc.assert(
    fc.asyncProperty(state, async (stands) => {
      const made = stateAt(await tableOf([{ ...card("any", 0, stands) }]), 0);
      expect(stands).toMatchObject(made);
      expect(made.suspended).toBe(stands.suspended);
    }),
  );
});

function tableOf(all: readonly Parameters<CardTableMaker["add"]>[0][]) {
  const maker = new CardTableMaker();
  for (const row of all) maker.add(row);
  return maker.table();
}
