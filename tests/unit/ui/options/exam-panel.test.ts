/** What the exam says of cards that were brought forward in part, and the buttons that this promises. */
import type { ComponentChildren } from "preact";
import { expect, test, vi } from "vitest";
import { plural, t } from "../../../../src/platform/i18n.ts";
import type { ExamState } from "../../../../src/session/options/exam.ts";
import { ExamPanel } from "../../../../src/ui/options/ExamPanel.tsx";
import { DaysBegunLine } from "../../../../src/ui/parts/DaysBegunLine.tsx";
import { dayText } from "../../../../src/ui/parts/days.ts";
import { counted } from "../../../../src/ui/parts/figures.ts";
import { partsIn, textOf } from "../drawn-text.ts";
import "../../../support/gallery/browser-stub.ts";

const GIVING = { what: "giving", cards: 9 } as const;
const nine = () => counted("countCards", 9);
const way = {
  facts: { mean: 1, low: 1, high: 1 },
  begun: { mean: 1, low: 1, high: 1 },
  minutesPerDay: { mean: 1, low: 1, high: 1 },
};
const foretold = (late: number) => ({ day: 20_800, total: 1, planned: way, unplanned: way, late, forward: null });

function drawn(state: Partial<ExamState>) {
  const [nothing, onBringForward] = [vi.fn(), vi.fn()];
  const parts = partsIn(
    ExamPanel({
      ...{
        exam: 20_800,
        pausedUntil: null,
        bounds: null,
        work: null,
        forecast: null,
        done: null,
        meanwhile: 0,
        error: null,
      },
      ...{ canPutBack: true, daysBegun: GIVING, ...state },
      ...{ onExam: nothing, onForecast: nothing, onBringForward, onStop: nothing },
    }),
  );
  const button = (action: string) => parts.find(({ props }) => props.action === action);
  return {
    button,
    onBringForward,
    sentences: parts.flatMap(({ type, props }) => (type === "p" ? props.children : [])),
    said: textOf(parts.filter(({ type }) => type === DaysBegunLine) as ComponentChildren),
    label: textOf(button("bring-forward")?.props.children),
  };
}

test("where that was stopped, which leaves nothing foretold, the page has the button to go on with it", () => {
  const { said, label, button, onBringForward } = drawn({});
  expect([said, label]).toEqual([t("daysGiving", nine()), t("daysGoOn")]);
  button("bring-forward")?.props.onPress?.();
  expect(onBringForward).toHaveBeenCalledExactlyOnceWith("apply");
});

test("where cards are known to come too late, the button says how many", () => {
  expect(drawn({ forecast: foretold(5) }).label).toBe(plural("examForward", 5));
});

test("where none is known to, the button is there all the same, since the work has not come to its end", () => {
  expect(drawn({ forecast: foretold(0) }).label).toBe(t("daysGoOn"));
});

test("where no exam is ahead any more, the days before can be put back, and no more is promised", () => {
  const { said, button } = drawn({ exam: null });
  expect(said).toBe(t("daysGivingNoExam", nine()));
  expect([button("bring-forward"), button("bring-forward-back")]).toEqual([undefined, expect.anything()]);
});

test("days that cannot be read are told of, without a button that would never end its work", () => {
  const { said, button } = drawn({ daysBegun: { what: "unreadable", cards: 9 }, canPutBack: false });
  expect(said).toBe(plural("daysNotPutBack", 9));
  expect([button("bring-forward"), button("bring-forward-back")]).toEqual([undefined, undefined]);
});

test.each([
  ["days are being put back", { what: "puttingBack", cards: 9 }],
  ["nothing was begun", null],
] as const)("where %s there is nothing to go on with", (_, daysBegun) => {
  expect(drawn({ daysBegun }).button("bring-forward")).toBeUndefined();
});

test("a pause is told of beside an exam, since what is foretold knows of none", () => {
  const told = t("examPaused", dayText(20_790, "full"));
  expect(drawn({ pausedUntil: 20_790 }).sentences).toContain(told);
  expect(drawn({}).sentences).not.toContain(told);
  expect(drawn({ exam: null, pausedUntil: 20_790 }).sentences).not.toContain(told);
});
