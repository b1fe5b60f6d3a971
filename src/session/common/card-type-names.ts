import type { CardType } from "../../core/deck/deck.ts";
import type { MessageKey } from "../../platform/i18n.ts";

/** What each type of card is called: above a question, and in Anki. */
export const CARD_TYPE_NAMES: Readonly<Record<CardType, MessageKey>> = {
  forward: "cardForward",
  reverse: "cardReverse",
  cloze: "cardCloze",
  contrast: "cardContrast",
  vignette: "cardVignette",
  choice: "cardChoice",
  pathway: "cardPathway",
  number: "cardNumber",
  diagram: "cardDiagram",
};
