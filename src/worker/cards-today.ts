/** What forecasts begin with: the cards as they are today, and the learner as the log tells. */
import { grouped } from "../core/grouped.ts";
import { columnsBefore } from "../core/memory/optimise/columns.ts";
import { drawLearner } from "../core/memory/simulate/draw.ts";
import { type NewOfDeck, newLeftBack } from "../core/memory/simulate/new-left.ts";
import { pastOf } from "../core/memory/simulate/past.ts";
import type { CardsToday } from "../core/memory/simulate/run.ts";
import { newPerDayBack } from "../core/stats/as-of.ts";
import type { Now } from "../core/time/now.ts";
import { type StudyDay, startOfStudyDay } from "../core/time/study-day.ts";
import type { StateRow } from "../store/database/schema.ts";
import { isOn } from "../store/decks/all-cards.ts";
import type { History } from "./read-history.ts";

/** Those that were begun, in the order of the rows: by their memory, since that is what a forecast goes on from. */
export const begunOf = <Row extends Pick<StateRow, "state">>(states: readonly Row[]): Row[] =>
  states.filter(({ state }) => state.memory !== null);

/** The cards that were begun, in the order of `begunOf`. */
export function cardsToday(states: readonly Pick<StateRow, "state">[], today: StudyDay): CardsToday {
  const begun = begunOf(states);
  return {
    stability: Float64Array.from(begun, ({ state }) => state.memory?.stability ?? 0),
    difficulty: Float64Array.from(begun, ({ state }) => state.memory?.difficulty ?? 0),
    elapsedDays: Int32Array.from(begun, ({ state }) => Math.max(0, today - (state.lastDay ?? today))),
    dueInDays: Int32Array.from(begun, ({ state }) => (state.dueDay ?? today) - today),
  };
}

/** The learner of the days before today, which is not over yet and says nothing of how much is done on a day. */
export function learnerBefore(history: History, now: Now, days: number) {
  const { columns, model, registers } = history;
  const before = startOfStudyDay(now.today, now.rolloverHour, now.offsetAt);
  const newLeft = newLeftBack(newByDeck(history), before);
  const past = pastOf(
    columnsBefore(columns, before),
    model.weights,
    before,
    newPerDayBack(registers, now.today),
    newLeft,
  );
  const draw = (seed: number) => drawLearner(past, model.weights, days, seed);
  return { past, draw };
}

const newByDeck = ({ rows, begunAtMs }: History): NewOfDeck[] =>
  [...grouped(rows, ({ deck }) => deck).values()].map((cards) => ({
    left: cards.filter((card) => isOn(card) && !begunAtMs.has(card.id)).length,
    begunAtMs: cards.flatMap(({ id }) => begunAtMs.get(id) ?? []),
  }));
