import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import type { DaysBegun } from "../../session/options/new-days.ts";
import { counted } from "./figures.ts";

/**
 * Days that were given or put back in part: how far that has come, and what the buttons beside it do.
 * @param canGoOn whether there is still something to give days by
 */
export function DaysBegunLine({ what, cards, canGoOn }: DaysBegun & { readonly canGoOn: boolean }): JSX.Element {
  const giving = canGoOn ? "daysGiving" : "daysGivingNoExam";
  return (
    <p data-days-begun={what}>{t(what === "giving" ? giving : "daysPuttingBack", counted("countCards", cards))}</p>
  );
}
