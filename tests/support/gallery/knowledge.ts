import type { DeckId } from "../../../src/core/ids.ts";
import { factId } from "../../../src/core/ids.ts";
import { modelFor } from "../../../src/core/memory/model.ts";
import { factsKnown, inColumns, type KnownFact } from "../../../src/core/stats/known-facts.ts";
import type { Knowledge } from "../../../src/session/cards/read-facts.ts";
import { rich } from "./cards.ts";

const DECK = "bone-hormones" as DeckId;
const TODAY = 20780;
const CHAPTERS = [5, 6, 7, 6, 8, 9, 7, 10, 8, 9];

/** A fact as it stands some weeks in: the later in the deck, the less of it is begun. */
function fact(chapter: number, place: number): KnownFact {
  const id = factId(DECK, `fact-${chapter}-${place}`);
  const nth = chapter * 10 + place;
  const isNew = chapter === 9 ? place > 2 : chapter === 8 && place > 5;
  const shared = { id, statement: rich(`This is fact ${place + 1} of its chapter.`), cardIds: [], cards: 2 };
  if (isNew)
    return { ...shared, begun: 0, recall: null, standing: "new", lastDay: null, lastAtMs: 0, begunOnLastDay: false };
  const recall = 0.99 - ((nth * 7) % 23) / 100;
  const lastDay = TODAY - ((nth * 5) % 9);
  return {
    ...shared,
    begun: 1,
    recall,
    standing: recall < 0.85 ? "fading" : "known",
    lastDay,
    lastAtMs: lastDay * 86_400_000 + nth,
    begunOnLastDay: chapter === 9 && lastDay === TODAY,
  };
}

const chapters = CHAPTERS.map((count, chapter) => ({
  id: `chapter-${chapter}`,
  title: `Chapter ${chapter + 1}`,
  facts: inColumns(Array.from({ length: count }, (_, place) => fact(chapter, place))),
}));

/** Ten chapters of a deck, some weeks in. */
export const KNOWLEDGE: Knowledge = {
  decks: [
    {
      id: DECK,
      title: "Bone hormones",
      language: "en",
      chapters,
      known: factsKnown(chapters.map(({ facts }) => facts)),
    },
  ],
  today: TODAY,
  dayEndsAtMs: Number.POSITIVE_INFINITY,
  model: modelFor({ desiredRetention: 0.9, weights: "default" }),
};
