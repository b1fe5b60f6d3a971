import type { Card } from "../../../src/core/card.ts";
import type { CardContent, Deck, Fact } from "../../../src/core/deck/deck.ts";
import { cardId, type DeckId, entityId, type FactId, factId } from "../../../src/core/ids.ts";
import { type CardState, NEW_CARD_STATE } from "../../../src/core/memory/card-state.ts";

/** The deck that everything here belongs to, unless a test says otherwise. */
export const TEST_DECK = "test-deck" as DeckId;

/** The fact of a name in the deck of the tests. */
export const fact = (name: string, deck = TEST_DECK): FactId => factId(deck, name);

interface Chosen {
  readonly template?: string;
  readonly deck?: DeckId;
}

/** A card of the fact `name`, in the template `template`; enough to be scheduled and shown. */
export function content(name: string, order: number, more: Partial<CardContent> & Chosen = {}): CardContent {
  const { template = "forward", deck = TEST_DECK, ...fields } = more;
  const body = {
    id: cardId(fact(name, deck), template),
    fact: fact(name, deck),
    template,
    type: "forward",
    chapter: "chapter",
    order,
    formerIds: [],
    heading: "A heading",
    subject: entityId(deck, "subject"),
    front: [{ kind: "text", text: `What is ${name}?` }],
    answer: [{ kind: "text", text: `It is ${name}.` }],
    reason: [{ kind: "text", text: "Because the test says so, and for no other reason than that." }],
    note: null,
    references: [],
    terms: [],
    unlockedBy: [],
    factRevision: 1,
    checkedOn: "2026-11-23",
  } satisfies CardContent;
  return { ...body, ...fields } as CardContent;
}

/** A fact of the deck of the tests. */
export function factOf(name: string, more: Partial<Fact> = {}): Fact {
  const subject = entityId(TEST_DECK, "subject");
  return {
    id: fact(name),
    chapter: "chapter",
    triple: { subject, relation: "raises", object: subject },
    sign: "raises",
    context: null,
    hedge: null,
    evidence: { species: ["human"], grade: "established" },
    statement: [{ kind: "text", text: `It is ${name}.` }],
    why: [],
    because: [],
    heading: "A heading",
    metFirst: false,
    drawing: null,
    revision: 1,
    checkedOn: "2026-11-23",
    references: [],
    ...more,
  };
}

export function deck(cards: readonly CardContent[], version = "1", more: Partial<Deck> = {}): Deck {
  const id = more.id ?? TEST_DECK;
  return {
    format: 2,
    id,
    title: "A deck of the tests",
    version,
    language: "en",
    licence: "CC BY 4.0",
    provenance: { title: "Source", author: "Author", publisher: "Publisher" },
    disclaimer: "For the tests.",
    chapters: [{ id: "chapter", title: "Chapter", startsOff: false, offeredWhen: null }],
    entities: [
      {
        id: entityId(id, "subject"),
        name: "subject",
        aka: [],
        class: "subject",
        kinds: [],
        plural: false,
        article: null,
      },
    ],
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

/** A card of the user, as exchange and reports know it; the queue takes it as well. */
export function card(name: string, order = 0, state: Partial<CardState> = {}, template = "forward"): Card {
  const body = content(name, order, { template });
  const { id, chapter, unlockedBy, formerIds } = body;
  return {
    id,
    deck: TEST_DECK,
    fact: body.fact,
    chapter,
    order,
    unlockedBy,
    formerIds,
    content: body,
    state: { ...NEW_CARD_STATE, ...state },
    revision: 0,
    retired: false,
  };
}
