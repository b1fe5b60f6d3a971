import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { QUIET_TABS, type Quiet } from "../../core/plan/quiet.ts";
import { plural, t } from "../../platform/i18n.ts";

interface Props {
  readonly quiet: Quiet;
  /** The study was here a moment ago and had the focus; a new tab leaves it in the address bar. */
  readonly takesFocus: boolean;
  /** Keeps tabs quiet for so many more instead. */
  readonly onTabs: (more: number) => void;
  readonly onEnd: () => void;
}

/** On a tab that was sent away for a while: for how long, for how long it might be instead, and the way back. */
export function QuietChoice({ quiet, takesFocus, onTabs, onEnd }: Props): JSX.Element {
  const section = useRef<HTMLElement>(null);
  const shown = useRef<Quiet | null>(takesFocus ? null : quiet);
  // The button that was pressed is gone.
  useLayoutEffect(() => {
    if (shown.current !== quiet) section.current?.focus();
    shown.current = quiet;
  }, [quiet]);
  return (
    <section ref={section} class="quiet-choice" data-quiet={quiet.kind} tabIndex={-1} aria-label={t("quietChoose")}>
      <p role="status">{quiet.kind === "until" ? t("quietUntilTomorrow") : plural("quietForTabs", quiet.more)}</p>
      <p class="quiet-ways">
        {QUIET_TABS.filter((more) => quiet.kind === "until" || more !== quiet.more).map((more) => (
          <button key={more} type="button" class="quiet-button" data-tabs={more} onClick={() => onTabs(more)}>
            {plural("quietTabs", more)}
          </button>
        ))}
        <button type="button" class="quiet-button" data-action="study-after-all" onClick={onEnd}>
          {t("quietEnd")}
        </button>
      </p>
    </section>
  );
}
