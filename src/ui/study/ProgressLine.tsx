import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import type { DayCounts } from "../../session/session-view.ts";

/** How far today has come, as a line along the upper edge. */
export function ProgressLine({ counts }: { readonly counts: DayCounts }): JSX.Element {
  const total = counts.doneToday + counts.learning + counts.review + counts.new;
  const share = total === 0 ? 1 : counts.doneToday / total;
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
