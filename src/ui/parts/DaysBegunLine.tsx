import type { JSX } from "preact";
import { plural, t } from "../../platform/i18n.ts";
import type { DaysBegun } from "../../session/options/new-days.ts";
import { counted } from "./figures.ts";

/**
 * Days that were given or put back in part: how far that has come, and what the buttons beside it do, or why there is none.
 * @param canGoOn whether there is still something to give days by
 */
export function DaysBegunLine({ what, cards, canGoOn }: DaysBegun & { readonly canGoOn: boolean }): JSX.Element {
  return <p data-days-begun={what}>{sentence(what, cards, canGoOn)}</p>;
}

function sentence(what: DaysBegun["what"], cards: number, canGoOn: boolean): string {
  switch (what) {
    case "giving":
      return t(canGoOn ? "daysGiving" : "daysGivingNoExam", counted("countCards", cards));
    case "puttingBack":
      return t("daysPuttingBack", counted("countCards", cards));
    case "unreadable":
      return plural("daysNotPutBack", cards);
  }
}
