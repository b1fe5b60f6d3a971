import { isValidElement, toChildArray, type VNode } from "preact";
import { expect, test, vi } from "vitest";
import "../../../../support/gallery/browser-stub.ts";
import { FolderLine } from "../../../../../src/ui/study/frame/FolderLine.tsx";

type Way = VNode<{ href?: string; onClick?: () => void; children?: unknown; "data-action"?: string }>;

/** What is pressed in the line. */
function wayOf(line: ReturnType<typeof FolderLine>): Way {
  const way = toChildArray(line.props.children).find(
    (child): child is Way => isValidElement(child) && child.props !== null && "data-action" in child.props,
  );
  if (!way) throw new Error("nothing to press");
  return way;
}

test("a page asks by the click itself", () => {
  const onAllow = vi.fn();
  const way = wayOf(FolderLine({ onAllow, settingsHref: undefined }));
  expect(way.type).toBe("button");
  way.props.onClick?.();
  expect(onAllow).toHaveBeenCalledOnce();
});

test("the popup, in which Chromium shows no question for a folder, leads to the options", () => {
  const way = wayOf(FolderLine({ onAllow: vi.fn(), settingsHref: "options.html" }));
  expect([way.type, way.props.href, way.props.onClick]).toEqual(["a", "options.html", undefined]);
});
