/** Where a card of today stands cannot be read: it is worked out anew from the log, as the check would do. */
import { mendCards } from "../../copies/check/check-cards.ts";
import type { CardId } from "../../core/ids.ts";
import { schedulerFor } from "../../core/memory/scheduler.ts";
import { plural } from "../../platform/i18n.ts";
import type { Database } from "../../store/opening/open.ts";
import { readSettings } from "../../store/settings/settings.ts";

export interface MadeAnew {
  /** How many cards can be read again. */
  readonly mended: number;
  /** Says to the learner what became of them. */
  readonly sentence: string;
}

/** Works out these cards anew. It does not fail: a card that cannot be mended counts as passed over. */
export async function makeAnew(db: Database, cards: readonly CardId[]): Promise<MadeAnew> {
  const mended = await readSettings(db)
    .then(async (settings) => (await mendCards(db, cards, schedulerFor(settings))).right)
    .catch((error: unknown) => {
      console.error("rows of cards could not be made anew:", error);
      return 0;
    });
  const isAll = mended === cards.length;
  return { mended, sentence: plural(isAll ? "rowsMadeAnew" : "rowsPassedOver", cards.length) };
}
