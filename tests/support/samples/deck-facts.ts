import type { Deck, Fact } from "../../../src/core/deck/deck.ts";
import { grouped } from "../../../src/core/grouped.ts";
import type { Model } from "../../../src/core/memory/model.ts";
import { type DeckFacts, factGroups, gathered, knownFact } from "../../../src/core/stats/deck-facts.ts";
import { inColumns } from "../../../src/core/stats/known-facts.ts";
import type { StudyDay } from "../../../src/core/time/study-day.ts";

/** The facts of a deck, all at once: a page works them out in pieces, for a large deck. */
export function deckFacts(
  deck: Pick<Deck, "id" | "title" | "language" | "chapters">,
  facts: readonly Pick<Fact, "id" | "statement">[],
  cards: Parameters<typeof factGroups>[1],
  day: StudyDay,
  model: Model,
): DeckFacts {
  const byChapter = grouped(factGroups(facts, cards), ({ chapter }) => chapter);
  return gathered(
    deck,
    new Map(
      [...byChapter].map(([chapter, groups]) => [
        chapter,
        inColumns(groups.map((group) => knownFact(group, day, model))),
      ]),
    ),
  );
}
