/** What went wrong, in words. */
import { t } from "../../platform/i18n.ts";
import type { Trouble } from "../../store/database/trouble.ts";

/** The sentence that tells the user what went wrong and what to do. */
export const troubleText = (trouble: Trouble): string => t(`trouble_${trouble}`);

const AFTER_LOADING: ReadonlySet<Trouble> = new Set([
  "databaseClosed",
  "connectionLost",
  "diskFull",
  "databaseUnreadable",
]);

/** Whether it may be over when the page is loaded again. */
export const loadingHelps = (trouble: Trouble): boolean => AFTER_LOADING.has(trouble);
