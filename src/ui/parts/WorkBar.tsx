import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Progress } from "../../core/progress.ts";
import { t } from "../../platform/i18n.ts";
import { ActionButton } from "./ActionButton.tsx";
import { numberText } from "./figures.ts";
import { handBackFocus } from "./hand-back-focus.ts";

interface Props {
  readonly work: Progress;
  /** What the work is, for screen readers. */
  readonly label: string;
  /** Whether its steps are things that a user would count. */
  readonly isCounted?: boolean;
  /** Null where it cannot be stopped. */
  readonly stop: Stop | null;
}

interface Stop {
  readonly action: string;
  /** Nothing is left to stop. The button stays, since it may have the focus. */
  readonly isOver?: boolean;
  readonly onStop: () => void;
}

/** How far long work has come, and the way to stop it. */
export function WorkBar({ work, label, isCounted = false, stop }: Props): JSX.Element {
  const known = work.total > 0;
  const bar = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => handBackFocus(bar.current), []);
  return (
    <div class="work-bar" ref={bar}>
      <progress aria-label={label} {...(known && { value: work.done, max: work.total })} />
      {isCounted && (
        <span class="work-count">{known && t("exchangeProgress", numberText(work.done), numberText(work.total))}</span>
      )}
      {stop && (
        <ActionButton action={stop.action} busy={stop.isOver ?? false} look="quiet-button" onPress={stop.onStop}>
          {t("exchangeStop")}
        </ActionButton>
      )}
    </div>
  );
}
