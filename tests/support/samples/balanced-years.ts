/** Days of a learner who answers all that is due, by Osteon's scheduler, with balanced days or with chance alone. */
import type { CardId, FactId } from "../../../src/core/ids.ts";
import { countOn } from "../../../src/core/memory/balance.ts";
import { type CardState, NEW_CARD_STATE } from "../../../src/core/memory/card-state.ts";
import { readEasyDays } from "../../../src/core/memory/easy-days.ts";
import { randomAt } from "../../../src/core/memory/random.ts";
import { type Coming, NOTHING_COMING, retrievability, schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { DEFAULT_SETTINGS } from "../../../src/core/settings.ts";
import { nowAt } from "../../../src/core/time/now.ts";
import { DAY_MS, HOUR_MS, type StudyDay } from "../../../src/core/time/study-day.ts";

export interface BalancedYears {
  readonly seed: number;
  readonly days: number;
  readonly newPerDay: number;
  readonly cardsPerFact: number;
  /** As the setting has it; null: chance alone chooses the days. */
  readonly easyDays: string | null;
}

export interface LivedDay {
  readonly day: StudyDay;
  /** Cards that were due in the review phase. */
  readonly reviews: number;
  /** How many of them were due beside another card of their fact. */
  readonly together: number;
}

interface Card {
  readonly id: CardId;
  readonly fact: FactId;
  state: CardState;
}

const FIRST_DAY = 20_000;
const SIBLINGS_AFTER_DAYS = 5;

/** Nobody skips a day or puts a sibling off, so that what is counted is what was promised. */
export function balancedYears({ seed, days, newPerDay, cardsPerFact, easyDays }: BalancedYears): LivedDay[] {
  const scheduler = schedulerFor(DEFAULT_SETTINGS);
  const kinds = easyDays === null ? null : readEasyDays(easyDays);
  const counts = new Map<StudyDay, number>();
  const due = new Map<StudyDay, Card[]>();
  const siblings = new Map<FactId, Card[]>();
  const comingFor = (card: Card): Coming => {
    if (kinds === null) return NOTHING_COMING;
    const others = (siblings.get(card.fact) ?? []).filter((one) => one !== card && one.state.phase === "review");
    const siblingsOn = countOn(others.flatMap(({ state }) => state.dueDay ?? []));
    return { load: { dueOn: (day) => counts.get(day) ?? 0, siblingsOn, easyDays: kinds }, examDay: null };
  };
  const answer = (card: Card, day: StudyDay, rating: 1 | 3 | 4): void => {
    const now = nowAt(day * DAY_MS + 12 * HOUR_MS, () => 0, 4);
    const { wait, phase, memory, step } =
      scheduler.outcomes(card.id, card.state, now, comingFor(card))[rating - 1] ?? {};
    if (!wait || !phase || !memory || step === undefined) throw new Error("no outcome");
    const isDone = wait.unit === "days";
    const dueDay = isDone ? day + wait.count : day;
    const reviews = card.state.reviews + 1;
    card.state = { ...card.state, phase, memory, step, dueDay, dueAtMs: null, lastDay: day, reviews };
    if (!isDone) {
      answer(card, day, 3);
      return;
    }
    counts.set(dueDay, (counts.get(dueDay) ?? 0) + 1);
    due.set(dueDay, [...(due.get(dueDay) ?? []), card]);
  };
  let made = 0;
  return Array.from({ length: days }, (_, n): LivedDay => {
    const day = FIRST_DAY + n;
    const today = due.get(day) ?? [];
    const facts = new Map<FactId, number>();
    for (const { fact } of today) facts.set(fact, (facts.get(fact) ?? 0) + 1);
    for (const [i, card] of today.entries()) {
      const { memory, lastDay } = card.state;
      const recall = memory ? retrievability(memory, day - (lastDay ?? day), scheduler.model) : 0;
      answer(card, day, randomAt(seed, day, i) < recall ? 3 : 1);
    }
    for (let i = 0; i < newPerDay; i++, made++) {
      // The facts of some days are begun with one card each; their other cards come in the days that follow.
      const facts = newPerDay * SIBLINGS_AFTER_DAYS;
      const round = Math.floor(made / facts);
      const name = Math.floor(round / cardsPerFact) * facts + (made % facts);
      const fact = `made/fact-${seed}-${name}` as FactId;
      const card: Card = { id: `${fact}/${round % cardsPerFact}` as CardId, fact, state: NEW_CARD_STATE };
      siblings.set(fact, [...(siblings.get(fact) ?? []), card]);
      answer(card, day, randomAt(seed, -day, i) < 0.2 ? 4 : 3);
    }
    const together = [...facts.values()].reduce((sum, count) => sum + (count > 1 ? count : 0), 0);
    return { day, reviews: today.length, together };
  });
}

/** The arithmetic mean; 0 of none. */
export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** How far a day is looked to either side for what is usual at its time. */
const AROUND_DAYS = 14;

/**
 * How unlike days are: the root mean square of what a day has more or less than the days around it, as a part of their mean. So a
 * load that grows over the months does not count as uneven.
 */
export function variationOf(days: readonly number[]): number {
  const parts = days.slice(AROUND_DAYS, -AROUND_DAYS).map((reviews, i) => {
    const usual = meanOf(days.slice(i, i + 2 * AROUND_DAYS + 1));
    return (reviews - usual) / usual;
  });
  return Math.sqrt(meanOf(parts.map((part) => part ** 2)));
}
