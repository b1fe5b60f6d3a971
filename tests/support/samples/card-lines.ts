/** Lines of a list of cards: of every standing, switched off, suspended and put off. */
import type { CardLine } from "../../../src/core/stats/card-list.ts";
import { searchable } from "../../../src/core/stats/search-text.ts";
import { card } from "./cards.ts";

/** The day on which they stand so. */
export const TODAY = 20780;

export function line(name: string, answer: string, more: Partial<CardLine> = {}): CardLine {
  const { id, deck, fact } = card(name);
  const shared = {
    standing: "known",
    stand: "young",
    recall: 0.9,
    stability: 10,
    reviews: 4,
    dueDay: TODAY + 3,
  } as const;
  const flags = { isMarked: false, isEdited: false, isLeech: false };
  const stands = { ...shared, ...flags, off: false, suspended: false, buried: false };
  const said = {
    question: `What is ${name}?`,
    answer,
    chapter: "Signals",
    ofDeck: null,
    subject: "bone",
    language: "en",
  };
  const text = searchable(`${said.question} ${answer} ${said.chapter}`);
  return { id, deck, fact, ...said, ...stands, text, standText: "", ...more };
}

export const LINES = [
  line("osteocyte", "A cell of bone"),
  line("leptin", "Réponse", { dueDay: TODAY, recall: 0.7, stability: 2.5, reviews: 9 }),
  line("new", "Nothing", { standing: "new", dueDay: null, recall: null, stability: null, reviews: 0 }),
  line("off", "Bone", { off: true, dueDay: TODAY - 5, standing: "fading", recall: 0.5 }),
];
export const ASIDE = [
  line("asleep", "Rest", { suspended: true, dueDay: TODAY }),
  line("later", "Rest", { buried: true, dueDay: TODAY }),
];

/** Of which facts they are, in their order. */
export const names = (lines: readonly CardLine[]) => lines.map(({ id }) => id.split("/")[1]);
