/** What went wrong, in words. */
import { type MessageKey, t } from "../../platform/i18n.ts";
import type { Trouble } from "../../store/database/trouble.ts";

/** The sentence that tells the user what went wrong and what to do. */
export const troubleText = (trouble: Trouble): string => t(`trouble_${trouble}`);

/** In place of sentences that say that nothing was changed, which what was written would make false. */
const IN_PART: Partial<Record<Trouble, MessageKey>> = { diskFull: "inPart_diskFull", notSaved: "inPart_notSaved" };

/** The same where something was written before it went wrong, or may have been. */
export const inPartText = (trouble: Trouble): string => t(IN_PART[trouble] ?? `trouble_${trouble}`);

const AFTER_LOADING: ReadonlySet<Trouble> = new Set([
  "databaseClosed",
  "connectionLost",
  "diskFull",
  "databaseUnreadable",
]);

/** Whether it may be over when the page is loaded again. */
export const loadingHelps = (trouble: Trouble): boolean => AFTER_LOADING.has(trouble);
