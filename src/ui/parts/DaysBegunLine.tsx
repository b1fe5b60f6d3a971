import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import type { DaysBegun } from "../../session/options/new-days.ts";
import { counted } from "./figures.ts";

/** Days that were given or put back in part: how far that has come, and what the buttons beside it do. */
export function DaysBegunLine({ what, cards }: DaysBegun): JSX.Element {
  return (
    <p data-days-begun={what}>
      {t(what === "giving" ? "daysGiving" : "daysPuttingBack", counted("countCards", cards))}
    </p>
  );
}
