import type { CardEntry } from "../card.ts";
import type { Settings } from "../settings.ts";
import { inIdOrder } from "../text-order.ts";
import { endOfToday, isFollowed, type Now } from "../time/now.ts";
import { type CatchUp, likeliestFirst, type Pause } from "./away.ts";
import { type Pairs, takeApart, takenBy, takeRest } from "./pairs.ts";

/** How far ahead of its time a learning card may be shown, where nothing else is left and the learner asks for it. */
export const LEARN_AHEAD_MS = 20 * 60_000;

/** All that a study day's queue depends on. Whatever else its cards hold comes out of the queue again. */
export interface Day<C extends CardEntry = CardEntry> {
  /** Cards within learning or relearning steps, in any order; those due after today may be among them. */
  readonly learning: readonly C[];
  /** Cards in review that are due, in the order in which they fell due. */
  readonly reviews: readonly C[];
  /** New cards that may be introduced, in deck order. */
  readonly newCards: readonly C[];
  /** Contrasts of what was mixed up, which come next, whatever day they are due or fact they wait for: see `called.ts`. */
  readonly called?: readonly C[];
  /** Chosen cards whose answers are to count before they are due, behind all others: see `visit.ts`. */
  readonly early?: readonly C[];
  /** Cards that were answered on this study day, where that still counts. */
  readonly answered: readonly C[];
  readonly settings: Pick<Settings, "newPerDay" | "reviewsPerDay">;
  readonly now: Now;
  /** Of the facts of these cards; without it none share both of their things. */
  readonly pairs?: Pairs;
  /** What the learner means to do; without it the day is as any other. */
  readonly plan?: Plan;
}

export interface Plan {
  readonly pause: Pause | null;
  readonly catchUp: CatchUp | null;
  /** So many new cards more than the settings allow come on this day. */
  readonly moreNew: number;
}

/** Nothing is planned. */
export const NO_PLAN: Plan = { pause: null, catchUp: null, moreNew: 0 };

/** How many new cards a day allows. */
export const newOn = ({ settings, plan = NO_PLAN }: Pick<Day, "settings" | "plan">): number =>
  settings.newPerDay + plan.moreNew;

/** How many reviews a day allows: its portion, and never more than the settings. */
export const reviewsOn = ({
  settings,
  plan,
}: {
  readonly settings: Pick<Settings, "reviewsPerDay">;
  readonly plan?: Pick<Plan, "catchUp"> | undefined;
}): number => Math.min(settings.reviewsPerDay, plan?.catchUp?.perDay ?? Number.POSITIVE_INFINITY);

/** How much of them is left of a day of which a part was done. */
export function leftOn(day: Pick<Day, "settings" | "plan" | "answered">): { reviews: number; firsts: number } {
  const done = doneCounts(day.answered);
  return {
    reviews: Math.max(0, reviewsOn(day) - done.reviews),
    firsts: Math.max(0, newOn(day) - done.introductions),
  };
}

export interface Queue<C extends CardEntry = CardEntry> {
  /** What to show now, in order; empty when nothing is left for the moment. */
  readonly cards: readonly C[];
  /**
   * Learning cards whose time is close, for a learner who wants to go on when nothing else is left: those that were not
   * seen for longest come first, so that what is left is mixed.
   */
  readonly ahead: readonly C[];
  readonly left: { readonly learning: number; readonly review: number; readonly new: number };
}

/** What was done today, for the day's limits. */
export interface DoneCounts {
  readonly answers: number;
  readonly introductions: number;
  readonly reviews: number;
}

/** @param answered the cards that were answered today */
export function doneCounts(answered: readonly CardEntry[]): DoneCounts {
  const sum = (count: keyof DoneCounts): number =>
    answered.reduce((total, { state }) => total + state.onLastDay[count], 0);
  return { answers: sum("answers"), introductions: sum("introductions"), reviews: sum("reviews") };
}

const PAUSED = { cards: [], ahead: [], left: { learning: 0, review: 0, new: 0 } } as const;

/** The cards to show, in order. @param goesAhead whether the learner has asked for learning cards ahead of their time */
export const shownFrom = <C extends CardEntry>(
  { cards, ahead }: Pick<Queue<C>, "cards" | "ahead">,
  goesAhead: boolean,
) => (cards.length > 0 || !goesAhead ? cards : ahead);

/**
 * What was called for by a mix-up, learning cards that are due, then reviews with new cards spread evenly between them. A
 * card waits for tomorrow when another card of its fact was seen today or comes before it, and for the end of the day when
 * one of its pair was or does: it comes where nothing else is left. Learning steps are kept: no card is among these before
 * its time, and none comes twice running where there is another.
 */
