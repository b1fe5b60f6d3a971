import { keepRing, keepText } from "../../platform/kept-text.ts";
import { type ChangeChannel, listenForChanges } from "../../store/database/changes.ts";

/** What was kept for the next page may be true no more. */
export function forgetKept(): void {
  keepText(null);
  keepRing(null);
}

/** What a page announces that shows no next card itself may have changed which card that is: the kept one is forgotten. */
export const forgetting = ({ announce, close }: ChangeChannel): ChangeChannel => ({
  announce() {
    // First, since a study page that hears of it keeps the card that it then reads.
    forgetKept();
    announce();
  },
  close,
});

/** The same of the kept ring alone, for a page that keeps the next card itself. */
export const forgettingRing = ({ announce, close }: ChangeChannel): ChangeChannel => ({
  announce() {
    keepRing(null);
    announce();
  },
  close,
});

/** `forgetting` for a page whose worker writes as well, and announces that itself. */
export const listenForgetting = (onChange: () => void): ChangeChannel =>
  forgetting(
    listenForChanges(() => {
      forgetKept();
      onChange();
    }),
  );
