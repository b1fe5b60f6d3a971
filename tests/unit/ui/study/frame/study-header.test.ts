/** What the header says is left of a day. */
import { expect, test } from "vitest";
import { t } from "../../../../../src/platform/i18n.ts";
import type { ShownSession } from "../../../../../src/session/study/session-view.ts";
import { StudyHeader } from "../../../../../src/ui/study/frame/StudyHeader.tsx";
import { cardView, DONE_VIEWS } from "../../../../support/gallery/views.ts";
import { partsIn, textOf } from "../../drawn-text.ts";
import "../../../../support/gallery/browser-stub.ts";

const leftOf = (name: keyof typeof DONE_VIEWS): string => leftAbove(DONE_VIEWS[name]);

function leftAbove(view: ShownSession["view"] | undefined): string {
  const counts = { new: 0, learning: 0, review: 0, doneToday: 0 };
  const session = { counts, view, canUndo: false, undoText: null } as Partial<ShownSession>;
  const parts = partsIn(StudyHeader({ session: session as ShownSession, more: null, words: null, onUndo: () => {} }));
  const [left] = parts.filter(({ props }) => props.class === "study-left");
  return textOf(left?.props.children).trim();
}

test("is all done where a next card comes; where none ever does the page says why, and nothing is said to be done", () => {
  expect(["done", "done-nothing", "done-soon"].map(leftOf)).toEqual(Array(3).fill(t("leftNone")));
  expect(["done-all-off", "done-suspended", "done-never"].map(leftOf)).toEqual(["", "", ""]);
});

test("is a last card where one is in front, though nothing more comes today", () => {
  expect([false, true].map((revealed) => leftAbove(cardView("forward", revealed)))).toEqual(
    Array(2).fill(t("leftLast")),
  );
});
