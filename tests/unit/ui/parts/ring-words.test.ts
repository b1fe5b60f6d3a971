/** What is said of the facts that are known: numbers that can be added up. */
import "../../../support/gallery/browser-stub.ts";
import { expect, test } from "vitest";
import { plural } from "../../../../src/platform/i18n.ts";
import { knownText } from "../../../../src/ui/parts/ring-words.ts";

const known = { facts: 65, new: 51, learning: 0, known: 14, fading: 0, expected: 13.1 };

test("what would be recalled is told of what was begun, and no fact is left unaccounted for", () => {
  expect(knownText(known)).toBe("You have begun 14 of 65 facts, and would recall about 13 of those today.");
  expect(knownText({ ...known, known: 12, fading: 2 })).toBe(
    "You have begun 14 of 65 facts, and would recall about 13 of those today. 2 are fading.",
  );
});

test("where nothing is begun, nothing is said of recall", () => {
  expect(knownText({ ...known, new: 65, known: 0, expected: 0 })).toBe(plural("knowNothing", 65));
  expect(knownText(known, "Drugs")).toBe(
    "Of “Drugs”, you have begun 14 of 65 facts, and would recall about 13 of those today.",
  );
  expect(knownText({ ...known, new: 65, known: 0, expected: 0 }, "Drugs")).toContain("facts to learn in “Drugs”.");
});
