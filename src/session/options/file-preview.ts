/** What is known of a chosen file before anything of it is written. */
import type { Preview } from "../../jobs/messages.ts";

export interface BackupPreview extends Preview {
  readonly fileName: string;
}

/** How to bring the file in. */
export interface RestoreChoice {
  /** `merge` adds what is new; `replace` makes exactly the reviews of the file count. */
  readonly mode: "merge" | "replace";
  readonly withSettings: boolean;
}

type PreviewedDeck = Preview["decks"][number];

export const isUpdate = ({ what }: PreviewedDeck): boolean => what === "update";

/** How many decks come with a file. */
export const comingDecks = ({ decks }: Pick<Preview, "decks">): number =>
  decks.filter((deck) => isUpdate(deck) || deck.what === "new" || deck.what === "removed").length;

/** Whether what is here would be touched, so that a backup of it comes first. */
export function backupFirst({ merge, decks }: Preview, { mode, withSettings }: RestoreChoice): boolean {
  if (mode === "replace") return true;
  // Another version of a deck of the user's own takes the place of the one that is here.
  const changesSettings = withSettings && merge.settings.length + merge.plans.length > 0;
  return merge.touchesExisting || changesSettings || decks.some(isUpdate);
}
