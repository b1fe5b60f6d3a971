/** The report to print: some weeks in, and of a deck without a map in which nothing was answered. */
import type { CardId, FactId } from "../../../src/core/ids.ts";
import type { DeckMap } from "../../../src/core/map/deck-map.ts";
import { AT, DayAdder } from "../../../src/core/stats/day-sums.ts";
import { dayTable } from "../../../src/core/stats/day-table.ts";
import type { DeckFacts } from "../../../src/core/stats/deck-facts.ts";
import { factsKnown, inColumns, listed } from "../../../src/core/stats/known-facts.ts";
import type { Sheet } from "../../../src/session/progress/read-sheets.ts";
import { DeckLanguage } from "../../../src/ui/parts/deck-language.ts";
import { studiedDeck } from "../../../src/ui/progress/done-ring.ts";
import { ReportSheet } from "../../../src/ui/progress/sheet/ReportSheet.tsx";
import { KNOWLEDGE } from "./knowledge.ts";
import type { State } from "./state.ts";

/** The map of the deck that is shipped; the build puts it here. */
declare const BONE_MAP: DeckMap;

const { today } = KNOWLEDGE;
const STUDIED = studiedDeck(KNOWLEDGE);

/** The facts of the gallery's deck under the ids of those that the map draws, so that its lines are as strong as they are. */
function onMap(): DeckFacts {
  const ids = Object.keys(BONE_MAP.statements) as FactId[];
  let place = 0;
  const chapters = STUDIED.chapters.map((chapter) => ({
    ...chapter,
    facts: inColumns(listed(chapter.facts).map((fact) => ({ ...fact, id: ids[place++] ?? fact.id }))),
  }));
  return { ...STUDIED, chapters };
}

/** The same deck before its first answer. */
function untouched(): DeckFacts {
  const fresh = { begun: 0, recall: null, standing: "new", lastDay: null, lastAtMs: 0, begunOnLastDay: false } as const;
  const chapters = STUDIED.chapters.map((chapter) => ({
    ...chapter,
    facts: inColumns(listed(chapter.facts).map((fact) => ({ ...fact, ...fresh }))),
  }));
  return { ...STUDIED, chapters, known: factsKnown(chapters.map(({ facts }) => facts)) };
}

/** Sixty days of eighteen answers to cards that were due. */
const days = Array.from({ length: 60 }, (_, back) => {
  const { sums } = new DayAdder();
  const young = AT.answers + 8;
  for (const [rating, count] of [2, 1, 14, 1].entries()) sums[young + rating] = count;
  sums[AT.durations + 2] = 18 * 7_000;
  sums[AT.retention] = 16;
  sums[AT.retention + 1] = 18;
  return { day: today - back, deck: STUDIED.id, sums };
});

const fading = (place: number, question: string, answer: string, recall: number) => ({
  id: `${STUDIED.id}/fading-${place}/forward` as CardId,
  ...{ question, answer, recall },
});

const WEEKS_IN: Sheet = {
  deck: onMap(),
  off: ["Conditions", "Drugs"],
  table: dayTable(days),
  fading: [
    fading(0, "Which endocrine hormone do osteocytes make?", "FGF23", 0),
    fading(1, "Sclerostin inhibits ____.", "Wnt signaling", 0.61),
    fading(2, "Which cells break bone down?", "Osteoclasts", 0.72),
  ],
  map: BONE_MAP,
};

const BEGINNING: Sheet = { deck: untouched(), off: [], table: dayTable([]), fading: [], map: null };

/** Every chapter of the bundled deck on, which is as many as it has: each with its whole name. */
function everyChapter(): DeckFacts {
  const facts = STUDIED.chapters.flatMap((chapter) => listed(chapter.facts));
  const titles = BONE_MAP.sheets.flatMap(({ title }) => title ?? []);
  const share = Math.ceil(facts.length / titles.length);
  const chapters = titles.map((title, i) => ({
    id: `chapter-${i}`,
    title,
    facts: inColumns(facts.slice(i * share, (i + 1) * share)),
  }));
  return { ...STUDIED, chapters: chapters.filter((chapter) => chapter.facts.length > 0) };
}

const state = (sheet: Sheet): State => ({
  layouts: ["page"],
  draw: () => (
    <main class="progress">
      <h1 class="visually-hidden">The report</h1>
      <DeckLanguage.Provider value={sheet.deck.language}>
        <div class="sheet-paper">
          <ReportSheet sheet={sheet} today={today} desiredRetention={0.9} />
        </div>
      </DeckLanguage.Provider>
    </main>
  ),
});

export const SHEET_STATES: Record<string, State> = {
  "report-weeks": state(WEEKS_IN),
  "report-every-chapter": state({ ...WEEKS_IN, deck: everyChapter(), off: [] }),
  "report-beginning": state(BEGINNING),
};
