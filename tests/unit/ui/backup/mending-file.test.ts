/** A file that only mends what cannot be read here brings something, and its preview says how much. */
import type { VNode } from "preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PreviewBox } from "../../../../src/ui/backup/PreviewBox.tsx";
import { PreviewCounts } from "../../../../src/ui/backup/PreviewCounts.tsx";
import { ActionButton } from "../../../../src/ui/parts/ActionButton.tsx";
import { PREVIEW } from "../../../support/gallery/files-shown.ts";
import { drawnBy } from "../drawn-by.ts";
import { partsIn } from "../drawn-text.ts";
import "../../../support/gallery/browser-stub.ts";

beforeEach(() => {
  vi.stubGlobal("document", { activeElement: null });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const NOTHING_NEW = { added: 0, addedOfKind: {}, again: 0 };
const fileThatMends = (mended: number) => ({
  ...{ ...PREVIEW, ...NOTHING_NEW, mended, decks: [] },
  withoutSettings: { ...PREVIEW.withoutSettings, ...NOTHING_NEW },
});

test.each([
  [1, true],
  [0, false],
])("one that mends %i entries can be added: %j", (mended, comes) => {
  const preview = fileThatMends(mended);
  const props = { preview, busy: false, mustWait: false, onConfirm: vi.fn(), onCancel: vi.fn(), onGone: vi.fn() };
  const buttons = partsIn(drawnBy(PreviewBox, props)).filter(({ type }) => type === ActionButton);
  const actions = (buttons as VNode<{ readonly action: string }>[]).map(({ props: { action } }) => action);
  expect(actions.includes("confirm")).toBe(comes);
  const counts = partsIn(PreviewCounts({ preview, withSettings: false })) as VNode<Record<string, unknown>>[];
  expect(counts.find(({ props: { name } }) => name === "mended")?.props).toMatchObject({ count: mended });
});
