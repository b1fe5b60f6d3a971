/** What is made of the table of all cards is what is made of their rows. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { grouped } from "../../../../src/core/grouped.ts";
import type { CardId, DeckId, FactId } from "../../../../src/core/ids.ts";
import { atOnce } from "../../../../src/core/in-pieces.ts";
import type { CardState } from "../../../../src/core/memory/card-state.ts";
import { modelFor } from "../../../../src/core/memory/model.ts";
import { CardTableMaker } from "../../../../src/core/stats/card-table.ts";
import { factGroups, knownFact } from "../../../../src/core/stats/deck-facts.ts";
import { difficulties, recalls, stabilities } from "../../../../src/core/stats/distributions.ts";
import { forecast } from "../../../../src/core/stats/forecast.ts";
import { inColumns, listed } from "../../../../src/core/stats/known-facts.ts";
import { retrievabilityOn } from "../../../../src/core/stats/statistics.ts";
import { countedFacts, knownByChapter } from "../../../../src/core/stats/table-facts.ts";
import { byCodeUnits } from "../../../../src/core/text-order.ts";
import { card } from "../../../support/samples/cards.ts";
import { columnsOf } from "../../../support/samples/columns-of.ts";

const TODAY = 20780;
const model = modelFor({ desiredRetention: 0.9, weights: "default" });
const DECKS = ["a", "a-b", "b"] as DeckId[];
const day = fc.option(fc.oneof(fc.constantFrom(TODAY, TODAY - 1), fc.integer({ min: TODAY - 400, max: TODAY + 400 })));
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
      async (all, named, switches) => {
        const stated = (deck: DeckId) => named.map((name) => `${deck}/${name}` as FactId);
        const table = await tableOf(all, DECKS.flatMap(stated));
        const isOff = (deck: DeckId, chapter: string) =>
          switches[DECKS.indexOf(deck) * 2 + (chapter === "one" ? 0 : 1)] === true;
        const off = table.cards.chapters.map(([deck, chapter]) => isOff(deck, chapter));
        for (const deck of DECKS) {
          const facts = stated(deck).map((id) => ({ id, statement: [{ kind: "text" as const, text: id }] }));
          const placed = all.flatMap((row) => (row.deck === deck ? [{ ...row, off: isOff(deck, row.chapter) }] : []));
          const places = countedFacts(table, off).get(deck) ?? new Int32Array();
          const known = [...atOnce(knownByChapter(table, places, facts, TODAY, model))];
          const right = [...grouped(factGroups(facts, placed), ({ chapter }) => chapter)].map(
            ([chapter, groups]) => [chapter, groups.map((group) => knownFact(group, TODAY, model))] as const,
          );
          expect(known.map(([chapter, own]) => [chapter, listed(own)])).toEqual(right);
          expect(known.map(([, { at, ...columns }]) => columns)).toEqual(
            right.map(([, own]) => {
              const { at, ...columns } = inColumns(own);
              return columns;
            }),
          );
        }
      },
    ),
  );
});

test("the charts of how cards stand and of what is to come, for some of the cards", async () => {
  const chosen = fc.infiniteStream(fc.boolean());
  const length = fc.option(fc.integer({ min: 1, max: 500 }));
  await fc.assert(
    fc.asyncProperty(rows, chosen, length, fc.boolean(), async (all, isIn, days, withBacklog) => {
      const [columns, everywhere] = columnsOf(all.map((row) => row.state));
      const places = everywhere.filter(() => isIn.next().value);
      const states = places.flatMap((place) => all[place]?.state ?? []);
      const values = (of: (state: CardState) => number | null | undefined) =>
        states.flatMap((one) => of(one) ?? []).sort((a, b) => a - b);
      expectSpread(
        stabilities(columns, places),
        values(({ memory }) => memory?.stability),
      );
      expectSpread(
        difficulties(columns, places),
        values(({ memory }) => memory?.difficulty),
      );
      expectSpread(
        recalls(columns, places, TODAY, model),
        values((one) => retrievabilityOn({ state: one }, TODAY, model)),
      );
      expect(forecast(columns, places, TODAY, days, withBacklog)).toEqual(ofRows(states, days, withBacklog));
    }),
  );
});

/** @param values ascending */
function expectSpread({ bins, median }: ReturnType<typeof stabilities>, values: readonly number[]): void {
  const last = bins.length - 1;
  for (const [i, { from, to, cards }] of bins.entries()) {
    // What lies outside stands in the outermost bins.
    const own = values.filter((value) => (i === 0 || value >= from) && (i === last || value < to));
    expect(cards).toBe(own.length);
  }
  const middle = [values[Math.ceil(values.length / 2) - 1], values[Math.floor(values.length / 2)]] as const;
  expect(median).toBe(values.length === 0 ? null : ((middle[0] ?? 0) + (middle[1] ?? 0)) / 2);
}

/** The forecast, a day at a time. */
function ofRows(states: readonly CardState[], length: number | null, withBacklog: boolean) {
  const begun = states.filter(({ phase }) => phase !== "new");
  const due = begun.flatMap((one) => (one.dueDay === null ? [] : { ...one, dueDay: one.dueDay }));
  const to = TODAY + (length ?? Math.max(TODAY, ...due.map(({ dueDay }) => dueDay)) - TODAY + 1) - 1;
  const days = Array.from({ length: to - TODAY + 1 }, (_, i) => {
    const day = TODAY + i;
    const own = due.filter(({ dueDay }) => dueDay === day || (i === 0 && withBacklog && dueDay < TODAY));
    const waiting = own.filter(({ dueAtMs }) => dueAtMs === null);
    const mature = waiting.filter(({ dueDay, lastDay }) => dueDay - (lastDay ?? 0) >= 21).length;
    return { day, young: waiting.length - mature, mature, learning: own.length - waiting.length };
  });
  const count = (is: (day: number) => boolean) => due.filter(({ dueDay }) => is(dueDay)).length;
  return { backlog: count((day) => day < TODAY), days, later: count((day) => day > to) };
}

function tableOf(all: readonly Parameters<CardTableMaker["add"]>[0][], stated: readonly FactId[]) {
  const maker = new CardTableMaker();
  for (const row of all) maker.add(row);
  return maker.table(stated);
}
