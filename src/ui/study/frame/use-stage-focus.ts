import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { SessionView, ShownSession } from "../../../session/study/session-view.ts";

/**
 * Puts the focus on what has just appeared (the question, the answer, a notice), so that a screen reader reads it and
 * no key falls on a button that is gone. In the popup this is so from the first frame; on a page only from the second
 * view on, because a new tab belongs to the address bar.
 */
export function useStageFocus(
  root: RefObject<HTMLElement | null>,
  { view, isKept }: Pick<ShownSession, "view" | "isKept">,
  layout: "popup" | "page",
): void {
  const stage = stageOf(view);
  const shown = useRef<string | null>(null);
  useLayoutEffect(() => {
    const before = shown.current;
    // What takes the place of a kept card on a page was not asked for by anybody there.
    shown.current = isKept && layout === "page" ? "loading" : stage;
    if (view.kind === "loading" || before === stage) return;
    if (layout === "page" && (before === null || before === "loading")) return;
    // Whoever went to a button of the first look already wants that one.
    if (before === null && isKept && hasFocus(root.current)) return;
    focusStage(root.current);
    if (view.kind === "card" && view.revealed) bringAnswerIntoSight(root.current);
  });
}

const hasFocus = (root: HTMLElement | null): boolean =>
  root !== null && document.activeElement !== root && root.contains(document.activeElement);

/** One term or correction after another is another stage; an offer that was answered took its buttons along. */
function stageOf(view: SessionView): string {
  switch (view.kind) {
    case "card":
      return `card ${view.content.id} ${view.revealed}`;
    case "term":
      return `term ${view.term.id}`;
    case "correction":
      return `correction ${view.correction.fact}`;
    case "fact":
      return `fact ${view.meeting.fact.id}`;
    case "done":
      return `done ${view.offer?.chapter ?? ""}`;
    default:
      return view.kind;
  }
}

/** Where an answer appears: by itself, in a gap of a chain, as an option, or in a drawing, whose reason tells it. */
const ANSWER = ".answer-text:not(.visually-hidden), .pathway-gap, .blank[data-filled], .picture";

/** In a small window the answer may come below the edge. Nothing is scrolled where it is in sight. */
function bringAnswerIntoSight(root: HTMLElement | null): void {
  root?.querySelector(".card[data-type='diagram'] .reason")?.scrollIntoView({ block: "nearest" });
  root?.querySelector(ANSWER)?.scrollIntoView({ block: "nearest" });
}

/**
 * The same after a dialog was closed, where nothing has the focus: what had it before may be gone. Then the browser leaves it
 * in the closed dialog until it draws again.
 */
export function focusStageAgain(root: HTMLElement | null): void {
  const { activeElement } = document;
  if (activeElement === document.body || activeElement?.closest("dialog:not([open])")) focusStage(root);
}

/** Puts the focus on the stage, without a ring: it is read, not pressed. */
export function focusStage(root: HTMLElement | null): void {
  const stages = root?.querySelectorAll<HTMLElement>("[data-stage-focus]") ?? [];
  stages[stages.length - 1]?.focus({ preventScroll: true });
}

/** What would take the focus, and with it Space and Enter, at a click. What a dialog holds may: the card waits behind it. */
const PRESSED = "button, a[href], summary";

/**
 * A click leaves the keys with the card: the button, link or drawer that was clicked does not get the focus. Whoever goes there
 * by keyboard stays there.
 */
export function useKeysAfterClick(root: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const listen = (event: MouseEvent): void => {
      const pressed = event.target instanceof Element ? event.target.closest(PRESSED) : null;
      if (event.button !== 0 || !pressed || !root.current?.contains(pressed) || pressed.closest("dialog")) return;
      event.preventDefault();
      // Left where it was, it would be pressed by the next Space.
      if (document.activeElement?.matches(PRESSED)) focusStage(root.current);
    };
    document.addEventListener("mousedown", listen);
    return () => document.removeEventListener("mousedown", listen);
  }, [root]);
}
