/** What the next page looks like is kept beside the card it shows, and never beside another. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepText, readKeptText } from "../../../../../src/platform/kept-text.ts";
import { here } from "../../../../../src/session/common/kept-here.ts";
import { BLANK } from "../../../../../src/session/opening/until-begun.ts";
import { type KeptCard, keptIn } from "../../../../../src/session/study/kept/kept-card.ts";
import { keepLooks, keptText } from "../../../../../src/session/study/kept/kept-of.ts";
import { cardView } from "../../../../support/gallery/views.ts";
import { stubPage } from "../../../../support/session/page-stub.ts";

const card = (name: "forward" | "reverse"): KeptCard => ({
  ...BLANK,
  counts: { learning: 1, review: 2, new: 3, doneToday: 4 },
  view: { ...cardView(name, false), outcomes: [] },
  revision: 3,
});
const textOf = (name: "forward" | "reverse"): string => keptText(card(name), here(), Date.now() + 60_000);
const kept = () => keptIn(readKeptText(), here());
const LOOKS = { popup: ["p", {}, ["small"]], newtab: ["p", {}, ["large"]] };

beforeEach(() => void stubPage());
afterEach(() => {
  vi.unstubAllGlobals();
});

test("beside the card that it was drawn of, once", () => {
  keepText(textOf("forward"));
  const draw = vi.fn(() => LOOKS);
  keepLooks(draw);
  keepLooks(draw);
  expect(draw).toHaveBeenCalledOnce();
  expect(kept()?.looks).toEqual(LOOKS);
  expect(kept()?.card.view.content.id).toBe(card("forward").view.content.id);
});

test("not where another card is kept by then, or none", () => {
  for (const then of [textOf("reverse"), null]) {
    keepText(textOf("forward"));
    keepLooks(() => {
      keepText(then);
      return LOOKS;
    });
    expect(readKeptText()).toBe(then);
  }
});

test("not where it cannot be drawn yet, nothing is kept, or it holds no longer", () => {
  const draw = vi.fn(() => null);
  keepLooks(draw);
  keepText(keptText(card("forward"), here(), Date.now()));
  keepLooks(draw);
  expect(draw).not.toHaveBeenCalled();
  const text = textOf("forward");
  keepText(text);
  keepLooks(draw);
  expect(draw).toHaveBeenCalledOnce();
  expect(readKeptText()).toBe(text);
});
