import type { Guarded } from "../copies/open-guarded.ts";
import { plural, t } from "../platform/i18n.ts";

/** What the user must be told before the first card; null when nothing was amiss. */
export function openingNotice({ lost, restored }: Guarded): string | null {
  if (restored) return plural("storageRestored", restored.events);
  return lost ? t("storageLost") : null;
}

/**
 * Compares the database with the second record, and asks the browser to keep both.
 * @returns what the user must be told, if anything, and whether the database was given events
 */
export async function compare(guarded: Guarded): Promise<{ notice: string | null; changed: boolean }> {
  const { notice, changed } = await guarded.settle();
  // Asked for from a page, as Firefox wants it; the answer is shown in the options.
  navigator.storage.persist().catch(() => undefined);
  return { notice: notice && plural("storageRestored", notice.events), changed };
}
