import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { loadToStudy } from "../../../platform/loaded-to-study.ts";
import { goOnToday, keepQuiet, type Quiet } from "../../../platform/quiet-tabs.ts";
import { QuietChoice } from "./QuietChoice.tsx";
import { QuietPage } from "./QuietPage.tsx";

/** A tab that stays quiet for a while. */
export function QuietTab({
  first,
  takesFocus = false,
  settingsHref,
  onUndo,
}: {
  readonly first: Quiet;
  /** Where the study was sent away on this very page. */
  readonly takesFocus?: boolean;
  readonly settingsHref: string;
  /** Takes the last answer back, where it was given on this very page. */
  readonly onUndo?: (() => void) | undefined;
}): JSX.Element {
  const [quiet, setQuiet] = useState(first);
  const choose = (more: number): void => {
    const tabs: Quiet = { kind: "tabs", more };
    keepQuiet(tabs);
    setQuiet(tabs);
  };
  const end = (): void => {
    keepQuiet(null);
    if (quiet.kind === "enough") goOnToday(quiet);
    loadToStudy();
  };
  return (
    <QuietPage settingsHref={settingsHref}>
      <QuietChoice
        quiet={quiet}
        takesFocus={takesFocus}
        onTabs={choose}
        onEnd={end}
        onUndo={onUndo}
        settingsHref={settingsHref}
      />
    </QuietPage>
  );
}
