/** What is told of an opening that was no usual one. */
import type { BroughtBack } from "../../../copies/place/notice.ts";
import type { Guarded } from "../../../copies/record/open-guarded.ts";
import { plural, t } from "../../../platform/i18n.ts";

/** Null where there is nothing to tell. */
export function openingNotice({ restored, lost }: Pick<Guarded, "restored" | "lost">): string | null {
  if (restored) return restoredText(restored);
  return lost ? t("storageLost") : null;
}

export const restoredText = ({ events, missing }: BroughtBack): string =>
  missing > 0 ? plural("storageRestoredPart", events, missing) : plural("storageRestored", events);
