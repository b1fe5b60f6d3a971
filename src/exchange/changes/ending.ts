/** What a learner has set for single cards, and would no longer stand: a replacement says it before it takes anything back. */
import { grouped } from "../../core/grouped.ts";
import type { CardId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { concernsCard, isOfKind } from "../../core/log/event.ts";
import type { Transitions } from "../../core/log/event-kind.ts";
import { foldCard } from "../../core/log/fold.ts";
import type { RegisterEvent } from "../../core/log/kinds.ts";
import { heldRegisters } from "../../core/log/register.ts";
import { same } from "../../core/same.ts";
import type { CardOf } from "./counting.ts";
import type { CardsEnding } from "./file-changes.ts";

type Held = ReadonlyMap<string, RegisterEvent>;

/**
 * The cards of which something that stands here would stand no longer, or with another value. Cards, and not entries: a star
 * that was given and taken away again is nothing to lose.
 * @param after the events here with all that would be added
 */
export function cardsEnding(
  here: readonly Envelope[],
  after: readonly Envelope[],
  cardOf: CardOf,
  scheduler: Transitions,
): CardsEnding {
  const [before, then] = [heldRegisters(ofCardsOwn(here)), heldRegisters(ofCardsOwn(after))];
  return {
    suspended: noLongerSuspended(here, after, cardOf, scheduler),
    stars: countEnding("mark", before, then),
    wordings: countEnding("edit", before, then),
  };
}

/** How many registers of a kind hold what they would hold no longer. No star, and the wording of the deck, are nothing to lose. */
const countEnding = (kind: "mark" | "edit", before: Held, after: Held): number =>
  [...before].filter(
    ([name, event]) => event.kind === kind && event.value && !same(event.value, after.get(name)?.value ?? null),
  ).length;

/** Read off the states: a reset calls a card back as well. */
function noLongerSuspended(
  here: readonly Envelope[],
  after: readonly Envelope[],
  cardOf: CardOf,
  scheduler: Transitions,
): number {
  const once = new Set(here.flatMap((event) => (isOfKind(event, "suspend") ? [cardOf(event.card)] : [])));
  const suspendedIn = (events: readonly Envelope[]): readonly CardId[] => {
    const theirs = events.filter(concernsCard).filter(({ card }) => once.has(cardOf(card)));
    const logs = grouped(theirs, ({ card }) => cardOf(card));
    return [...logs].flatMap(([card, log]) => (foldCard(log, scheduler).suspended ? [card] : []));
  };
  if (once.size === 0) return 0;
  const still = new Set(suspendedIn(after));
  return suspendedIn(here).filter((card) => !still.has(card)).length;
}

const ofCardsOwn = (events: readonly Envelope[]): Envelope[] =>
  events.filter((event) => isOfKind(event, "mark") || isOfKind(event, "edit") || isOfKind(event, "undo"));
