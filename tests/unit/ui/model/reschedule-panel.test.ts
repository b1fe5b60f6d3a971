/** What is offered for days by the model that were given in part. */
import { expect, test, vi } from "vitest";
import type { Rescheduling } from "../../../../src/jobs/new-days.ts";
import { plural, t } from "../../../../src/platform/i18n.ts";
import type { DaysBegun } from "../../../../src/session/options/new-days.ts";
import { ReschedulePanel } from "../../../../src/ui/model/ReschedulePanel.tsx";
import { partsIn, textOf } from "../drawn-text.ts";
import "../../../support/gallery/browser-stub.ts";

const moving = (earlier: number): Rescheduling => ({
  ...{ earlier, later: 0, dueBefore: 5, dueAfter: 7 },
  isWhole: true,
});
const GIVING = { what: "giving", cards: 9 } as const;

function buttonsOf(rescheduling: Rescheduling | null, begun: DaysBegun | null, canPutBack = true) {
  const onReschedule = vi.fn();
  const parts = partsIn(
    ReschedulePanel({ rescheduling, canPutBack, begun, busy: false, isGiven: false, onReschedule }),
  );
  const buttons = parts.filter(({ props }) => props.action !== undefined);
  return { buttons, onReschedule, labels: buttons.map(({ props }) => textOf(props.children)) };
}

test.each([
  ["nothing was asked for", null],
  ["nothing more would move", moving(0)],
])("there is a button that goes on with them where %s", (_, rescheduling) => {
  const { labels, buttons, onReschedule } = buttonsOf(rescheduling, GIVING);
  expect(labels).toEqual([t("reschedulePreview"), t("daysGoOn"), t("rescheduleBack")]);
  buttons[1]?.props.onPress?.();
  expect(onReschedule).toHaveBeenCalledExactlyOnceWith("apply");
});

test("a button of its own says how many cards would move, and the one that showed it stays in its place", () => {
  const { labels, buttons, onReschedule } = buttonsOf(moving(3), GIVING);
  expect(labels).toEqual([t("reschedulePreview"), plural("rescheduleDo", 3), t("rescheduleBack")]);
  buttons[0]?.props.onPress?.();
  expect(onReschedule).toHaveBeenCalledExactlyOnceWith("preview");
});

test("there is nothing to go on with where days are being put back, or none were begun", () => {
  const puttingBack = { what: "puttingBack", cards: 9 } as const;
  expect(buttonsOf(null, puttingBack).labels).toEqual([t("reschedulePreview"), t("rescheduleBack")]);
  expect(buttonsOf(null, null, false).labels).toEqual([t("reschedulePreview")]);
});

test("days can be put back, whether or not a look has been asked for, as long as there is something to put back", () => {
  expect(buttonsOf(null, null).labels).toEqual([t("reschedulePreview"), t("rescheduleBack")]);
  expect(buttonsOf(moving(0), null).labels).toEqual([t("reschedulePreview"), t("rescheduleBack")]);
  expect(buttonsOf(moving(0), null, false).labels).toEqual([t("reschedulePreview")]);
});

test("nothing is offered for days that cannot be read", () => {
  const unreadable = { what: "unreadable", cards: 2 } as const;
  expect(buttonsOf(null, unreadable, false).labels).toEqual([t("reschedulePreview")]);
});

test("nothing is said of cards that are still to be worked out by other weights", () => {
  const told = (rescheduling: Rescheduling): string => {
    const drawn = ReschedulePanel({
      rescheduling,
      canPutBack: false,
      begun: null,
      busy: false,
      isGiven: false,
      onReschedule: vi.fn(),
    });
    return partsIn(drawn)
      .filter(({ props }) => "data-reschedule" in props)
      .map(({ props }) => textOf(props.children))
      .join();
  };
  expect(told(moving(0))).toContain(t("rescheduleNothing"));
  expect(told({ ...moving(0), isWhole: false })).not.toContain(t("rescheduleNothing"));
  for (const cards of [0, 3]) {
    expect(told({ ...moving(cards), isWhole: false })).toContain(t("rescheduleNotYet"));
    expect(told(moving(cards))).not.toContain(t("rescheduleNotYet"));
  }
});

test("where it says how many cards are due, it says why a study page asks fewer", () => {
  const said = (rescheduling: Rescheduling): string =>
    partsIn(
      ReschedulePanel({
        rescheduling,
        canPutBack: false,
        begun: null,
        busy: false,
        isGiven: false,
        onReschedule: vi.fn(),
      }),
    )
      .filter(({ props }) => "data-reschedule" in props)
      .map(({ props }) => textOf(props.children))
      .join();
  expect(said(moving(3))).toContain(t("dueHelp"));
  expect(said(moving(0))).not.toContain(t("dueHelp"));
});

test("once the days were given, that is not said in other words as well", () => {
  const given = (rescheduling: Rescheduling): string =>
    partsIn(
      ReschedulePanel({
        ...{ rescheduling, canPutBack: true, begun: null, busy: false, isGiven: true, onReschedule: vi.fn() },
      }),
    )
      .filter(({ props }) => "data-reschedule" in props)
      .map(({ props }) => textOf(props.children))
      .join();
  expect(given(moving(0))).toBe("");
  expect(given({ ...moving(0), isWhole: false })).toBe(t("rescheduleNotYet"));
  expect(given(moving(3))).toContain(t("dueHelp"));
});
