import type { JSX } from "preact";
import { t } from "../../../platform/i18n.ts";
import type { DayCounts } from "../../../session/study/session-view.ts";
import { dayShare } from "./day-share.ts";

/** How far today has come, as a line along the upper edge. */
export function ProgressLine({ counts }: { readonly counts: DayCounts }): JSX.Element {
  const { total, share } = dayShare(counts);
  return (
    <div
      class="progress-line"
      role="progressbar"
      aria-label={t("progressLabel")}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={counts.doneToday}
      aria-valuetext={t("progressText", counts.doneToday, total)}
    >
      <span style={{ inlineSize: `${(share * 100).toFixed(2)}%` }} />
    </div>
  );
}
