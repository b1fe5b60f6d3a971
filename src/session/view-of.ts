import { t } from "../platform/i18n.ts";
import type { Trouble } from "../store/trouble.ts";
import type { DayCounts, SessionView } from "./session-view.ts";
import type { SessionState } from "./study-session.ts";

/** The sentence that tells the user what went wrong and what to do. */
export const troubleText = (trouble: Trouble): string => t(`trouble_${trouble}`);

export function viewOf({ today, next, shown, trouble }: SessionState): SessionView {
  if (trouble) return { kind: "trouble", message: troubleText(trouble), canRetry: true };
  // Before the first deck is installed there is nothing to say, least of all that everything is done.
  if (!today || today.decks.length === 0) return { kind: "loading" };
  if (!shown) {
    return { kind: "done", next, reviewedToday: today.doneToday.length, noNewCards: today.settings.newPerDay === 0 };
  }
  if (shown.notice) return shown.notice;
  const { card, revealed, outcomes, optionOrder } = shown;
  const deck = today.decks.find(({ id }) => id === card.deck);
  // A card is written together with its deck, so this is a database that something else has changed.
  if (!deck) return { kind: "trouble", message: troubleText("deckMissing"), canRetry: true };
  const terms = deck.terms.filter(({ id }) => card.content.terms.includes(id));
  return { kind: "card", content: card.content, provenance: deck, revealed, outcomes, optionOrder, terms };
}

export function progressOf({ today, queue }: SessionState): DayCounts | null {
  return today && queue ? { ...queue.left, doneToday: today.doneToday.length } : null;
}
