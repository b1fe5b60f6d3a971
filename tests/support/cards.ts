import type { Card } from "../../src/core/card.ts";
import type { CardContent, Deck } from "../../src/core/deck/deck.ts";
import { type CardId, cardId, type DeckId, entityId, type FactId } from "../../src/core/ids.ts";
import { NEW_CARD_STATE, type CardState } from "../../src/core/memory/card-state.ts";

const DECK = "test-deck" as DeckId;
const SUBJECT = entityId(DECK, "subject");

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
    formerIds: [],
    heading: "A heading",
    subject: SUBJECT,
    front: [{ kind: "text", text: `What is ${name}?` }],
    answer: [{ kind: "text", text: `It is ${name}.` }],
    reason: [{ kind: "text", text: "Because the test says so, and for no other reason than that." }],
    note: null,
    references: [],
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
    format: 2,
    id: DECK,
    title: "A deck of the tests",
    version,
    language: "en",
    licence: "CC BY 4.0",
    provenance: { title: "Source", author: "Author", publisher: "Publisher" },
    disclaimer: "For the tests.",
    chapters: [{ id: "chapter", title: "Chapter", startsOff: false, offeredWhen: null }],
    entities: [{ id: SUBJECT, name: "subject", aka: [], class: "subject", kinds: [], plural: false, article: null }],
    relations: [],
    facts: [],
    terms: [],
    corrections: [],
    treatments: [],
    references: [],
    drawings: [],
    media: [],
    cards,
    ...more,
  };
}

export function card(name: string, order = 0, snapshot: Partial<CardState> = {}, template = "forward"): Card {
  const body = content(name, order, { template });
  return {
    id: body.id as CardId,
    deck: DECK,
    content: body,
    snapshot: { ...NEW_CARD_STATE, ...snapshot },
    revision: 0,
    retired: false,
  };
}
