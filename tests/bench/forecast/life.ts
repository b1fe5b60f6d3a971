/** Days of made-up learners who study with Osteon: its scheduler, its limits, its log. */
import type { CardId, DeviceId } from "../../../src/core/ids.ts";
import { makeEventId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { applyEvent, foldCard } from "../../../src/core/log/fold.ts";
import type { Rating } from "../../../src/core/log/kinds/review.ts";
import type { ReviewEvent, SettingEvent } from "../../../src/core/log/kinds.ts";
import { type CardState, NEW_CARD_STATE } from "../../../src/core/memory/card-state.ts";
import { modelFor } from "../../../src/core/memory/model.ts";
import { columnsOf } from "../../../src/core/memory/optimise/columns.ts";
import { fitWeights } from "../../../src/core/memory/optimise/fit.ts";
import { comesBack } from "../../../src/core/memory/outcome.ts";
import { type Random, randomFrom } from "../../../src/core/memory/random.ts";
import { schedulerOf } from "../../../src/core/memory/scheduler.ts";
import { writeWeights } from "../../../src/core/memory/weights.ts";
import { DEFAULT_SETTINGS } from "../../../src/core/settings.ts";
import type { LogUntil, WholeLog } from "../../../src/core/stats/as-of.ts";
import { nowAt } from "../../../src/core/time/now.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../src/core/time/study-day.ts";
import { pick } from "../optimiser/live.ts";
import type { Truth } from "../optimiser/truth.ts";

export interface Manner {
  /** Whether the learner comes on a day; called once for each. */
  readonly comes: (day: number, random: Random) => boolean;
  /** Of the answers that are right: Hard and Easy. */
  readonly hard: number;
  readonly easy: number;
  readonly first: readonly [number, number, number, number];
  /** Seconds that a Good takes on the median. */
  readonly pace: number;
}

export interface Life<State> {
  readonly seed: number;
  readonly truth: Truth<State>;
  readonly manner: Manner;
  readonly days: number;
  readonly cards: number;
  readonly newPerDay: number;
  /** The day, from 0, on which weights are fitted and adopted; null for never. */
  readonly fitsOn: number | null;
  /** From this day on, from 0, things are done otherwise: with an exam after the last day in view, or another retention. */
  readonly turn?: { readonly on: number; readonly hasExam: boolean; readonly desiredRetention: number };
}

/** The log that a life leaves, and what is left in memory on the day after its last. */
export interface Lived extends WholeLog<LogUntil> {
  /** The sum over cards that were begun of the truth about their recall. */
  readonly recalled: number;
  readonly begun: number;
}

interface Card<State> {
  readonly id: CardId;
  readonly events: ReviewEvent[];
  truth: State | null;
  state: CardState;
}

/** The study day on which lives begin. */
export const FIRST_DAY = 20_000;
const DEVICE = "0123456789abcdefghjkmnpqrs" as DeviceId;
const ROLLOVER_HOUR = 4;
/** How long each grade takes beside a Good. */
const PACES = [1.5, 1.3, 1, 0.7];

/** When a study day of these learners starts, who live in Greenwich. */
export const startOf = (day: number): number => day * DAY_MS + ROLLOVER_HOUR * HOUR_MS;

/** Lives through the days, and gives the log that is left. */
export function lived<State>(life: Life<State>): Lived {
  const { truth, manner, days } = life;
  const random = randomFrom(life.seed);
  const bytes = new Uint8Array(10);
  let made = 0;
  const idAt = (atMs: number) => {
    new DataView(bytes.buffer).setUint32(0, ++made);
    return makeEventId(atMs, bytes);
  };
  const setting = (key: string, value: string | number, atMs: number): SettingEvent => ({
    kind: "setting",
    id: idAt(atMs),
    device: DEVICE,
    atMs,
    offsetMinutes: 0,
    studyDay: Math.floor((atMs - startOf(0)) / DAY_MS),
    key,
    value,
  });
  const registers: Envelope[] = [setting("newPerDay", life.newPerDay, startOf(FIRST_DAY) - 1)];
  let scheduler = schedulerOf(modelFor(DEFAULT_SETTINGS));
  const cards = Array.from({ length: life.cards }, (_, n): Card<State> => {
    return { id: `made/fact-${n}/plain` as CardId, events: [], truth: null, state: NEW_CARD_STATE };
  });
  let begun = 0;

  for (let n = 0; n < days; n++) {
    const day = FIRST_DAY + n;
    const part = n / days;
    if (n === life.fitsOn) {
      const fit = toEnd(fitWeights(columnsOf(cards.map(({ events }) => events))));
      if (fit.fitted !== "none") {
        const weights = writeWeights(fit.weights);
        registers.push(setting("weights", weights, startOf(day)));
        scheduler = schedulerOf(modelFor({ ...DEFAULT_SETTINGS, weights }));
        for (const card of cards) if (card.events.length > 0) card.state = foldCard(card.events, scheduler);
      }
    }
    const isTurned = life.turn !== undefined && n >= life.turn.on;
    if (life.turn && n === life.turn.on)
      scheduler = schedulerOf({ ...scheduler.model, desiredRetention: life.turn.desiredRetention });
    const examDay = isTurned && life.turn?.hasExam ? FIRST_DAY + days : null;
    const dueOn = new Map<number, number>();
    if (examDay !== null)
      for (const { state } of cards)
        if (state.dueDay !== null) dueOn.set(state.dueDay, (dueOn.get(state.dueDay) ?? 0) + 1);
    const load = { dueOn: (on: number) => dueOn.get(on) ?? 0, siblingsOn: () => 0, easyDays: [] };
    const coming = { load: examDay === null ? null : load, examDay };
    if (!manner.comes(n, random)) continue;
    let atMs = startOf(day) + 6 * HOUR_MS;
    const mood = Math.exp(0.15 * normal(random));
    const answer = (card: Card<State>, rating: number): void => {
      const usual = manner.pace * (PACES[rating - 1] ?? 1) * (card.state.phase === "review" ? 1 : 1.2);
      const durationMs = Math.min(60_000, Math.round(1000 * usual * mood * Math.exp(0.5 * normal(random))));
      atMs += durationMs + 500;
      const now = nowAt(atMs, () => 0, ROLLOVER_HOUR);
      const outcome = scheduler.outcomes(card.id, card.state, now, coming)[rating - 1];
      if (!outcome) throw new RangeError(`no rating ${rating}`);
      const event: ReviewEvent = {
        kind: "review",
        id: idAt(atMs),
        device: DEVICE,
        card: card.id,
        atMs,
        offsetMinutes: 0,
        studyDay: day,
        rating: rating as Rating,
        phase: card.state.phase,
        factRevision: 1,
        durationMs,
        surface: "newtab",
        next: comesBack(outcome.wait, day, now),
      };
      card.events.push(event);
      card.state = applyEvent(card.state, event, scheduler);
      const { dueDay } = card.state;
      if (examDay !== null && dueDay !== null) dueOn.set(dueDay, (dueOn.get(dueDay) ?? 0) + 1);
    };
    const due = cards
      .slice(0, begun)
      .filter(({ state }) => (state.dueDay ?? day) <= day)
      .toSorted((a, b) => (a.state.dueDay ?? 0) - (b.state.dueDay ?? 0))
      .slice(0, DEFAULT_SETTINGS.reviewsPerDay);
    const fresh = cards.slice(begun, begun + life.newPerDay);
    begun += fresh.length;
    for (const card of [...due, ...fresh]) {
      let rating: number;
      if (card.truth === null) {
        rating = pick(random, manner.first);
        card.truth = truth.begin(rating, random, part);
      } else {
        const elapsed = day - (card.state.lastDay ?? day);
        const passed = random() < truth.recall(card.truth, elapsed, part);
        rating = passed ? 1 + pick(random, [manner.hard, 1 - manner.hard - manner.easy, manner.easy]) : 1;
        card.truth = truth.next(card.truth, elapsed, rating, part);
      }
      answer(card, rating);
      // Learning steps are done on the day.
      for (let step = 0; step < 12 && card.state.dueAtMs !== null; step++) {
        atMs = Math.max(atMs, card.state.dueAtMs - 9 * MINUTE_MS);
        const again = pick(random, [0.12, 0.08, 0.72, 0.08]);
        card.truth = truth.next(card.truth, 0, again, part);
        answer(card, again);
      }
    }
  }
  const recalls = cards.flatMap(({ truth: memory, state }) =>
    memory === null ? [] : truth.recall(memory, FIRST_DAY + days - (state.lastDay ?? 0), 1),
  );
  return {
    cards: cards.map(({ events }) => ({ deck: "deck", retired: false, events })),
    registers,
    onWith: () => () => true,
    recalled: recalls.reduce((sum, recall) => sum + recall, 0),
    begun: recalls.length,
  };
}

export function toEnd<Result>(work: Generator<unknown, Result, void>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** A normal deviate (Box and Muller). */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
