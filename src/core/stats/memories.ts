/** The memory of every card after each day on which it was answered, in columns: what a look back and ahead is drawn from. */
import type { CardId } from "../ids.ts";
import type { Envelope } from "../log/envelope.ts";
import { applyEvent, countedEvents } from "../log/fold.ts";
import { NEW_CARD_STATE } from "../memory/card-state.ts";
import type { Model } from "../memory/model.ts";
import { retrievability, type Scheduler } from "../memory/scheduler.ts";
import type { StudyDay } from "../plan/study-day.ts";
import type { DeckFacts, KnownFact } from "./deck-facts.ts";
import { factRecallOf, factsKnown } from "./fact-recall.ts";

export interface Memories {
  readonly cards: readonly CardId[];
  /** Where the days of each card begin; one more than there are cards. */
  readonly starts: Int32Array;
  /** Of each card, ascending. */
  readonly days: Int32Array;
  /** At the end of that day, in days; 0 where the card stood as new then. */
  readonly stabilities: Float64Array;
}

export class MemoriesMaker {
  readonly #cards: CardId[] = [];
  readonly #starts: number[] = [0];
  readonly #days: StudyDay[] = [];
  readonly #stabilities: number[] = [];

  /** @param log of one card, also under the ids that it had before */
  add(card: CardId, log: readonly Envelope[], scheduler: Scheduler): void {
    const start = this.#days.length;
    let state = NEW_CARD_STATE;
    for (const event of countedEvents(log)) {
      const after = applyEvent(state, event, scheduler);
      if (after === state) continue;
      state = after;
      // Days of a card never go back, whatever a clock said.
      const last = this.#days.length > start ? (this.#days.at(-1) ?? event.studyDay) : event.studyDay;
      const day = Math.max(event.studyDay, last);
      if (this.#days.length > start && day === last) {
        this.#days.pop();
        this.#stabilities.pop();
      }
      this.#days.push(day);
      this.#stabilities.push(state.memory?.stability ?? 0);
    }
    this.#cards.push(card);
    this.#starts.push(this.#days.length);
  }

  made(): Memories {
    return {
      cards: this.#cards,
      starts: Int32Array.from(this.#starts),
      days: Int32Array.from(this.#days),
      stabilities: Float64Array.from(this.#stabilities),
    };
  }
}

/** The first day on which any card was answered; null where none was. */
export const firstDayOf = ({ days }: Memories): StudyDay | null =>
  days.length === 0 ? null : days.reduce((first, day) => Math.min(first, day));

/**
 * What was, or will be, known of a deck on a day: before today as it was, after today as it will be if nothing is answered.
 * @param places where each card stands in the memories, see {@link placesOf}
 */
export function factsOn(
  deck: DeckFacts,
  memories: Memories,
  places: ReadonlyMap<CardId, number>,
  day: StudyDay,
  model: Pick<Model, "weights" | "desiredRetention">,
): DeckFacts {
  const chapters = deck.chapters.map((chapter) => ({
    ...chapter,
    facts: chapter.facts.map((fact): KnownFact => {
      const recalls = fact.cardIds.flatMap((card) => {
        const place = places.get(card);
        return place === undefined ? [] : (recallThen(memories, place, day, model) ?? []);
      });
      return {
        ...fact,
        ...factRecallOf(fact.cards, recalls, model.desiredRetention),
        lastDay: null,
        begunOnLastDay: false,
      };
    }),
  }));
  return { ...deck, chapters, known: factsKnown(chapters.flatMap(({ facts }) => facts)) };
}

export const placesOf = ({ cards }: Memories): ReadonlyMap<CardId, number> =>
  new Map(cards.map((card, place) => [card, place]));

/** By the last day of the card that is not after this one. */
function recallThen(
  { starts, days, stabilities }: Memories,
  place: number,
  day: StudyDay,
  model: Pick<Model, "weights">,
): number | null {
  let found = -1;
  let low = starts[place] ?? 0;
  let high = (starts[place + 1] ?? 0) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? 0) <= day) {
      found = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  const stability = stabilities[found] ?? 0;
  if (stability === 0) return null;
  return retrievability({ stability, difficulty: 5 }, day - (days[found] ?? day), model);
}
