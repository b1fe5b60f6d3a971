import type { Guarded } from "../../db/open-guarded.ts";
import { plural, t } from "../../platform/i18n.ts";
import { report } from "../../platform/report.ts";

/** The second record has its turn this long after the first card at the latest, also in a page that is never idle. */
const LATEST_MS = 2000;

/** What a page does about the second record, once its first card is shown. */
export interface SecondRecordHooks {
  /** The sentence that the user must be told; null when it was read. */
  readonly onTold: (message: string | null) => void;
  /** The database was given events: what is shown should be read again. */
  readonly onChanged: () => void;
}

/** Compares the database with the second record as soon as the page has nothing better to do. */
export function settleWhenIdle(guarded: Guarded, { onTold, onChanged }: SecondRecordHooks): void {
  if (guarded.lost) onTold(t("storageLost"));
  if (guarded.restored) onTold(plural("storageRestored", guarded.restored.events));
  const settle = async (): Promise<void> => {
    const { notice, changed } = await guarded.settle();
    if (notice) onTold(plural("storageRestored", notice.events));
    if (changed) onChanged();
    await navigator.storage.persist();
  };
  requestIdleCallback(() => report("comparing with the second record", settle()), { timeout: LATEST_MS });
}
