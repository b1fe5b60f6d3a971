import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Circumstances } from "../../../../../src/session/common/kept.ts";
import { type KeptCard, keptIn } from "../../../../../src/session/study/kept/kept-card.ts";
import { keptText } from "../../../../../src/session/study/kept/kept-of.ts";
import { CARDS, type CardName } from "../../../../support/gallery/cards.ts";
import { cardView } from "../../../../support/gallery/views.ts";

const HERE: Circumstances = {
  version: "1.2.3",
  language: "en",
  nowMs: 1_000,
  offsetMinutes: 60,
  singleKeyShortcuts: true,
};
const UNTIL_MS = 5_000;
const NAMES = Object.keys(CARDS) as CardName[];

const kept = (name: CardName = "forward"): KeptCard => ({
  view: { ...cardView(name, false), outcomes: [] },
  revision: 3,
  counts: { learning: 1, review: 2, new: 3, doneToday: 4 },
  deckLanguage: "en",
  dayEndsAtMs: 9_000,
  isBeginner: false,
});
const keptCard = (text: string | null, here: Circumstances): KeptCard | null => keptIn(text, here)?.card ?? null;
const TEXT = keptText(kept(), HERE, UNTIL_MS);

describe("a kept card", () => {
  test.each(NAMES)("comes back as it was: %s", (name) => {
    const card = kept(name);
    expect(keptCard(keptText(card, HERE, UNTIL_MS), HERE)).toEqual(card);
  });

  test("holds from the moment it was kept until the clock changes what is shown", () => {
    const at = (nowMs: number) => keptCard(TEXT, { ...HERE, nowMs });
    expect(at(999)).toBeNull();
    expect(at(1_000)).not.toBeNull();
    expect(at(4_999)).not.toBeNull();
    expect(at(5_000)).toBeNull();
  });

  test.each<[string, Partial<Circumstances>]>([
    ["another version of the extension", { version: "1.2.4" }],
    ["another language", { language: "de" }],
    ["another time zone", { offsetMinutes: 0 }],
    ["single keys that do not act", { singleKeyShortcuts: false }],
  ])("is none in %s", (_, change) => {
    expect(keptCard(TEXT, { ...HERE, ...change })).toBeNull();
  });

  test("is none where a text was cut off anywhere, or nothing was kept", () => {
    expect(keptCard(null, HERE)).toBeNull();
    for (let length = 0; length < TEXT.length; length++) expect(keptCard(TEXT.slice(0, length), HERE)).toBeNull();
  });

  test("is none in whatever else stands there", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(keptCard(text, HERE)).toBeNull();
      }),
    );
  });

  test("is none without what every question is drawn with", () => {
    const whole = JSON.parse(TEXT);
    const lacking = [
      { ...whole, at: undefined },
      { ...whole, card: { ...whole.card, view: { ...whole.card.view, optionOrder: undefined } } },
      { ...whole, untilMs: undefined },
      { ...whole, card: undefined },
      { ...whole, card: { ...whole.card, revision: undefined } },
      { ...whole, card: { ...whole.card, view: { ...whole.card.view, content: undefined } } },
      { ...whole, card: { ...whole.card, view: { ...whole.card.view, provenance: null } } },
      // Never the answer before it is asked for.
      { ...whole, card: { ...whole.card, view: { ...whole.card.view, revealed: true } } },
    ];
    for (const value of lacking) expect(keptCard(JSON.stringify(value), HERE)).toBeNull();
  });
});
