import { keepRing, keepText } from "../../platform/kept-text.ts";
import { type Changes, listenForChanges } from "../../store/database/changes.ts";

/** What a page announces that shows no next card itself may have changed which card that is: the kept one is forgotten. */
export const forgetting = (changes: Changes): Changes => {
  const { announce, close } = forgettingRing(changes);
  return {
    announce() {
      // First, since a study page that hears of it keeps the card that it then reads.
      keepText(null);
      announce();
    },
    close,
  };
};

/** The same of the kept ring alone, for a page that keeps the next card itself. */
export const forgettingRing = ({ announce, close }: Changes): Changes => ({
  announce() {
    keepRing(null);
    announce();
  },
  close,
});

/** `forgetting` for a page whose worker writes as well, and announces that itself. */
export const listenForgetting = (onChange: () => void): Changes =>
  forgetting(
    listenForChanges(() => {
      keepText(null);
      keepRing(null);
      onChange();
    }),
  );
