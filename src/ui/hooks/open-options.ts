import { type Guarded, openGuarded } from "../../copies/open-guarded.ts";
import type { Settings } from "../../core/settings.ts";
import { t } from "../../platform/i18n.ts";
import { recordFiles } from "../../platform/record/files.ts";
import { troubleText } from "../../session/view-of.ts";
import { type Changes, listenForChanges } from "../../store/changes.ts";
import type { DeckRow } from "../../store/schema.ts";
import { readSettings } from "../../store/settings.ts";
import { TroubleError } from "../../store/trouble.ts";

interface OpenedOptions {
  readonly guarded: Guarded;
  readonly changes: Changes;
  readonly saved: Settings;
  readonly decks: readonly DeckRow[];
}

interface FailedOptions {
  readonly trouble: string;
  /** The database is damaged, and there may be a way back. */
  readonly damaged: boolean;
}

/** All that the options page needs before it is drawn, or the sentence that says why there is nothing to draw. */
export async function openOptions(): Promise<OpenedOptions | FailedOptions> {
  document.title = t("optionsTitle");
  try {
    const guarded = await openGuarded({}, recordFiles);
    const { db } = guarded;
    const [saved, decks] = await Promise.all([readSettings(db), db.getAll("decks")]);
    return { guarded, saved, decks, changes: listenForChanges(() => {}) };
  } catch (error) {
    console.error("the options could not be opened:", error);
    const trouble = error instanceof TroubleError ? error.trouble : "databaseUnreadable";
    // Elsewhere that sentence sends the user here.
    const sentence = trouble === "databaseUnreadable" ? t("rescueTrouble") : troubleText(trouble);
    return { trouble: sentence, damaged: trouble === "databaseUnreadable" || trouble === "upgradeFailed" };
  }
}
