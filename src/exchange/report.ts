import * as v from "valibot";
import { capitalised, plainText } from "../core/deck/plain-text.ts";
import { modelFor } from "../core/memory/model.ts";
import { recallOn, reviewTotals, standingOf } from "../core/stats/statistics.ts";
import { histories, type StudyData } from "./study-data.ts";

const count = v.pipe(v.number(), v.integer());
const standings = { known: count, fading: count, learning: count, new: count };

export const reportSchema = v.strictObject({
  /** Study day on which the report was made. */
  day: count,
  deckTitles: v.array(v.string()),
  /** In which the decks are written, a BCP 47 tag; null where they are of several. */
  language: v.nullable(v.string()),
  desiredRetention: v.number(),
  totals: v.strictObject({
    reviews: count,
    days: count,
    durationMs: v.number(),
    retention: v.strictObject({ passed: count, asked: count }),
    firstDay: v.nullable(count),
    lastDay: v.nullable(count),
  }),
  cards: v.strictObject(standings),
  /** By subject, in the deck's order; subjects without cards are left out. */
  subjects: v.array(v.strictObject({ name: v.string(), ...standings, recall: v.nullable(v.number()) })),
  /** The cards most likely to be forgotten, the worst first. */
  fading: v.array(
    v.strictObject({ question: v.string(), answer: v.string(), subject: v.string(), recall: v.number() }),
  ),
});

export type Report = v.InferOutput<typeof reportSchema>;

/** What fits on the second page. */
const MOST_FADING = 18;

/** What is known and what is fading, by subject: the data of the printed report. */
export function reportOf(data: StudyData): Report {
  const { today } = data.now;
  const { desiredRetention } = data.settings;
  const model = modelFor(data.settings);
  const all = histories(data);
  const present = all.flatMap(({ card }) => {
    const { content, retired } = card;
    if (retired || !content) return [];
    return [{ content, standing: standingOf(card, today, model), recall: recallOn(card, today, model) }];
  });
  const names = new Map(
    data.decks.flatMap(({ entities }) => entities.map(({ id, name }) => [id as string, capitalised(name)])),
  );
  const nameOf = (subject: string): string => names.get(subject) ?? subject;
  const order = [...new Set([...names.keys(), ...present.map(({ content }) => content.subject)])];

  const subjects = order.flatMap((subject) => {
    const members = present.filter(({ content }) => content.subject === subject);
    if (members.length === 0) return [];
    const recalls = members.flatMap(({ recall }) => recall ?? []);
    const recall = recalls.length === 0 ? null : recalls.reduce((sum, one) => sum + one, 0) / recalls.length;
    return [{ name: nameOf(subject), ...tally(members), recall }];
  });
  const fading = present
    .flatMap(({ content, standing, recall }) => (standing === "fading" && recall !== null ? [{ content, recall }] : []))
    .sort((a, b) => a.recall - b.recall)
    .slice(0, MOST_FADING)
    .map(({ content, recall }) => ({
      question: plainText(content.front),
      answer: plainText(content.answer),
      subject: nameOf(content.subject),
      recall,
    }));
  const languages = [...new Set(data.decks.map(({ language }) => language))];
  return {
    day: today,
    deckTitles: data.decks.map(({ title }) => title),
    language: languages.length === 1 ? (languages[0] ?? null) : null,
    desiredRetention,
    totals: reviewTotals(all.map(({ reviews }) => reviews)),
    cards: tally(present),
    subjects,
    fading,
  };
}

function tally(members: readonly { readonly standing: "known" | "fading" | "learning" | "new" }[]) {
  const counts = { known: 0, fading: 0, learning: 0, new: 0 };
  for (const { standing } of members) counts[standing] += 1;
  return counts;
}
