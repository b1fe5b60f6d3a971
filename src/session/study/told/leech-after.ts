import { tellsLeech } from "../../../core/memory/leech.ts";
import type { StateRow } from "../../../store/database/schema.ts";
import type { Database } from "../../../store/opening/open.ts";
import { readContrast } from "../../../store/today/contrast.ts";
import type { Today } from "../../../store/today/today.ts";
import { unread } from "../../common/unread.ts";
import type { Leech, Shown } from "../session-state.ts";

/** What is told after an answer, where it is one at which something is told. @param row the card as it stands since */
export async function leechAfter(
  db: Database,
  { card, text, deck }: Shown,
  row: StateRow,
  { on }: Today,
): Promise<Leech | null> {
  if (!tellsLeech(card.state, row.state)) return null;
  const contrast = await readContrast(db, row, on).catch(unread("what a card is mixed up with", null));
  return { card: row, text, deck, contrast };
}