export function buildQueue<C extends CardEntry>(day: Day<C>): Queue<C> {
  if (day.plan?.pause) return PAUSED;
  const { nowMs } = day.now;
  const endMs = endOfToday(day.now);
  const instant = (card: C): number => dueAt(card, nowMs);
  const learning = day.learning
    .filter((card) => instant(card) < endMs)
    .sort((a, b) => instant(a) - instant(b) || inIdOrder(a, b));

  const done = doneCounts(day.answered);
  const pairs: Pairs = day.pairs ?? new Map();
  const called = day.called ?? [];
  const isCalled = ({ id }: C): boolean => called.some((one) => one.id === id);
  const uncalled = (cards: readonly C[]): readonly C[] =>
    called.length === 0 ? cards : cards.filter((one) => !isCalled(one));
  const taken = takenBy([...day.answered, ...learning, ...called], pairs);
  const catchUp = day.plan?.catchUp ?? null;
  const due = catchUp ? day.reviews.toSorted(likeliestFirst(day.now.today)) : day.reviews;
  // What was called for comes whatever the limits are, and takes the place of another one of its kind.
  const calledNew = called.filter(({ state }) => state.phase === "new").length;
  const calledReviews = called.length - calledNew;
  const mostReviews = reviewsOn(day) - done.reviews - calledReviews;
  const mostNew = newOn(day) - done.introductions - calledNew;
  const reviews = takeApart(uncalled(due), taken, mostReviews, pairs);
  const newCards = takeApart(catchUp ? [] : uncalled(day.newCards), taken, mostNew, pairs);
  const late = [
    takeRest(reviews.paired, taken, mostReviews - reviews.chosen.length),
    takeRest(newCards.paired, taken, mostNew - newCards.chosen.length),
  ] as const;

  const dueNow = learning.filter((card) => instant(card) <= nowMs);
  const mixed = [...mix(reviews.chosen, done.reviews, newCards.chosen, done.introductions), ...late.flat()];
  const last = lastAnswered([...day.answered, ...day.learning]);
  const early = day.early ?? [];
  const cards = notTwiceRunning([...called, ...dueNow, ...mixed, ...early], last);
  const close = learning.filter((card) => instant(card) > nowMs && instant(card) <= nowMs + LEARN_AHEAD_MS);
  const ahead = notTwiceRunning(close.toSorted(longestUnseenFirst), last);
  const left = {
    learning: learning.length,
    review: reviews.chosen.length + late[0].length + early.length + calledReviews,
    new: newCards.chosen.length + late[1].length + calledNew,
  };
  return { cards, ahead, left };
}

/**
 * When a learning card is due. One that was answered by a clock some hours ahead, which has been put right since, does
 * not wait for those hours: it is due at once. What it is answered then is stamped later than that clock's time, but
 * promised by the right one, and so for an instant before its stamp: that promise stands. One that was answered by a clock
 * further ahead waits for its correction: what is made now would come before that answer, and the card would be shown over
 * and over.
 */
export function dueAt({ state }: CardEntry, nowMs: number): number {
  const { lastEventAtMs, dueAtMs } = state;
  const isWrong = lastEventAtMs > nowMs && isFollowed(lastEventAtMs, nowMs) && (dueAtMs ?? 0) > lastEventAtMs;
  return isWrong ? nowMs : (dueAtMs ?? 0);
}

/** The card that was answered last; undefined where none was. */
const lastAnswered = (cards: readonly CardEntry[]): CardEntry | undefined =>
  cards.reduce<CardEntry | undefined>(
    (last, card) => (card.state.lastEventAtMs > (last?.state.lastEventAtMs ?? 0) ? card : last),
    undefined,
  );

/** The card that was just answered lets the next one go first, where there is one. */
function notTwiceRunning<C extends CardEntry>(cards: readonly C[], last: CardEntry | undefined): readonly C[] {
  const [first, second, ...rest] = cards;
  return first && second && first.id === last?.id ? [second, first, ...rest] : cards;
}

const longestUnseenFirst = (a: CardEntry, b: CardEntry): number =>
  a.state.lastEventAtMs - b.state.lastEventAtMs || inIdOrder(a, b);

/** Spreads new cards evenly over the day's reviews; what was done counts, so that the order holds as the day goes on. */
function mix<C extends CardEntry>(
  reviews: readonly C[],
  reviewsDone: number,
  newCards: readonly C[],
  introductions: number,
): C[] {
  const place = (cards: readonly C[], done: number) =>
    cards.map((card, i) => ({ card, at: (done + i + 0.5) / (done + cards.length) }));
  return [...place(reviews, reviewsDone), ...place(newCards, introductions)]
    .sort((a, b) => a.at - b.at)
    .map(({ card }) => card);
}
