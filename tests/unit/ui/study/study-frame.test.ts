import { describe, expect, it } from "vitest";
import { wordsOf } from "../../../../src/ui/study/StudyFrame.tsx";
import { cardView } from "../../../support/gallery/views.ts";

const names = (revealed: boolean): readonly string[] => wordsOf(cardView("forward", revealed)).map((term) => term.name);

describe("wordsOf", () => {
  it("offers before the answer only the words that stand in the question", () => {
    expect(names(false)).toEqual(["osteocyte"]);
  });

  it("offers all of the card's words after it", () => {
    expect(names(true)).toEqual(["osteocyte", "paracrine"]);
  });
});
