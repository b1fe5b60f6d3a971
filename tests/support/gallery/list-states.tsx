/** The list of all cards, with all that can stand in its column of days, and charts whose rows are kinds. */
import type { CardId, DeckId } from "../../../src/core/ids.ts";
import { factId } from "../../../src/core/ids.ts";
import { type CardLine, DECK_ORDER } from "../../../src/core/stats/card-list.ts";
import { ChartTones } from "../../../src/ui/charts/ChartTones.tsx";
import { CardTable } from "../../../src/ui/progress/cards/CardTable.tsx";
import { NOTHING_CHOSEN } from "../../../src/ui/progress/cards/selection.ts";
import { FactsChart } from "../../../src/ui/progress/numbers/Charts.tsx";
import { CountingAnew } from "../../../src/ui/progress/numbers/CountingAnew.tsx";
import { KNOWLEDGE } from "./knowledge.ts";
import type { State } from "./state.ts";

const DECK = "bone-hormones" as DeckId;
const { today } = KNOWLEDGE;

const line = (name: string, more: Partial<CardLine>): CardLine => ({
  id: `${DECK}/${name}/forward` as CardId,
  deck: DECK,
  fact: factId(DECK, name),
  question: "Which endocrine hormone do osteocytes make?",
  answer: "FGF23",
  chapter: "Osteocytes",
  ofDeck: null,
  subject: "FGF23",
  language: "en",
  standing: "known",
  stand: "young",
  ...{ off: false, suspended: false, buried: false, isMarked: false, isEdited: false, isLeech: false },
  ...{ dueDay: today + 40, recall: 0.93, stability: 61, reviews: 8, text: "", standText: "" },
  ...more,
});

const LINES: readonly CardLine[] = [
  line("late", { dueDay: today - 112, standing: "fading", recall: 0.61 }),
  line("today", { dueDay: today, isMarked: true }),
  line("buried", { dueDay: today, buried: true }),
  line("later", { ofDeck: "Hormones of bone" }),
  line("far", { dueDay: today + 700, stability: 900, recall: 0.99 }),
  line("new", { dueDay: null, standing: "new", recall: null, stability: null, reviews: 0 }),
  line("suspended", { suspended: true }),
  line("off", {
    off: true,
    question: "Which vitamin do osteocytes answer to in the end?",
  }),
];

export const LIST_STATES: Record<string, State> = {
  "cards-list": {
    layouts: ["page"],
    draw: () => (
      <main class="progress">
        <h1 class="visually-hidden">The cards</h1>
        <p class="fine" id="browse-keys">
          Choose cards with their boxes.
        </p>
        <CardTable
          lines={LINES}
          today={today}
          order={DECK_ORDER}
          selection={NOTHING_CHOSEN}
          onSelect={({ ids }) => window.asked.push(`choose ${[...ids].join()}`)}
          onSort={(column) => window.asked.push(`sort ${column}`)}
          onOpen={(card) => window.asked.push(`open ${card}`)}
        />
      </main>
    ),
  },
  "numbers-counted-anew": {
    layouts: ["page"],
    draw: () => (
      <main class="progress">
        <h1 class="visually-hidden">The numbers</h1>
        <CountingAnew isCountingAnew />
      </main>
    ),
  },
  "chart-kinds": {
    layouts: ["page"],
    draw: () => (
      <main class="progress">
        <h1 class="visually-hidden">The numbers</h1>
        <h2 class="visually-hidden">How the cards stand now</h2>
        <ChartTones />
        <FactsChart decks={KNOWLEDGE.decks} />
      </main>
    ),
  },
};
