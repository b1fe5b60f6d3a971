/** The card in front, with its text read anew after something was changed of it. */
import { same } from "../../core/same.ts";
import type { StateRow } from "../../store/database/schema.ts";
import type { Database } from "../../store/opening/open.ts";
import type { Today } from "../../store/today/today.ts";
import type { CardTexts } from "../common/card-texts.ts";
import type { Leech, SessionState, Shown } from "./session-state.ts";

/** The card that something can be done with; null where none is in front, or something is still to be read before it. */
export const cardInFront = ({ shown, leech }: Pick<SessionState, "shown" | "leech">): StateRow | null =>
  leech?.card ?? (shown && !shown.text.notice ? shown.card : null);

/** What is in front, with its text read anew, but for what is shown once before it. */
async function worded<S extends Pick<Shown, "card" | "text">>(texts: CardTexts, front: S): Promise<S> {
  const text = await texts.read(front.card);
  return text && !same(text.own, front.text.own) ? { ...front, text: { ...text, notice: front.text.notice } } : front;
}

export async function wordedAnew(
  texts: CardTexts,
  { shown, leech }: Pick<SessionState, "shown" | "leech">,
): Promise<Pick<SessionState, "shown" | "leech">> {
  texts.forget();
  return { shown: shown && (await worded(texts, shown)), leech: leech && (await worded(texts, leech)) };
}

/**
 * A card that stays in front: its wording may have been changed on another page. Of another version of its deck the card
 * may have changed in all, and so may what was already done with it.
 */
export const stayingIn = async (texts: CardTexts, shown: Shown, { decks }: Today): Promise<Shown> =>
  decks.some(({ id, version }) => id === shown.deck.id && version === shown.deck.version)
    ? worded(texts, shown)
    : shown;

/** Whether a card was asked for out of turn, and nobody has answered it since. */
export const isWanted = async (db: Database, { wanted }: SessionState, card: StateRow): Promise<boolean> =>
  wanted === card.id && (await isAsItWas(db, card));

/** What is told of a card that was forgotten again, as long as nobody has taken that answer back or given another. */
export const leechStill = async (db: Database, leech: Leech | null): Promise<Leech | null> =>
  leech && (await isAsItWas(db, leech.card)) ? leech : null;

const isAsItWas = async (db: Database, { id, revision }: StateRow): Promise<boolean> =>
  (await db.get("states", id))?.revision === revision;
