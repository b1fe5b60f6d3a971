import { expect, it } from "vitest";
import { BACKUP_LIMITS } from "../../../src/exchange/backup/backup-format.ts";
import { canonicalJson } from "../../../src/exchange/canonical.ts";
import { CARDS_OF_DECK, decksFor, nameOf, USUAL_REVIEWS } from "../../bench/filling.ts";
import { content } from "../../support/samples/cards.ts";

it("puts no more cards into a deck than a backup may hold", () => {
  expect(decksFor(CARDS_OF_DECK)).toBe(1);
  expect(decksFor(CARDS_OF_DECK + 1)).toBe(2);
  const longest = canonicalJson(content("fact-1000000", 1_000_000)).length;
  expect(longest * CARDS_OF_DECK).toBeLessThan(BACKUP_LIMITS.deckCharacters);
});

it("gives databases that hold different things different names, and those of one deck the names they had", () => {
  expect(nameOf({ cards: 10_000, reviewsEach: USUAL_REVIEWS })).toBe("10000");
  expect(nameOf({ cards: 20_000, reviewsEach: 11 })).toBe("20000x11");
  expect(nameOf({ cards: 100_000, reviewsEach: USUAL_REVIEWS })).toBe("100000-in-5");
  expect(nameOf({ cards: 100_000, reviewsEach: 0 })).toBe("100000x0-in-5");
});
