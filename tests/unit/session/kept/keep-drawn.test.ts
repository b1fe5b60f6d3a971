/** What the next page looks like is kept beside the card it shows, and never beside another. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepText, readKeptText } from "../../../../src/platform/kept-text.ts";
import { here } from "../../../../src/session/kept/here.ts";
import { keepDrawn } from "../../../../src/session/kept/keep-drawn.ts";
import { type KeptCard, keptIn } from "../../../../src/session/kept/kept-card.ts";
import { keptText } from "../../../../src/session/kept/kept-of.ts";
import { BLANK } from "../../../../src/session/kept/until-begun.ts";
import { cardView } from "../../../support/gallery/views.ts";
import { stubPage } from "../../../support/page-stub.ts";

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

test("beside the card that it was drawn of, once", async () => {
  keepText(textOf("forward"));
  const draw = vi.fn(async () => LOOKS);
  await keepDrawn(draw);
  await keepDrawn(draw);
  expect(draw).toHaveBeenCalledOnce();
  expect(kept()?.drawn).toEqual(LOOKS);
  expect(kept()?.card.view.content.id).toBe(card("forward").view.content.id);
});

test("not where another card is kept by then, or none", async () => {
  for (const then of [textOf("reverse"), null]) {
    keepText(textOf("forward"));
    await keepDrawn(async () => {
      keepText(then);
      return LOOKS;
    });
    expect(readKeptText()).toBe(then);
  }
});

test("not where nothing is kept, or it holds no longer", async () => {
  const draw = vi.fn(async () => LOOKS);
  await keepDrawn(draw);
  keepText(keptText(card("forward"), here(), Date.now()));
  await keepDrawn(draw);
  expect(draw).not.toHaveBeenCalled();
});
