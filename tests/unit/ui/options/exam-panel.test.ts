/** What the exam says of cards that were brought forward in part, and the buttons that this promises. */
import type { ComponentChildren } from "preact";
import { expect, test, vi } from "vitest";
import { plural, t } from "../../../../src/platform/i18n.ts";
import type { ExamState } from "../../../../src/session/options/exam.ts";
import { ReschedulePanel } from "../../../../src/ui/model/ReschedulePanel.tsx";
import { ExamPanel } from "../../../../src/ui/options/ExamPanel.tsx";
import { ActionButton } from "../../../../src/ui/parts/ActionButton.tsx";
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
const foretold = (late: number) => ({
  ...{ day: 20_800, total: 1, aside: 0, suspended: 0, isNewLimited: true },
  ...{ planned: way, unplanned: way, late, forward: null },
});

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
  const text = textOf(parts.filter(({ props }) => props.forecast) as ComponentChildren);
  /** Whether it says a sentence, whatever its numbers are. */
  const said = (key: "examWithout" | "examExpected"): boolean => text.includes(t(key, "…").split("…")[0] ?? key);
  return {
    button,
    text,
    said,
    onBringForward,
    sentences: parts.flatMap(({ type, props }) => (type === "p" ? props.children : [])),
    begun: textOf(parts.filter(({ type }) => type === DaysBegunLine) as ComponentChildren),
    label: textOf(button("bring-forward")?.props.children),
  };
}

test("where that was stopped, which leaves nothing foretold, the page has the button to go on with it", () => {
  const { begun, label, button, onBringForward } = drawn({});
  expect([begun, label]).toEqual([t("daysGiving", nine()), t("examGoOn")]);
  button("bring-forward")?.props.onPress?.();
  expect(onBringForward).toHaveBeenCalledExactlyOnceWith("apply");
});

test("where cards are known to come too late, the button says how many", () => {
  expect(drawn({ forecast: foretold(5) }).label).toBe(plural("examForward", 5));
});

test("where none is known to, the button is there all the same, since the work has not come to its end", () => {
  expect(drawn({ forecast: foretold(0) }).label).toBe(t("examGoOn"));
});

test("where no exam is ahead any more, the days before can be put back, and no more is promised", () => {
  const { begun, button } = drawn({ exam: null });
  expect(begun).toBe(t("daysGivingNoExam", nine()));
  expect([button("bring-forward"), button("bring-forward-back")]).toEqual([undefined, expect.anything()]);
});

test("days that cannot be read are told of, without a button that would never end its work", () => {
  const { begun, button } = drawn({ daysBegun: { what: "unreadable", cards: 9 }, canPutBack: false });
  expect(begun).toBe(plural("daysNotPutBack", 9));
  expect([button("bring-forward"), button("bring-forward-back")]).toEqual([undefined, undefined]);
});

test.each([
  ["days are being put back", { what: "puttingBack", cards: 9 }],
  ["nothing was begun", null],
] as const)("where %s there is nothing to go on with", (_, daysBegun) => {
  expect(drawn({ daysBegun }).button("bring-forward")).toBeUndefined();
});

test("a pause is told of beside an exam: that what is foretold reckons with it, and where it leaves no day to study", () => {
  const told = t("examPaused", dayText(20_790, "full"));
  expect(drawn({ pausedUntil: 20_790 }).sentences).toContain(told);
  expect(drawn({}).sentences).not.toContain(told);
  expect(drawn({ exam: null, pausedUntil: 20_790 }).sentences).not.toContain(told);
  const through = (pausedUntil: number) => drawn({ pausedUntil, forecast: foretold(0) });
  expect(through(20_800).sentences).toContain(t("examPausedThrough", dayText(20_800, "full")));
  expect([through(20_799).said("examWithout"), through(20_800).said("examWithout")]).toEqual([true, false]);
});

test("where no card is asked nothing is foretold in noughts, but the way is told on which cards come back", () => {
  const nothing = { ...foretold(0), total: 0, aside: 9 };
  const suspended = drawn({ forecast: { ...nothing, suspended: 12 } });
  expect(suspended.text).toContain(t("examNoneSuspended", t("suspendedTitle")));
  expect(drawn({ forecast: nothing }).text).toContain(t("examNoneOff", t("decksTitle")));
  expect(suspended.said("examExpected")).toBe(false);
});

test("facts that are begun and not counted are told of, so that the numbers of other pages can be found again", () => {
  const { text } = drawn({ forecast: { ...foretold(0), aside: 54 } });
  expect(text).toContain(plural("begunAside", 54));
  expect(drawn({ forecast: foretold(0) }).text).not.toContain(plural("begunAside", 0));
});

test("more new cards a day are spoken of only where the learner begins all that there may be", () => {
  const begun = { ...foretold(0), total: 9 };
  const more = t("examMoreNew");
  expect(drawn({ forecast: begun }).text).toContain(more);
  expect(drawn({ forecast: { ...begun, isNewLimited: false } }).text).not.toContain(more);
  expect(drawn({ forecast: foretold(0) }).text).not.toContain(more);
});

test("its buttons have other names than those of the days by the model, which stand on the same page", () => {
  const nothing = { ...foretold(0), late: 0 };
  const own = drawn({ forecast: nothing });
  const labels = ["bring-forward", "bring-forward-back"].map((action) => textOf(own.button(action)?.props.children));
  const others = partsIn(
    ReschedulePanel({
      rescheduling: null,
      canPutBack: true,
      begun: GIVING,
      busy: false,
      isGiven: false,
      onReschedule: vi.fn(),
    }),
  ).flatMap(({ type, props }) => (type === ActionButton ? [textOf(props.children)] : []));
  expect([labels.length, others.length]).toEqual([2, 3]);
  expect(others.filter((label) => labels.includes(label))).toEqual([]);
});
