import type { Card } from "../card.ts";
import { factOf } from "../ids.ts";
import type { ReviewEvent } from "../log/event.ts";
import type { Settings } from "../settings.ts";
import { endOfToday, type Now } from "./now.ts";

/** How far ahead of its time a learning card is shown when nothing else is left. */
export const LEARN_AHEAD_MS = 20 * 60_000;

/** All that a study day's queue depends on. */
export interface Day {
  /** Cards within learning or relearning steps, in any order; those due after today may be among them. */
  readonly learning: readonly Card[];
  /** Cards in review that are due, in the order in which they fell due. */
  readonly reviews: readonly Card[];
  /** New cards that may be introduced, in deck order. */
  readonly fresh: readonly Card[];
  /** The reviews of this study day that count. */
  readonly doneToday: readonly ReviewEvent[];
  readonly settings: Pick<Settings, "newPerDay" | "reviewsPerDay">;
  readonly moment: Now;
}

export interface Queue {
  /** What to show now, in order; empty when nothing is left for the moment. */
  readonly cards: readonly Card[];
  readonly left: { readonly learning: number; readonly review: number; readonly fresh: number };
}

/**
 * Learning cards that are due, then reviews with new cards spread evenly between them. A card waits for tomorrow when
 * another card of its fact was seen today or comes before it.
 */
export function buildQueue(day: Day): Queue {
  const { nowMs } = day.moment;
  const endMs = endOfToday(day.moment);
  const learning = day.learning.filter((card) => dueAt(card) < endMs).sort((a, b) => dueAt(a) - dueAt(b) || byId(a, b));

  const done = {
    fresh: day.doneToday.filter((event) => event.phase === "new").length,
    review: day.doneToday.filter((event) => event.phase === "review").length,
  };
  const taken = new Set([...day.doneToday.map((event) => factOf(event.card)), ...learning.map((c) => factOf(c.id))]);
  const reviews = oneOfEachFact(day.reviews, taken, day.settings.reviewsPerDay - done.review);
  const fresh = oneOfEachFact(day.fresh, taken, day.settings.newPerDay - done.fresh);

  const dueNow = learning.filter((card) => dueAt(card) <= nowMs);
  const mixed = mix(reviews, done.review, fresh, done.fresh);
  const shown = [...dueNow, ...mixed];
  const ahead = learning.filter((card) => dueAt(card) <= nowMs + LEARN_AHEAD_MS);
  const cards = shown.length > 0 ? shown : ahead;
  return { cards, left: { learning: learning.length, review: reviews.length, fresh: fresh.length } };
}

/** Takes cards in order, one of each fact that is not taken yet, as far as the limit; what it takes is then taken. */
function oneOfEachFact(cards: readonly Card[], taken: Set<string>, limit: number): Card[] {
  const chosen: Card[] = [];
  for (const card of cards) {
    if (chosen.length >= limit) break;
    const fact = factOf(card.id);
    if (taken.has(fact)) continue;
    taken.add(fact);
    chosen.push(card);
  }
  return chosen;
}

/** Spreads new cards evenly over the day's reviews; what was done counts, so that the order holds as the day goes on. */
function mix(reviews: readonly Card[], reviewsDone: number, fresh: readonly Card[], freshDone: number): Card[] {
  const place = (cards: readonly Card[], done: number) =>
    cards.map((card, i) => ({ card, at: (done + i + 0.5) / (done + cards.length) }));
  return [...place(reviews, reviewsDone), ...place(fresh, freshDone)]
    .sort((a, b) => a.at - b.at)
    .map(({ card }) => card);
}

const dueAt = (card: Card): number => card.state.dueAtMs ?? 0;
const byId = (a: Card, b: Card): number => (a.id < b.id ? -1 : 1);
