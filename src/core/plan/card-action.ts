/** What a user does to chosen cards, many or one: which cards it concerns, and the event that it makes of each. */
import type { CardEntry } from "../card.ts";
import { LATEST_DAY } from "../log/envelope-fields.ts";
import type { Surface } from "../log/kinds/review.ts";
import type { BuryEvent, DueEvent, ResetEvent, SuspendEvent } from "../log/kinds.ts";
import { type Maker, makeBury, makeDue, makeReset, makeSuspend } from "../log/make-event.ts";
import { type CardState, isBegun } from "../memory/card-state.ts";
import { isPutOff } from "../memory/put-off.ts";
import type { StudyDay } from "../time/study-day.ts";

export type CardAction =
  | { readonly kind: "suspend" | "unsuspend" | "bury" | "reset" }
  | { readonly kind: "due"; readonly dueDay: StudyDay };
export type CardActionKind = CardAction["kind"];
export const CARD_ACTIONS = ["suspend", "unsuspend", "bury", "due", "reset"] as const satisfies CardActionKind[];
export const isCardAction = (text: unknown): text is CardActionKind => CARD_ACTIONS.some((kind) => kind === text);

/** Ten years: as far ahead as somebody may put a card. What is further is a slip of the keyboard. */
export const MOST_DAYS_AHEAD = 3650;

/** Whether cards may be put on this day: today or later, and not too far ahead. */
export const isDayToChoose = (day: StudyDay, today: StudyDay): boolean =>
  Number.isInteger(day) && day >= today && day - today <= MOST_DAYS_AHEAD && day <= LATEST_DAY;

/** Whether a card can become new again: it is not. */
export const canBeReset = (state: CardState): boolean => isBegun(state) || state.reviews > 0;

/** Whether a card can be put on another day. A new card has no day, and one within its steps comes back within them. */
export const canBeSetDue = (state: CardState): boolean => isBegun(state) && state.dueAtMs === null;

/** Whether an action changes anything of a card as it stands. */
export function changesCard(state: CardState, action: CardAction, today: StudyDay): boolean {
  switch (action.kind) {
    case "suspend":
      return !state.suspended;
    case "unsuspend":
      return state.suspended === true;
    case "bury":
      return !state.suspended && !isPutOff(state, today);
    case "reset":
      return canBeReset(state);
    case "due":
      return canBeSetDue(state) && state.dueDay !== action.dueDay;
  }
}

/**
 * The event of one card.
 * @param card as it stands, within reach: see `bringWithinReach`
 * @param surface the study page where it was done to this card alone, if it was one
 */
export function makeActionEvent(
  card: CardEntry,
  action: CardAction,
  maker: Maker,
  surface?: Surface,
): SuspendEvent | BuryEvent | ResetEvent | DueEvent {
  switch (action.kind) {
    case "suspend":
      return makeSuspend(card, true, maker);
    case "unsuspend":
      return makeSuspend(card, false, maker);
    case "bury":
      return makeBury(card, maker.now.today + 1, maker);
    case "reset":
      return makeReset(card, maker);
    case "due":
      return makeDue(card, action.dueDay, maker, surface);
  }
}
