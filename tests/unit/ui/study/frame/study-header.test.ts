/** What the header says is left of a day. */
import { expect, test } from "vitest";
import { t } from "../../../../../src/platform/i18n.ts";
import type { DayCounts, ShownSession } from "../../../../../src/session/study/session-view.ts";
import { dayShare } from "../../../../../src/ui/study/frame/day-share.ts";
import { ProgressLine } from "../../../../../src/ui/study/frame/ProgressLine.tsx";
import { RingMark } from "../../../../../src/ui/study/frame/RingMark.tsx";
import { StudyHeader } from "../../../../../src/ui/study/frame/StudyHeader.tsx";
import {
  CORRECTION_VIEW,
  cardView,
  DONE_VIEWS,
  FACT_VIEW,
  LEECH_VIEW,
  TERM_VIEW,
} from "../../../../support/gallery/views.ts";
import { type Part, partsIn, textOf } from "../../drawn-text.ts";
import "../../../../support/gallery/browser-stub.ts";

const NONE_LEFT = { new: 0, learning: 0, review: 0, doneToday: 5 };

const leftOf = (name: keyof typeof DONE_VIEWS): string => leftAbove(DONE_VIEWS[name]);

function above(view: ShownSession["view"] | undefined): Part[] {
  const session = { counts: NONE_LEFT, view, canUndo: false, undoText: null } as Partial<ShownSession>;
  return partsIn(
    StudyHeader({ session: session as ShownSession, progressHref: "", more: null, words: null, onUndo: () => {} }),
  );
}

function leftAbove(view: ShownSession["view"] | undefined): string {
  const [left] = above(view).filter(({ props }) => props.class === "study-left");
  return textOf(left?.props.children).trim();
}

/** How many answers the line and the ring say that the day asks for. */
const askedAbove = (view: ShownSession["view"] | undefined): unknown[] =>
  above(view).flatMap(({ type, props }) =>
    type === ProgressLine || type === RingMark ? [dayShare((props as { counts: DayCounts }).counts).total] : [],
  );

/** What is read before the card that it belongs to. */
const BEFORE_A_CARD = [TERM_VIEW, FACT_VIEW, CORRECTION_VIEW];

test("is all done where a next card comes; where none ever does the page says why, and nothing is said to be done", () => {
  expect(["done", "done-nothing", "done-soon"].map(leftOf)).toEqual(Array(3).fill(t("leftNone")));
  expect(["done-all-off", "done-suspended", "done-never"].map(leftOf)).toEqual(["", "", ""]);
});

test("is a last card where one is in front, or what is read before it, though nothing more comes today", () => {
  const views = [cardView("forward", false), cardView("forward", true), ...BEFORE_A_CARD];
  expect(views.map(leftAbove)).toEqual(views.map(() => t("leftLast")));
  expect(views.map(askedAbove)).toEqual(views.map(() => [6, 6]));
  expect(askedAbove(DONE_VIEWS.done)).toEqual([5, 5]);
});

test("says nothing over what is read for itself, though nothing comes after it", () => {
  const views: ShownSession["view"][] = [
    LEECH_VIEW,
    { kind: "welcome" },
    { kind: "storage", message: "" },
    { kind: "trouble", message: "", way: null },
    { kind: "loading" },
  ];
  expect(views.map(leftAbove)).toEqual(views.map(() => ""));
});
