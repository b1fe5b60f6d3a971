/** Decks of one's own, and events of their cards, as a file may hold them; see who uses them. */
import fc from "fast-check";
import type { CardContent, Deck } from "../../../src/core/deck/deck.ts";
import { cardId, type DeckId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { makeReview, makeUndo } from "../../../src/core/log/make-event.ts";
import { card, content, deck, fact } from "../samples/cards.ts";
import { maker, NOW, OTHER_DEVICE, scheduler } from "./db-steps.ts";
import { answerOf } from "./histories.ts";

export const DECKS = ["one", "test-deck", "two"] as readonly string[] as readonly DeckId[];
const NAMES = ["a", "b", "better", "c"];
const FACTS = DECKS.flatMap((of) => NAMES.map((name) => fact(name, of)));
const TEMPLATES = ["forward", "choice"];
const IDS = FACTS.flatMap((one) => TEMPLATES.map((template) => cardId(one, template)));

/** Some of a deck's cards; each may have been called what at most one of them was. */
const version = (of: DeckId): fc.Arbitrary<CardContent[]> => {
  const own = NAMES.flatMap((name) => TEMPLATES.map((t) => cardId(fact(name, of), t)));
  const one = fc.record({
    name: fc.constantFrom(...NAMES),
    template: fc.constantFrom(...TEMPLATES),
    unlockedBy: fc.uniqueArray(fc.constantFrom(...NAMES.map((name) => fact(name, of))), { maxLength: 2 }),
    former: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, fc.constantFrom(...own)),
  });
  const cards = fc.uniqueArray(one, { selector: ({ name, template }) => `${name}/${template}`, minLength: 1 });
  return cards.map((all) => {
    const there = new Set(all.map(({ name }) => fact(name, of) as string));
    const taken = new Set<string>();
    return all.map(({ name, former, ...more }, i) => {
      const me = cardId(fact(name, of), more.template);
      const formerIds = former && former !== me && !taken.has(former) ? [former] : [];
      for (const f of formerIds) taken.add(f);
      const unlockedBy = more.unlockedBy.filter((one) => there.has(one) && one !== fact(name, of));
      return content(name, i, { ...more, unlockedBy, formerIds, deck: of });
    });
  });
};

/** A version of a deck of one's own; its cards may have had other names. */
export const ownDeck = fc
  .tuple(fc.constantFrom(...DECKS), fc.integer({ min: 1, max: 3 }))
  .chain(([of, v]) => version(of).map((cards): Deck => deck(cards, String(v), { id: of })));

const KINDS = ["review", "review", "review", "undo", "carried", "no-card"] as const;

/** Events that any device might have made of any card, of kinds of newer versions as well. */
export const loose = fc.array(
  fc.record({
    card: fc.constantFrom(...IDS),
    rating: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
    at: fc.integer({ min: -40, max: 40 }),
    what: fc.constantFrom(...KINDS),
    of: fc.nat(30),
  }),
  { maxLength: 25 },
);

export function eventsOf(all: typeof loose extends fc.Arbitrary<infer T> ? T : never): Envelope[] {
  const events: Envelope[] = [];
  for (const { card: id, rating, at, what, of } of all) {
    const by = maker(NOW + at * 40_000_000, OTHER_DEVICE);
    const entry = { ...card("a"), id };
    const review = makeReview(entry, answerOf(id, entry.state, rating, by.now, scheduler), by);
    const other = events[of % Math.max(1, events.length)];
    if (what === "review") events.push(review);
    else if (what === "undo" && other) events.push(makeUndo(other, by));
    else if (what === "carried") events.push({ ...review, kind: "unheard-of" } as Envelope);
    else if (what === "no-card") {
      const { card: _, ...rest } = makeUndo(review, by) as Envelope & { card?: unknown };
      events.push({ ...rest, kind: "unheard-of" } as Envelope);
    }
  }
  return events;
}
