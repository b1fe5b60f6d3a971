/** What is known of a fact, from where its cards stand. */
import type { CardEntry } from "../card.ts";
import type { Model } from "../memory/model.ts";
import type { StudyDay } from "../plan/study-day.ts";
import { FADING_MARGIN, recallOn, type Standing } from "./statistics.ts";

export interface FactRecall {
  /** Cards of the fact, and how many of them were begun. */
  readonly cards: number;
  readonly begun: number;
  /** The mean of its begun cards, 0 to 1: how likely one of them, drawn by chance, is answered right. Null for a new fact. */
  readonly recall: number | null;
  readonly standing: Standing;
}

/** @param cards all cards of one fact that are in its deck */
export function factRecall(cards: readonly Pick<CardEntry, "state">[], day: StudyDay, model: Model): FactRecall {
  const begun = cards.filter(({ state }) => state.phase !== "new");
  const recalls = begun.flatMap((card) => recallOn(card, day, model) ?? []);
  const shared = { cards: cards.length, begun: begun.length };
  if (recalls.length === 0) return { ...shared, recall: null, standing: "new" };
  const recall = recalls.reduce((sum, one) => sum + one, 0) / recalls.length;
  return { ...shared, recall, standing: standing(begun, recall, day, model) };
}

function standing(begun: readonly Pick<CardEntry, "state">[], recall: number, day: StudyDay, model: Model): Standing {
  const areLearnt = begun.every(({ state }) => state.phase === "learning");
  // What was never known cannot fade on the day it was begun.
  if (areLearnt && begun.every(({ state }) => state.lastDay === day)) return "learning";
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
