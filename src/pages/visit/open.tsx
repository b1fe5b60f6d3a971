import { render } from "preact";
import { t } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { chosenVisit, keepCounted, keptCounted } from "../../platform/visit-cards.ts";
import { startVisit } from "../../session/visit/visit.ts";
import { loadParts } from "../../ui/study/page-parts.ts";
import { VisitPage } from "./VisitPage.tsx";

/** Draws the visit to the cards that were chosen in this tab. */
export function beginVisit(): void {
  document.title = t("visitTitle");
  const visit = chosenVisit();
  const live = startVisit(visit.cards, { kept: keptCounted, keep: keepCounted });
  logFailure(
    "opening the visit",
    live.ready.then(async () => {
      // What cannot be loaded is told where it would stand.
      await loadParts().catch(() => undefined);
      render(<VisitPage live={live} visit={visit} />, document.body);
    }),
  );
}
