import { expect, test } from "vitest";
import type { CardId } from "../../../../../src/core/ids.ts";
import { FadingList } from "../../../../../src/ui/progress/sheet/FadingList.tsx";
import { textOf } from "../../drawn-text.ts";
import "../../../../support/gallery/browser-stub.ts";

test.each([
  ["What makes bone?", "osteoblasts", "What makes bone? osteoblasts"],
  ["It is bone ____.", "loss", "It is bone loss."],
  ["____ makes bone (____).", "it", "it makes bone (it)."],
])("the gaps of %j are filled where they stand, all of them as on the card", (question, answer, expected) => {
  const list = FadingList({
    cards: [{ id: "bones/a/forward" as CardId, question, answer, recall: 0.5 }],
    desiredRetention: 0.9,
    lang: undefined,
  });
  expect(textOf(list)).toContain(expected);
});
