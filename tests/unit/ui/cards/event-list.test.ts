/** What the list in a card's dialog says of what was done with it. */
import "../../../support/gallery/browser-stub.ts";
import { expect, test } from "vitest";
import type { CardId } from "../../../../src/core/ids.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { linesOf } from "../../../../src/session/cards/card-info.ts";
import { textOf } from "../../../../src/ui/cards/EventList.tsx";
import { EVENTS } from "../../../support/samples/small-study.ts";

const made = (kind: string, value: unknown): Envelope => {
  const { id, device, atMs, offsetMinutes, studyDay } = EVENTS.reset;
  const card = "bones/forgotten/forward" as CardId;
  return { id, device, atMs, offsetMinutes, studyDay, card, kind, key: card, value, replaces: [] } as Envelope;
};
const said = (event: Envelope) => linesOf([event]).map(textOf);

test.each([
  ["mark", true, "Marked with a star"],
  ["mark", false, "Star taken away"],
  ["edit", { question: "Why?", answer: null, note: null }, "Wording changed"],
  ["edit", null, "Back to the deck’s wording"],
  ["suspend", true, "Suspended"],
  ["suspend", false, "Unsuspended"],
])("%s with %j is said as what it was", (kind, value, words) => {
  expect(said(made(kind, value))).toEqual([words]);
});

test("another day is said with the day", () => {
  const due = { ...EVENTS.reset, kind: "due", dueDay: 20787 } as Envelope;
  expect(said(due)).toEqual(["Given another day: November 30, 2026"]);
});

test("what has one way only is said as its kind says it", () => {
  expect(said(EVENTS.reset)).toEqual(["Reset a card"]);
});
