import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { SessionView } from "../../session/session-view.ts";

/**
 * Puts the focus on what has just appeared (the question, the answer, a notice), so that a screen reader reads it and
 * no key falls on a button that is gone. In the popup this is so from the first frame; on a page only from the second
 * view on, because a fresh tab belongs to the address bar.
 */
export function useStageFocus(root: RefObject<HTMLElement | null>, view: SessionView, layout: "popup" | "page"): void {
  const stage = stageOf(view);
  const shown = useRef<string | null>(null);
  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = stage;
    if (view.kind === "loading" || before === stage) return;
    if (layout === "page" && (before === null || before === "loading")) return;
    focusStage(root.current);
  });
}

/** What is shown, in so far as its change calls for the focus: an offer that was answered took its buttons along. */
function stageOf(view: SessionView): string {
  if (view.kind === "card") return `${view.content.id} ${view.revealed}`;
  return view.kind === "done" ? `done ${view.offer?.chapter ?? ""}` : view.kind;
}

/** Puts the focus on the stage, without a ring: it is read, not pressed. */
export function focusStage(root: HTMLElement | null): void {
  const stages = root?.querySelectorAll<HTMLElement>("[data-stage-focus]") ?? [];
  stages[stages.length - 1]?.focus({ preventScroll: true });
}
