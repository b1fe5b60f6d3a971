import type { DeckFacts } from "../../core/stats/deck-facts.ts";
import type { FactsKnown, KnownFact } from "../../core/stats/known-facts.ts";
import type { Standing } from "../../core/stats/statistics.ts";
import { type MessageKey, plural, t } from "../../platform/i18n.ts";
import { counted, percent } from "./figures.ts";

const STANDING_NAMES = {
  new: "reportNew",
  learning: "reportLearning",
  known: "reportKnown",
  fading: "reportFading",
} as const satisfies Record<Standing, MessageKey>;

/** "Known", "Fading" and so on. */
export const standingName = (standing: Standing): string => t(STANDING_NAMES[standing]);

/** How a fact or a card stands, for reading: "Known, 94 %". */
export const standingText = ({ standing, recall }: Pick<KnownFact, "standing" | "recall">): string =>
  recall === null ? standingName(standing) : t("knowStanding", standingName(standing), percent(recall));

/**
 * What the ring shows, as sentences: how much is begun, and how much of that would be recalled.
 * @param title of the deck, where nothing else tells which one is meant
 */
export function knownText(known: FactsKnown, title: string | null = null): string {
  if (known.new === known.facts)
    return title === null ? plural("knowNothing", known.facts) : plural("knowNothingIn", known.facts, title);
  const begun = known.facts - known.new;
  const said = [begun, counted("countFacts", known.facts), Math.round(known.expected)] as const;
  const lead = title === null ? t("knowLead", ...said) : t("knowLeadIn", ...said, title);
  const fading = known.fading > 0 ? ` ${plural("knowFading", known.fading)}` : "";
  return `${lead}${fading}`;
}

/** What the picture is, for those who do not see it. */
export const ringLabel = ({ title, chapters }: DeckFacts): string => plural("ringLabel", chapters.length, title);

/** The same with what it shows. */
export const ringWords = (deck: DeckFacts): string => `${ringLabel(deck)} ${knownText(deck.known)}`;
