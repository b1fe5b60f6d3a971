import type { VNode } from "preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BackupPanel } from "../../../../src/ui/backup/BackupPanel.tsx";
import { ActionButton } from "../../../../src/ui/parts/ActionButton.tsx";
import { WorkBar } from "../../../../src/ui/parts/WorkBar.tsx";
import { drawnBy } from "../drawn-by.ts";
import { partsIn } from "../drawn-text.ts";
import "../../../support/gallery/browser-stub.ts";

beforeEach(() => {
  vi.stubGlobal("document", { activeElement: null });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** The first of these components in what was drawn. */
const firstOf = (type: unknown, drawn: unknown) =>
  partsIn(drawn).find((part) => part.type === type) as VNode<never> | undefined;

test.each([
  [null, true],
  ["written", false],
  ["ended", false],
] as const)("the button that stops stays, for it may have the focus; while refreshing is %j", (refreshing, stops) => {
  const [onStop, other] = [vi.fn(), vi.fn()];
  const panel = drawnBy(BackupPanel, {
    preview: null,
    canLookAgain: false,
    work: { done: 0, total: 0 },
    refreshing,
    result: null,
    lastRestore: null,
    isShared: false,
    onExport: other,
    onChooseFile: other,
    onLookAgain: other,
    onConfirm: other,
    onCancel: other,
    onTakeBack: other,
    onKeepRest: other,
    onStop,
    reportHref: "",
  });
  const bar = firstOf(WorkBar, panel);
  if (!bar) throw new Error("no bar");
  const button = firstOf(ActionButton, drawnBy(WorkBar, bar.props));
  if (!button) throw new Error("no button");
  const { props } = drawnBy(ActionButton, button.props) as VNode<{ "aria-disabled": boolean; onClick: () => void }>;
  expect(props["aria-disabled"]).toBe(!stops);
  props.onClick();
  expect(onStop).toHaveBeenCalledTimes(stops ? 1 : 0);
});

test("a press that is held presses nothing that a button does next", () => {
  const button = drawnBy(ActionButton, { action: "test", busy: false, onPress: vi.fn(), children: "" });
  const { onKeyDown } = button.props as unknown as { onKeyDown: (event: object) => void };
  const [held, first] = [true, false].map((repeat) => ({ repeat, key: "Enter", preventDefault: vi.fn() }));
  onKeyDown(held ?? {});
  onKeyDown(first ?? {});
  expect(held?.preventDefault).toHaveBeenCalledOnce();
  expect(first?.preventDefault).not.toHaveBeenCalled();
});
