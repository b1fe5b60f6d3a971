/** Cards that are practised: asked in turn until each was known once, and nothing of it is written. */
import { typedAnswers } from "../../core/deck/typed-answers.ts";
import type { CardId } from "../../core/ids.ts";
import type { Rating } from "../../core/log/kinds/review.ts";
import { nowAt } from "../../core/time/now.ts";
import type { Clock } from "../../platform/clock.ts";
import type { StateRow } from "../../store/database/schema.ts";
import { readCardText } from "../../store/decks/card-text.ts";
import type { Database } from "../../store/opening/open.ts";
import type { Today } from "../../store/today/today.ts";
import { type Live, liveValue } from "../common/live.ts";
import { optionCount, shuffledIndexes } from "../common/shuffle.ts";
import type { LateParts } from "../study/session-reading.ts";
import type { SessionView } from "../study/session-view.ts";

type CardView = SessionView & { readonly kind: "card" };

export interface PracticeState {
  /** The card in front; null before the first is read and after the last. */
  readonly view: CardView | null;
  /** Cards that were not known yet, the one in front among them. */
  readonly left: number;
  /** Cards that were known once. */
  readonly known: number;
}

export interface Practice extends Live<PracticeState> {
  /** Takes the cards, once: what it was given before stays. */
  readonly begin: (db: Database, today: Today, cards: readonly StateRow[]) => void;
  /** Shows the first card, if none was shown. */
  readonly show: () => Promise<void>;
  readonly reveal: () => Promise<void>;
  /** Again puts the card behind the others; any other answer takes it out. */
  readonly grade: (rating: Rating) => Promise<void>;
}

/** @param actions as of a study session: loaded while the first question is read */
export function practice(clock: Clock, actions: () => Promise<LateParts>): Practice {
  const state = liveValue<PracticeState>({ view: null, left: 0, known: 0 });
  let from: { readonly db: Database; readonly today: Today } | null = null;
  let waiting: readonly StateRow[] = [];
  let front: CardId | null = null;

  let known = 0;
  let isReading = false;

  const showFirst = async (): Promise<void> => {
    isReading = true;
    try {
      for (let card = waiting[0]; from && card; card = waiting[0]) {
        front = card.id;
        const view = await readView(from.db, from.today, card);
        if (view) return state.set({ view, left: waiting.length, known });
        // Its deck was taken away meanwhile.
        waiting = waiting.slice(1);
      }
      front = null;
      state.set({ view: null, left: 0, known });
    } catch (error) {
      // Whoever asks for it next reads it again.
      front = null;
      throw error;
    } finally {
      isReading = false;
    }
  };
  const show = async (): Promise<void> => {
    if (front === null && waiting.length > 0) await showFirst();
  };
  const readView = async (db: Database, { decks, settings }: Today, card: StateRow): Promise<CardView | null> => {
    const [text, deck] = [await readCardText(db, card), decks.find(({ id }) => id === card.deck)];
    if (!text || !deck) return null;
    const { content, deckContent, own, terms, statement, references } = text;
    const optionOrder = shuffledIndexes(optionCount(content), clock.randomBytes);
    const said = { content, deckContent, own, provenance: deck, terms, statement, references, optionOrder };
    return {
      kind: "card",
      ...said,
      isPractice: true,
      revealed: false,
      outcomes: [],
      isTyped: settings.typeAnswers && typedAnswers(content) !== null,
      goesAhead: false,
      isBeginner: false,
    };
  };
  return {
    ...state,
    begin(db, today, cards) {
      const isFirst = from === null;
      // Before it is told: whoever hears of it asks at once for the first card.
      from = { db, today };
      if (!isFirst) return;
      waiting = cards;
      state.set({ view: null, left: cards.length, known: 0 });
    },
    show,
    async reveal() {
      const { schedulerFor } = await actions();
      const { view } = state.current();
      const [card] = waiting;
      if (!view || view.revealed || !from || card?.id !== view.content.id) return;
      const { settings } = from.today;
      const now = nowAt(clock.nowMs(), clock.offsetAt, settings.rolloverHour);
      const outcomes = schedulerFor(settings).outcomes(card.id, card.state, now);
      state.set({ ...state.current(), view: { ...view, revealed: true, outcomes } });
    },
    async grade(rating) {
      const { view } = state.current();
      const [card, ...others] = waiting;
      if (!view?.revealed || !card) return;
      // Pressed twice: what was meant for one card is no answer to the next, which nobody has seen.
      if (isReading) return;
      if (card.id !== view.content.id) return show();
      waiting = rating === 1 ? [...others, card] : others;
      known += rating === 1 ? 0 : 1;
      await showFirst();
    },
  };
}
