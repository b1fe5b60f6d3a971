/** The memories behind another day, while other versions of the deck come in. */
import { type ContainerNode, h, render } from "preact";
import { afterEach, expect, test, vi } from "vitest";
import type { Chapter } from "../../../../src/core/deck/deck.ts";
import { modelFor } from "../../../../src/core/memory/model.ts";
import type { Look } from "../../../../src/core/stats/memories.ts";
import { type LookOf, useLook } from "../../../../src/ui/progress/use-look.ts";
import { card, TEST_DECK } from "../../../support/samples/cards.ts";
import { deckFacts } from "../../../support/samples/deck-facts.ts";

const TODAY = 20780;
const model = modelFor({ desiredRetention: 0.9, weights: "default" });
const chapters: Chapter[] = [{ id: "chapter", title: "One", startsOff: false, offeredWhen: null }];
const BEGUN = { phase: "review", memory: { stability: 9, difficulty: 5 }, lastDay: TODAY - 1, reviews: 1 } as const;

/** A deck of which these were begun, and others not. */
function known(begun: readonly string[], others: readonly string[] = []) {
  const cards = [...begun, ...others].map((name, i) => {
    const one = { ...card(name, i), chapter: "chapter", off: false };
    return begun.includes(name) ? { ...one, state: { ...one.state, ...BEGUN } } : one;
  });
  return deckFacts({ id: TEST_DECK, title: "t", language: "en", chapters }, [], cards, TODAY, model);
}
type Known = ReturnType<typeof known>;
function lookOf(...names: string[]): Look {
  const cards = names.map((name) => card(name).id);
  const starts = Int32Array.from({ length: names.length + 1 }, (_, i) => i);
  const past = { cards, starts, days: new Int32Array(names.length), stabilities: new Float64Array(names.length) };
  return { past, kept: past };
}

/** A reading that takes until `end` is called. */
function reading() {
  let end: (look: Look) => void = () => {};
  const promise = new Promise<Look>((resolve) => {
    end = resolve;
  });
  return { promise, end: (look: Look) => end(look) };
}

/** Draws what looks at memories of a deck of "a", which were read, and of a card that was switched off then. */
function looking(others: readonly string[] = []) {
  const begun: LookOf = { deck: known(["a"], others), look: lookOf("a", "off") };
  const read = vi.fn<() => Promise<Look>>();
  let shown = begun;
  const place = { childNodes: [], firstChild: null } as unknown as ContainerNode;
  const Drawn = ({ deck }: { deck: Known }): null => {
    shown = useLook(deck, begun, read);
    return null;
  };
  const draw = (deck: Known): Known => {
    render(h(Drawn, { deck }), place);
    return deck;
  };
  draw(begun.deck);
  return { begun, read, draw, shown: () => shown };
}
afterEach(() => void vi.restoreAllMocks());

test("are read again once what was answered stands under another id, and shown with the deck as it was until then", async () => {
  const { begun, read, draw, shown } = looking();
  const now = reading();
  read.mockReturnValue(now.promise);
  const renamed = draw(known(["better"]));
  expect(shown()).toEqual(begun);
  // Somebody studies elsewhere meanwhile.
  const last = draw(known(["better"]));
  expect(shown()).toEqual(begun);
  expect(read).toHaveBeenCalledOnce();
  const look = lookOf("better");
  now.end(look);
  await vi.waitFor(() => expect(shown().look).toBe(look));
  expect(shown().deck).toBe(last);
  expect(shown().deck).not.toBe(renamed);
  expect(read).toHaveBeenCalledOnce();
});

test("are read once more where yet another version came in while they were read", async () => {
  const { read, draw, shown } = looking();
  const first = reading();
  const look = lookOf("best");
  read.mockReturnValueOnce(first.promise).mockResolvedValueOnce(look);
  draw(known(["better"]));
  const last = draw(known(["best"]));
  first.end(lookOf("better"));
  await vi.waitFor(() => expect(shown()).toEqual({ look, deck: last }));
  expect(read).toHaveBeenCalledTimes(2);
});

test("are not read again for answers, new cards, what is switched on, and cards that are no longer there", () => {
  const { begun, read, draw, shown } = looking(["b"]);
  for (const deck of [known(["a", "b"]), known(["a"], ["b", "c"]), known(["a", "off"]), known([], ["b"])]) {
    draw(deck);
    expect(shown()).toEqual({ look: begun.look, deck });
  }
  expect(read).not.toHaveBeenCalled();
});

test("are read once for a version, also where they say nothing of its cards", async () => {
  const { read, draw, shown } = looking();
  const look = lookOf();
  read.mockResolvedValue(look);
  draw(known(["better"]));
  await vi.waitFor(() => expect(shown().look).toBe(look));
  const deck = draw(known(["better"]));
  expect(shown()).toEqual({ look, deck });
  expect(read).toHaveBeenCalledOnce();
});

test("that cannot be read again leave the deck as it was, and are tried once more with its next version", async () => {
  const logged = vi.spyOn(console, "error").mockReturnValue();
  const { begun, read, draw, shown } = looking();
  read.mockRejectedValueOnce(new Error("boom"));
  draw(known(["better"]));
  await vi.waitFor(() => expect(logged).toHaveBeenCalledOnce());
  expect(shown()).toEqual(begun);
  const look = lookOf("better");
  read.mockResolvedValueOnce(look);
  const deck = draw(known(["better"]));
  await vi.waitFor(() => expect(shown()).toEqual({ look, deck }));
});
