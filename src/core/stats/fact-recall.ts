/** What is known of a fact, from where its cards stand. */
import type { Model } from "../memory/model.ts";
import type { StudyDay } from "../plan/study-day.ts";
import { FADING_MARGIN, type Remembered, recallOn, type Standing } from "./statistics.ts";

export interface FactRecall {
  /** Cards of the fact, and how many of them were begun. */
  readonly cards: number;
  readonly begun: number;
  /** The mean of its begun cards, 0 to 1: how likely one of them, drawn by chance, is answered right. Null for a new fact. */
  readonly recall: number | null;
  readonly standing: Standing;
}

/** @param cards all cards of one fact that are in its deck */
export function factRecall(cards: readonly Remembered[], day: StudyDay, model: Model): FactRecall {
  let begun = 0;
  let recalled = 0;
  let sum = 0;
  let areLearnt = true;
  let areToday = true;
  for (const card of cards) {
    if (card.state.phase === "new") continue;
    begun += 1;
    areLearnt &&= card.state.phase === "learning";
    areToday &&= card.state.lastDay === day;
    const recall = recallOn(card, day, model);
    if (recall === null) continue;
    recalled += 1;
    sum += recall;
  }
  if (recalled === 0) return { cards: cards.length, begun, recall: null, standing: "new" };
  const recall = sum / recalled;
  return { cards: cards.length, begun, recall, standing: standing(recall, areLearnt, areToday, model) };
}

function standing(recall: number, areLearnt: boolean, areToday: boolean, model: Model): Standing {
  // What was never known cannot fade on the day it was begun.
  if (areLearnt && areToday) return "learning";
  if (recall < model.desiredRetention - FADING_MARGIN) return "fading";
  return areLearnt ? "learning" : "known";
}

/**
 * The same from nothing but how likely each begun card is recalled.
 * @param cards how many cards the fact has
 */
export function factRecallOf(cards: number, recalls: readonly number[], desiredRetention: number): FactRecall {
  const shared = { cards, begun: recalls.length };
  if (recalls.length === 0) return { ...shared, recall: null, standing: "new" };
  const recall = recalls.reduce((sum, one) => sum + one, 0) / recalls.length;
  return { ...shared, recall, standing: recall < desiredRetention - FADING_MARGIN ? "fading" : "known" };
}

/** What is known now, of all facts. */
export interface FactsKnown extends Readonly<Record<Standing, number>> {
  readonly facts: number;
  /** How many of them one would expect to recall today: the sum of their recalls. */
  readonly expected: number;
}

export function factsKnown(facts: readonly FactRecall[]): FactsKnown {
  const counts = { new: 0, learning: 0, known: 0, fading: 0 };
  let expected = 0;
  for (const { recall, standing: where } of facts) {
    counts[where] += 1;
    expected += recall ?? 0;
  }
  return { ...counts, facts: facts.length, expected };
}
