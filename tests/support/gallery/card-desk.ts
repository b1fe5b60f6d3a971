import type { CardContent } from "../../../src/core/deck/deck.ts";
import { plainText } from "../../../src/core/deck/plain-text.ts";
import type { EventId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { applyEvent } from "../../../src/core/log/fold.ts";
import { makeDue, makeReview } from "../../../src/core/log/make-event.ts";
import { reviewHistory } from "../../../src/core/log/review-history.ts";
import { type CardState, NEW_CARD_STATE } from "../../../src/core/memory/card-state.ts";
import { modelFor } from "../../../src/core/memory/model.ts";
import type { Rating } from "../../../src/core/memory/rating.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { type CardAction, canBeReset } from "../../../src/core/plan/card-action.ts";
import { forgettingOfCard } from "../../../src/core/stats/forgetting.ts";
import { recallOn } from "../../../src/core/stats/statistics.ts";
import { nowAt } from "../../../src/core/time/now.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import type { ActionState } from "../../../src/session/cards/card-actions.ts";
import { type CardInfo, linesOf } from "../../../src/session/cards/card-info.ts";
import { liveValue } from "../../../src/session/common/live.ts";
import type { CardDesk } from "../../../src/session/study/card-desk.ts";
import type { SessionView } from "../../../src/session/study/session-view.ts";
import { DEVICE, random } from "../database/db-steps.ts";
import { card } from "../samples/cards.ts";
import { NOW_MS } from "./views.ts";

const SETTINGS = { desiredRetention: 0.9, weights: "default" } as const;
const scheduler = schedulerFor(SETTINGS);
const model = modelFor(SETTINGS);
const now = nowAt(NOW_MS, () => 0, 4);

/** So many days ago, and what was answered. */
const ANSWERS: readonly (readonly [daysAgo: number, rating: Rating])[] = [
  [74, 3],
  [71, 4],
  [52, 1],
  [51.99, 3],
  [48, 3],
  [39, 2],
  [24, 3],
];

/** A card that was answered so, put on another day and answered again, as the log of a learner would have it. */
function lived({ id, fact, chapter }: CardContent): {
  readonly events: readonly Envelope[];
  readonly state: CardState;
} {
  const entry = { ...card("a"), id, fact, chapter };
  const events: Envelope[] = [];
  let state = NEW_CARD_STATE;
  for (const [daysAgo, rating] of ANSWERS) {
    const then = nowAt(NOW_MS - daysAgo * DAY_MS, () => 0, 4);
    const [before, maker] = [
      { ...entry, state },
      { device: DEVICE, now: then, random: random() },
    ];
    const wait = scheduler.outcomes(id, state, then)[rating - 1]?.wait ?? { unit: "days", count: 1 };
    const answer = { rating, wait, shownAtMs: then.nowMs - 6200, surface: "popup", factRevision: 1 };
    const review = makeReview(before, answer, maker);
    events.push(review);
    state = applyEvent(state, review, scheduler);
  }
  const due = makeDue({ ...entry, state }, now.today, {
    device: DEVICE,
    now: nowAt(NOW_MS - DAY_MS, () => 0, 4),
    random: random(),
  });
  return { events: [...events, due], state: applyEvent(state, due, scheduler) };
}

/** All that is known of the card of a view, which is new or was learnt. */
function infoOf({ content, deckContent, own, statement, references }: CardView, isNew: boolean): CardInfo {
  const { events, state } = isNew ? { events: [], state: NEW_CARD_STATE } : lived(content);
  return {
    id: content.id,
    question: plainText(content.front),
    answer: plainText(content.answer),
    deckContent,
    own,
    isLeech: false,
    chapter: "What the osteocyte sends",
    deckTitle: "Hormones of bone",
    language: "en",
    standing: isNew ? "new" : "known",
    off: false,
    state,
    recall: recallOn({ state }, now.today, model),
    outcomes: scheduler.outcomes(content.id, state, now),
    curve: forgettingOfCard(reviewHistory(events, scheduler), Math.max(now.today, state.dueDay ?? 0), model),
    desiredRetention: 0.9,
    today: now.today,
    statement,
    heading: content.heading,
    references,
    siblings: [],
    events: linesOf(events),
  };
}

type CardView = SessionView & { readonly kind: "card" | "leech" };

/** A desk without a database: what is done is said, and stands so until it is taken back. */
export function fakeDesk(view: CardView, isNew = false): CardDesk {
  const actions = liveValue<ActionState>({ asked: null, busy: false, written: null, said: null, last: null });
  const set = (change: Partial<ActionState>): void => actions.set({ ...actions.current(), ...change });
  let info = infoOf(view, isNew);
  const apply = (action: CardAction): void => {
    const { state } = info;
    info = {
      ...info,
      state: action.kind === "due" ? { ...state, dueDay: action.dueDay } : NEW_CARD_STATE,
    };
    window.asked.push(`${action.kind} ${info.id}`);
    set({
      asked: null,
      said: { kind: "done", action, changed: 1, meanwhile: 0 },
      last: { kind: action.kind, cards: 1, first: "event" as EventId, begun: null },
    });
  };
  return {
    today: now.today,
    readCardInfo: async () => info,
    actions: {
      ...actions,
      async start([id], action) {
        if (action.kind !== "reset" || id === undefined) return apply(action);
        const cards = canBeReset(info.state) ? [{ id, revision: 1 }] : [];
        set({ asked: { action, cards, unchanged: 0, suspended: 0, due: 1, toLater: 0, toEarlier: 0 } });
      },
      async answer(yes) {
        const { asked } = actions.current();
        if (yes && asked) apply(asked.action);
        else set({ asked: null });
      },
      async takeBack() {
        const { last } = actions.current();
        info = infoOf(view, isNew);
        if (last) set({ said: { kind: "takenBack", action: last.kind, cards: 1 }, last: null });
      },
      stop() {},
      look() {},
    },
  };
}
