import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../platform/i18n.ts";
import { focusStage } from "../frame/use-stage-focus.ts";

interface Props {
  /** Told once, when the user first turns to the page: the moment from which an answer may be timed. */
  readonly onStart: () => void;
  /** What the keys do after Start; null where they have nothing to do, and nothing is offered. */
  readonly hint: string | null;
  /** The study was on this page a moment ago, and takes the focus back. */
  readonly isBack?: boolean;
  /** The study surface, which is there to read and to click from the first frame. */
  readonly children: ComponentChildren;
}

/**
 * A new tab's address bar has the focus, and keeps it: the first question is simply there, with a small offer to
 * go on by keyboard. The offer leaves with the first key or click on the page.
 */
export function StartGate({ onStart, hint, isBack = false, children }: Props): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  const [started, setStarted] = useState(isBack);
  const tell = useRef(onStart);
  tell.current = onStart;

  // Also where a card that was kept, or nothing yet, makes way for what the database says.
  useLayoutEffect(() => {
    if (isBack && document.activeElement === document.body) focusStage(root.current);
  });
  useLayoutEffect(() => {
    // A flag of its own: two presses may come before the next drawing.
    let told = false;
    const start = (event: Event): void => {
      // Tab is the way to the offer, and no start yet.
      if (told || (event instanceof KeyboardEvent && event.key === "Tab")) return;
      told = true;
      tell.current();
      setStarted(true);
      if (event.target instanceof Element && event.target.closest(".start-button")) {
        event.preventDefault();
        focusStage(root.current);
      }
    };
    // Capturing, so that the session knows of the start before the same key shows the answer.
    document.addEventListener("keydown", start, { capture: true });
    document.addEventListener("click", start, { capture: true });
    return () => {
      document.removeEventListener("keydown", start, { capture: true });
      document.removeEventListener("click", start, { capture: true });
    };
  }, []);

  return (
    <div class="start-gate" ref={root}>
      {!started && hint !== null && (
        <aside class="start-offer" aria-label={t("startOffer")}>
          <button type="button" class="small-button start-button">
            {t("start")}
          </button>
          <p class="fine">{hint}</p>
        </aside>
      )}
      {children}
    </div>
  );
}
