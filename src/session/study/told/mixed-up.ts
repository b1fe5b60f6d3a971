import { mixUpsOf } from "../../../core/deck/typed.ts";
import { canBeCalled } from "../../../core/plan/called.ts";
import type { StateRow } from "../../../store/database/schema.ts";
import type { CardText } from "../../../store/decks/card-text.ts";
import type { Database } from "../../../store/opening/open.ts";
import { isAmong } from "../../../store/settings/switches.ts";
import type { Today } from "../../../store/today/today.ts";
import { unread } from "../../common/unread.ts";
import type { MixedUp } from "../session-state.ts";

/**
 * The contrast that what a learner said calls for; null where there is none that can be asked now.
 * @param said the option that was chosen or what was typed, where it is not right
 */
export async function mixedUp(
  db: Database,
  { card, text }: { readonly card: StateRow; readonly text: CardText },
  said: string,
  { on, now }: Today,
): Promise<MixedUp | null> {
  const found = mixUpsOf(text.deckContent, said);
  const read = found.map(({ contrast }) => Promise.all([db.get("states", contrast), db.get("contents", contrast)]));
  const rows = await Promise.all(read).catch(unread("what sets two things beside each other", []));
  for (const [i, [row, content]] of rows.entries()) {
    const mixUp = found[i];
    if (!row || !mixUp || row.id === card.id || !isAmong(on, row) || !canBeCalled(row, now.today)) continue;
    // As when the day is read again: no other card comes before its time.
    if (content?.type !== "contrast") continue;
    return { thing: mixUp.thing, other: mixUp.other[0] ?? said, contrast: row };
  }
  return null;
}
