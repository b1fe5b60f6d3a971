import { uiLanguage } from "../../platform/i18n.ts";

/** A share from 0 to 1 as a whole percentage. */
export const percent = (share: number): string =>
  new Intl.NumberFormat(uiLanguage(), { style: "percent", maximumFractionDigits: 0 }).format(share);
