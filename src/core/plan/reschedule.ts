import type { CardEntry } from "../card.ts";
import { balancedInterval, type Load } from "../memory/balance.ts";
import type { EasyDays } from "../memory/easy-days.ts";
import { isSeenLate, lastDays } from "../memory/exam.ts";
import { seededRandom } from "../memory/fuzz.ts";
import type { Coming, Scheduler } from "../memory/scheduler.ts";
import type { StudyDay } from "../time/study-day.ts";

/** A card that the model in force would show on another study day than was promised. */
export interface Move<C> {
  readonly card: C;
  readonly dueDay: StudyDay;
}

type Placed = Pick<CardEntry, "id" | "fact" | "state" | "retired">;

/**
 * Which cards in review would be due on another day, had their last answer been given by the model in force. A card whose
 * day that answer could have been given stays on it. No card goes to a day that has passed: what would have been due is due
 * today.
 * @param plan what the days to come are to be like; null: as chance has it
 */
export function rescheduling<C extends Placed>(
  cards: readonly C[],
  scheduler: Pick<Scheduler, "waitOf">,
  today: StudyDay,
  plan: { readonly easyDays: EasyDays; readonly examDay: StudyDay | null } | null = null,
): Move<C>[] {
  const loads = plan && new Loads(cards, plan.easyDays);
  return cards.flatMap((card) => {
    const { memory, dueAtMs, lastDay, dueDay } = card.state;
    if (card.retired || memory === null || dueAtMs !== null || lastDay === null || dueDay === null) return [];
    const coming: Coming = { load: loads?.without(card) ?? null, examDay: plan?.examDay ?? null };
    const { shortest, longest, days } = scheduler.waitOf(card.id, card.state, coming);
    // A card that is overdue stays where it is: it is asked today either way.
    const [earliest, latest] = [shortest, longest].map((wait) => Math.max(today, lastDay + wait));
    const due = Math.max(today, dueDay);
    if (due >= (earliest ?? due) && due <= (latest ?? due)) return [];
    const wanted = Math.max(today, lastDay + days);
    loads?.move(card, wanted);
    return [{ card, dueDay: wanted }];
  });
}

/**
 * Brings cards in review that are due on the day of an exam or later, and were not seen shortly before it, forward to the
 * last days before it.
 * @param studiedFrom the day on which a pause ends, before which nothing is asked; null without one
 */
export function bringingForward<C extends Placed>(
  cards: readonly C[],
  examDay: StudyDay,
  today: StudyDay,
  easyDays: EasyDays,
  studiedFrom: StudyDay | null = null,
): Move<C>[] {
  const loads = new Loads(cards, easyDays);
  return cards.flatMap((card) => {
    const { memory, dueAtMs, lastDay, dueDay, reviews } = card.state;
    if (card.retired || memory === null || dueAtMs !== null || lastDay === null || dueDay === null) return [];
    if (dueDay < examDay || isSeenLate(dueDay - lastDay, examDay - lastDay)) return [];
    const last = lastDays(dueDay - lastDay, examDay, today);
    const range = last && { ...last, shortest: Math.max(last.shortest, (studiedFrom ?? today) - today) };
    if (range === null || range.shortest > range.longest) return [];
    const random = seededRandom(`${card.id}#${reviews} before ${examDay}`);
    const weighing = { today, prefersSooner: false };
    const wanted = today + balancedInterval(range, random, loads.without(card), weighing);
    loads.move(card, wanted);
    return [{ card, dueDay: wanted }];
  });
}

/** How many cards are due on each day, while some of them are moved. Each move and each question takes the same time. */
class Loads {
  readonly #counts: Counts = new Map();
  /** The same for the cards of each fact. */
  readonly #ofFact = new Map<Placed["fact"], Counts>();
  readonly #days = new Map<Placed["id"], StudyDay>();
  readonly #easyDays: EasyDays;

  constructor(cards: readonly Placed[], easyDays: EasyDays) {
    this.#easyDays = easyDays;
    for (const card of cards)
      if (card.state.phase === "review" && card.state.dueDay !== null) this.move(card, card.state.dueDay);
  }

  move({ id, fact }: Placed, day: StudyDay): void {
    const ofFact: Counts = this.#ofFact.get(fact) ?? new Map();
    this.#ofFact.set(fact, ofFact);
    const before = this.#days.get(id);
    for (const counts of [this.#counts, ofFact]) {
      if (before !== undefined) add(counts, before, -1);
      add(counts, day, 1);
    }
    this.#days.set(id, day);
  }

  without({ id, fact }: Placed): Load {
    const own = this.#days.get(id);
    const others = (counts: Counts | undefined) => (day: StudyDay) => (counts?.get(day) ?? 0) - (day === own ? 1 : 0);
    return { dueOn: others(this.#counts), siblingsOn: others(this.#ofFact.get(fact)), easyDays: this.#easyDays };
  }
}

type Counts = Map<StudyDay, number>;

const add = (counts: Counts, day: StudyDay, cards: number): void => {
  counts.set(day, (counts.get(day) ?? 0) + cards);
};
