import { DEFAULT_WEIGHTS } from "../../../src/core/memory/model.ts";
import { emptyColumns, type ReviewColumns } from "../../../src/core/memory/optimise/columns.ts";
import { firstState, intervalFor, type MemoryState, nextState } from "../../../src/core/memory/optimise/recurrence.ts";
import { type Random, randomFrom } from "../../../src/core/memory/random.ts";
import type { Truth } from "./truth.ts";

const DAY_MS = 86_400_000;
const ROLLOVER_MS = 4 * 3_600_000;

export interface Life<State> {
  readonly truth: Truth<State>;
  readonly seed: number;
  /** When there are so many, the history ends. */
  readonly reviews: number;
  readonly newPerDay: number;
  /** No more cards than these. */
  readonly cards: number;
  readonly lastDay: number;
  /** How the learner's days were chosen: by FSRS with its defaults, or by doubling. */
  readonly schedule: "fsrs" | "doubling";
  readonly desiredRetention: number;
  /** How often a review comes days late. */
  readonly late: number;
  /** Of the answers that are right: Hard and Easy. */
  readonly hard: number;
  readonly easy: number;
  /** Up to so many same-day reviews after a lapse or at first. */
  readonly steps: number;
}

interface Studied<State> {
  readonly history: { day: number; atMs: number; rating: number }[];
  state: State | null;
  scheduled: MemoryState;
  lastDay: number;
  interval: number;
}

/** Lives through a learner's days: what is due is answered, new cards are begun, some days late. */
export function live<State>(life: Life<State>): ReviewColumns {
  const random = randomFrom(life.seed);
  const cards: Studied<State>[] = [];
  const due = new Map<number, number[]>();
  let reviews = 0;
  let day = 0;
  const span = life.reviews / Math.max(4, life.newPerDay * 8);
  while (reviews < life.reviews && day < 20_000) {
    let atMs = day * DAY_MS + ROLLOVER_MS + 3_600_000;
    const answer = (card: Studied<State>, rating: number) => {
      atMs += 1000 + Math.floor(random() * 4000);
      card.history.push({ day, atMs, rating });
      reviews += 1;
    };
    const part = day / span;
    const today = due.get(day) ?? [];
    due.delete(day);
    for (let i = 0; i < life.newPerDay && cards.length < life.cards; i++) {
      today.push(cards.length);
      cards.push({ history: [], state: null, scheduled: { stability: 1, difficulty: 5 }, lastDay: day, interval: 0 });
    }
    for (const index of today) {
      const card = cards[index];
      if (!card || reviews >= life.reviews) continue;
      study(life, card, day, part, random, answer);
      const next = day + card.interval + (random() < life.late ? Math.floor(1 + random() * card.interval) : 0);
      const list = due.get(next);
      if (list) list.push(index);
      else due.set(next, [index]);
    }
    day += 1;
  }
  return toColumns(cards, life.lastDay - (day - 1));
}

function study<State>(
  life: Life<State>,
  card: Studied<State>,
  day: number,
  part: number,
  random: Random,
  answer: (card: Studied<State>, rating: number) => void,
): void {
  const { truth } = life;
  const elapsed = day - card.lastDay;
  let rating: number;
  if (card.state === null) {
    rating = pick(random, [0.24, 0.1, 0.5, 0.16]);
    card.state = truth.begin(rating, random, part);
    card.scheduled = firstState(DEFAULT_WEIGHTS, rating);
  } else {
    const remembered = random() < truth.recall(card.state, elapsed, part);
    rating = remembered ? 1 + pick(random, [life.hard, 1 - life.hard - life.easy, life.easy]) : 1;
    card.state = truth.next(card.state, elapsed, rating, part);
    card.scheduled = nextState(DEFAULT_WEIGHTS, card.scheduled, elapsed, rating);
    card.interval = rating === 1 ? 1 : Math.ceil(card.interval * 2);
  }
  answer(card, rating);
  for (let step = 0; step < life.steps && rating < 4 && (rating === 1 || card.history.length === step + 1); step++) {
    rating = pick(random, [0.15, 0.07, 0.7, 0.08]);
    card.state = truth.next(card.state, 0, rating, part);
    card.scheduled = nextState(DEFAULT_WEIGHTS, card.scheduled, 0, rating);
    answer(card, rating);
  }
  card.lastDay = day;
  if (life.schedule === "doubling") card.interval = Math.max(1, card.interval);
  else {
    const wanted = intervalFor(DEFAULT_WEIGHTS, card.scheduled.stability, life.desiredRetention);
    card.interval = Math.min(Math.max(1, Math.round(wanted * (0.9 + 0.2 * random()))), 2000);
  }
}

/** 1 for the first of the parts, and so on. */
export function pick(random: Random, parts: readonly number[]): number {
  let rest = random();
  const index = parts.findIndex((part) => {
    rest -= part;
    return rest < 0;
  });
  return index === -1 ? parts.length : index + 1;
}

function toColumns<State>(cards: readonly Studied<State>[], shiftDays: number): ReviewColumns {
  const begun = cards.filter(({ history }) => history.length > 0);
  const columns = emptyColumns(
    begun.length,
    begun.reduce((sum, { history }) => sum + history.length, 0),
  );
  let at = 0;
  for (const [card, { history }] of begun.entries()) {
    columns.starts[card] = at;
    let lastDay = history[0]?.day ?? 0;
    for (const { day, atMs, rating } of history) {
      columns.elapsedDays[at] = day - lastDay;
      columns.ratings[at] = rating;
      columns.atMs[at] = atMs + shiftDays * DAY_MS;
      columns.durationMs[at] = 4000 + 3000 * (rating === 1 ? 2 : 1);
      lastDay = day;
      at += 1;
    }
  }
  columns.starts[begun.length] = at;
  return columns;
}
