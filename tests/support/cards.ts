import type { Card } from "../../src/core/card.ts";
import type { CardContent, Deck } from "../../src/core/deck/deck.ts";
import { type CardId, cardId, type DeckId, type FactId } from "../../src/core/ids.ts";
import { type CardState, NEW_CARD_STATE } from "../../src/core/memory/card-state.ts";

const DECK = "test-deck" as DeckId;

/** A card of the fact `name`, in the template `template`; enough to be scheduled and shown. */
export function content(
  name: string,
  order: number,
  more: Partial<CardContent> & { template?: string } = {},
): CardContent {
  const template = more.template ?? "forward";
  return {
    id: cardId(name as FactId, template),
    fact: name as FactId,
    type: "forward",
    chapter: "chapter",
    order,
    siblings: [],
    formerIds: [],
    heading: "A heading",
    subject: "subject",
    front: [{ kind: "text", text: `What is ${name}?` }],
    answer: [{ kind: "text", text: `It is ${name}.` }],
    reason: [{ kind: "text", text: "Because the test says so, and for no other reason than that." }],
    note: null,
    terms: [],
    unlockedBy: [],
    factRevision: 1,
    checkedOn: "2026-11-23",
    ...more,
    template,
  } as CardContent;
}

export function deck(cards: readonly CardContent[], version = "1", more: Partial<Deck> = {}): Deck {
  return {
    format: 1,
    id: DECK,
    title: "A deck of the tests",
    version,
    source: { title: "Source", author: "Author", publisher: "Publisher" },
    disclaimer: "For the tests.",
    chapters: [{ id: "chapter", title: "Chapter" }],
    subjects: [{ id: "subject", name: "Subject" }],
    terms: [],
    corrections: [],
    cards,
    ...more,
  };
}

export function card(name: string, order = 0, state: Partial<CardState> = {}, template = "forward"): Card {
  const body = content(name, order, { template });
  return {
    id: body.id as CardId,
    deck: DECK,
    content: body,
    state: { ...NEW_CARD_STATE, ...state },
    revision: 0,
    retired: false,
  };
}
