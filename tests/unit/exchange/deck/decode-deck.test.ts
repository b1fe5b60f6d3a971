import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildDeck } from "../../../../cards/index.ts";
import type { DeckId } from "../../../../src/core/ids.ts";
import { decodeDeck } from "../../../../src/exchange/deck/decode.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import { holds } from "../../../support/samples/holds.ts";
import { boneDeck } from "../../cards/built.ts";
import { TIDES_FOLDER } from "../../cards/support.ts";

const MINE = "mine" as DeckId;
const OWN = deck([content("a", 0, { deck: MINE }), content("b", 1, { deck: MINE })], "1", { id: MINE });
const CARD = "mine/a/forward";
const TIDES = await buildDeck(TIDES_FOLDER);

/** The deck after something in it was changed. */
function changed(path: string, value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(OWN)) as Record<string, unknown>;
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const place = keys.reduce((node, key) => node[key] as Record<string, unknown>, copy);
  place[last] = value;
  return copy;
}
/** The cards, each of which says that it once had this id. */
const takingOne = (former: string) => OWN.cards.map((card) => ({ ...card, formerIds: [former] }));
const problemOf = (value: unknown): string | null => {
  const decoded = decodeDeck(value);
  return "problem" in decoded ? decoded.problem : null;
};

describe("a deck from outside", () => {
  test.each([
    ["bone", boneDeck],
    ["tides", TIDES],
  ])("is read as it was built: %s", (_, deck) => {
    const built = JSON.parse(JSON.stringify(deck)) as unknown;
    expect(decodeDeck(built)).toEqual({ deck: built });
  });

  test("is read back as it was", () => {
    expect(decodeDeck(JSON.parse(JSON.stringify(OWN)))).toEqual({ deck: OWN });
  });

  test.each<[string, string, unknown, string]>([
    ["another format", "format", 3, "format"],
    ["a field that nobody knows", "more", 1, "more"],
    ["an id that is no folder's name", "id", "../mine", "id"],
    ["a card of another deck", "cards.0.id", "bone-hormones/a/forward", "cards: bone-hormones/a/forward"],
    ["a card that is named after another fact", "cards.0.id", "mine/c/forward", "cards: mine/c/forward"],
    [
      "a card that takes the history of another deck",
      "cards.0.formerIds",
      ["other/a/forward"],
      "cards: other/a/forward",
    ],
    ["a card that waits for a fact of another deck", "cards.0.unlockedBy", ["other/a"], "cards: other/a"],
    ["a card of a chapter that is not there", "cards.0.chapter", "nowhere", `cards: ${CARD}`],
    ["a card twice", "cards.1", OWN.cards[0], `cards: ${CARD}`],
    ["a history that two cards take", "cards", takingOne("mine/old/forward"), "cards: mine/old/forward"],
    ["an entity of another deck", "entities.0.id", "other/subject", "entities: other/subject"],
    ["markup in place of text", "cards.0.front.0.kind", "html", "cards.0.front.0.kind"],
    ["a card of no type", "cards.0.type", "essay", "cards.0.type"],
    ["a number that is none", "cards.0.order", -1, "cards.0.order"],
    ["an address that is a script", "references", [reference("javascript:alert(1)")], "references.0.url"],
    ["a medium that is no hash", "media", [{ id: "a", type: "image/png", bytes: "", words: "" }], "media.0.id"],
  ])("is refused with the place that is wrong: %s", (_, path, value, problem) => {
    expect(problemOf(changed(path, value))).toBe(problem);
  });

  test("never throws, whatever it is", () => {
    const paths = [
      "id",
      "cards.0",
      "cards.0.front",
      "cards.0.formerIds",
      "chapters",
      "facts",
      "media",
      "entities.0.id",
    ];
    holds(
      fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 3 }), (path, value) => {
        const decoded = decodeDeck(changed(path, value));
        expect("problem" in decoded ? typeof decoded.problem : decoded.deck.format).toBe(
          "problem" in decoded ? "string" : 2,
        );
      }),
      { numRuns: 500 },
    );
    for (const value of [null, [], "deck", 5]) expect(problemOf(value)).not.toBeNull();
  });
});

function reference(url: string) {
  const empty = { authors: "", title: "", journal: "", year: 2020, place: "", doi: null, pmid: null, pmcid: null };
  return { id: "a", ...empty, url, kind: "review" };
}
