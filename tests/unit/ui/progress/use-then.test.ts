/** Another day on the progress page, while what is known today is read again. */
import "../../../support/gallery/browser-stub.ts";
import { type ContainerNode, h, render } from "preact";
import { expect, test } from "vitest";
import type { Chapter } from "../../../../src/core/deck/deck.ts";
import { modelFor } from "../../../../src/core/memory/model.ts";
import { dayShown, type Looking, type Then, useThen } from "../../../../src/ui/progress/use-then.ts";
import { card, TEST_DECK } from "../../../support/samples/cards.ts";
import { deckFacts } from "../../../support/samples/deck-facts.ts";

const TODAY = 20780;
const model = modelFor({ desiredRetention: 0.9, weights: "default" });
const chapters: Chapter[] = [{ id: "chapter", title: "One", startsOff: false, offeredWhen: null }];
const known = (names: readonly string[]) => {
  const cards = names.map((name, i) => ({ ...card(name, i), chapter: "chapter", off: false }));
  return deckFacts({ id: TEST_DECK, title: "t", language: "en", chapters }, [], cards, TODAY, model);
};
const past = { cards: [], starts: Int32Array.of(0), days: new Int32Array(), stabilities: new Float64Array() };

/** Draws what looks at a day. @returns the facts and words of each day that was told of */
function looking() {
  const told: [number | undefined, string | undefined][] = [];
  const onLook = (then: Then | null): void => {
    told.push([then?.deck.known.facts, then?.words]);
  };
  const place = { childNodes: [], firstChild: null } as unknown as ContainerNode;
  let all: Looking = {
    ...{ deck: known(["a"]), today: TODAY, model, look: { past, kept: past } },
    ...{ day: TODAY - 80, goesOn: false, onLook },
  };
  const Drawn = (): null => {
    useThen(all);
    return null;
  };
  const draw = (change: Partial<Looking>): void => {
    all = { ...all, ...change };
    render(h(Drawn, null), place);
  };
  return { told, draw, leave: () => render(null, place) };
}

test("a deck that comes in with another version is shown on the day that one looks at, and nothing is told twice", () => {
  const { told, draw } = looking();
  draw({});
  draw({});
  expect(told).toEqual([[1, expect.stringContaining("1")]]);
  draw({ deck: known(["a", "b", "c"]) });
  expect(told).toEqual([
    [1, expect.any(String)],
    [3, expect.stringContaining("3")],
  ]);
});

test("a day that lay ahead is today once it has come, and today is told of when one leaves", () => {
  const { told, draw, leave } = looking();
  draw({ day: TODAY + 1 });
  draw({ today: TODAY + 1 });
  draw({ day: TODAY });
  leave();
  expect(told.map(([facts]) => facts)).toEqual([1, undefined, 1, undefined]);
});

test("a chosen day stays another one, and one ahead is given up once it has come", () => {
  const shown = (day: number, ...todays: number[]) =>
    todays.map((today) => dayShown({ day, on: TODAY }, today) - TODAY);
  expect(shown(TODAY - 1, TODAY, TODAY + 5)).toEqual([-1, -1]);
  expect(shown(TODAY, TODAY, TODAY + 1)).toEqual([0, 1]);
  expect(shown(TODAY + 2, TODAY, TODAY + 1, TODAY + 2, TODAY + 3, TODAY + 9)).toEqual([2, 2, 2, 3, 9]);
  expect(dayShown(null, TODAY)).toBe(TODAY);
});
