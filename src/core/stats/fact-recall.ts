/** What is known of a fact, from where its cards stand. */
import { isBegun } from "../memory/card-state.ts";
import type { Model } from "../memory/model.ts";
import type { StudyDay } from "../time/study-day.ts";
import { isFading, type Remembered, recallOn, type Standing } from "./statistics.ts";

export interface FactRecall {
  /** Cards of the fact, and how many of them were begun. */
  readonly cards: number;
  readonly begun: number;
  /** The mean of its begun cards, 0 to 1: how likely one of them, drawn by chance, is answered right. Null for a new fact. */
  readonly recall: number | null;
  readonly standing: Standing;
}

/** Takes in the begun cards of a fact one by one; used again for the next fact, since there may be very many. */
export class FactTally {
  begun = 0;
  #recalled = 0;
  #sum = 0;
  #areLearnt = true;
  #areToday = true;

  clear(): void {
    this.begun = 0;
    this.#recalled = 0;
    this.#sum = 0;
    this.#areLearnt = true;
    this.#areToday = true;
  }

  /** @param recall NaN where nothing says how likely it is */
  add(isLearning: boolean, isToday: boolean, recall: number): void {
    this.begun += 1;
    this.#areLearnt &&= isLearning;
    this.#areToday &&= isToday;
    if (Number.isNaN(recall)) return;
    this.#recalled += 1;
    this.#sum += recall;
  }

  /** A begun card of the fact, as it stands on a day. */
  take(card: Remembered, day: StudyDay, model: Model): void {
    const { phase, lastDay } = card.state;
    this.add(phase === "learning", lastDay === day, recallOn(card, day, model) ?? Number.NaN);
  }

  /** NaN for a new fact. */
  recall(): number {
    return this.#recalled === 0 ? Number.NaN : this.#sum / this.#recalled;
  }

  standing(desiredRetention: number): Standing {
    const recall = this.recall();
    if (Number.isNaN(recall)) return "new";
    // What was never known cannot fade on the day it was begun.
    if (this.#areLearnt && this.#areToday) return "learning";
    const standing = standingBy(recall, desiredRetention);
    return standing === "known" && this.#areLearnt ? "learning" : standing;
  }
}

/** How a fact stands of which nothing is known but its recall; NaN for a new one. */
export function standingBy(recall: number, desiredRetention: number): Standing {
  if (Number.isNaN(recall)) return "new";
  return isFading(recall, desiredRetention) ? "fading" : "known";
}

/** @param cards all cards of one fact that are in its deck */
export function factRecall(cards: readonly Remembered[], day: StudyDay, model: Model): FactRecall {
  const tally = new FactTally();
  for (const card of cards) {
    if (isBegun(card.state)) tally.take(card, day, model);
  }
  const recall = tally.recall();
  return {
    cards: cards.length,
    begun: tally.begun,
    recall: Number.isNaN(recall) ? null : recall,
    standing: tally.standing(model.desiredRetention),
  };
}
