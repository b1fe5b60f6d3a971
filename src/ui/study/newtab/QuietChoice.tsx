import type { JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { QUIET_TABS, type Quiet } from "../../../core/plan/quiet.ts";
import { plural, t } from "../../../platform/i18n.ts";
import { UndoButton } from "../../parts/UndoButton.tsx";
import { useUndoKeys } from "../../use-undo-keys.ts";

interface Props {
  readonly quiet: Quiet;
  /** The study was here a moment ago and had the focus; a new tab leaves it in the address bar. */
  readonly takesFocus: boolean;
  /** Keeps tabs quiet for so many more instead. */
  readonly onTabs: (more: number) => void;
  readonly onEnd: () => void;
  /** Takes the last answer back, where it was given on this very page. */
  readonly onUndo?: (() => void) | undefined;
  /** Address of the options page, where a number of cards a day is chosen; without it there is no link to it. */
  readonly settingsHref?: string | undefined;
}

/** On a tab that was sent away for a while: for how long, for how long it might be instead, and the way back. */
export function QuietChoice({ quiet, takesFocus, onTabs, onEnd, onUndo, settingsHref }: Props): JSX.Element {
  const section = useRef<HTMLElement>(null);
  const shown = useRef<Quiet | null>(takesFocus ? null : quiet);
  const titleId = useId();
  useUndoKeys(onUndo ?? null);
  // The button that was pressed is gone.
  useLayoutEffect(() => {
    if (shown.current !== quiet) section.current?.focus();
    shown.current = quiet;
  }, [quiet]);
  return (
    <section ref={section} class="quiet-choice" data-quiet={quiet.kind} tabIndex={-1} aria-labelledby={titleId}>
      {/* Read out as the name of the section, which has the focus. */}
      <p id={titleId}>{textOf(quiet)}</p>
      <p class="quiet-ways">
        {offered(quiet).map((more) => (
          <button key={more} type="button" class="quiet-button" data-tabs={more} onClick={() => onTabs(more)}>
            {plural("quietTabs", more)}
          </button>
        ))}
        <button type="button" class="quiet-button" data-action="study-after-all" onClick={onEnd}>
          {t("quietEnd")}
        </button>
        {onUndo && <UndoButton action="undo" onUndo={onUndo} />}
        {settingsHref !== undefined && (
          <a class="quiet-button" data-action="quiet-after" href={`${settingsHref}#quietAfter`}>
            {t(quiet.kind === "enough" ? "quietEnoughChange" : "quietAfterCards")}
          </a>
        )}
      </p>
    </section>
  );
}

function textOf(quiet: Quiet): string {
  switch (quiet.kind) {
    case "until":
      return t("quietUntilTomorrow");
    case "tabs":
      return quiet.more === 0 ? t("quietForTab") : plural("quietForTabs", quiet.more);
    case "enough":
      return plural("quietEnough", quiet.cards);
  }
}

/** Where the day's cards are done, some tabs would be less than what there is. */
function offered(quiet: Quiet): readonly number[] {
  if (quiet.kind === "enough") return [];
  return QUIET_TABS.filter((more) => quiet.kind === "until" || more !== quiet.more);
}
