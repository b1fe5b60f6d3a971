import { useLayoutEffect, useMemo } from "preact/hooks";
import type { Model } from "../../core/memory/model.ts";
import type { DeckFacts } from "../../core/stats/deck-facts.ts";
import { factsOn, type Look, placesOf } from "../../core/stats/memories.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { t } from "../../platform/i18n.ts";
import { dayText } from "../parts/days.ts";
import { counted } from "../parts/figures.ts";

/** What was, or will be, known on another day. */
export interface Then {
  readonly deck: DeckFacts;
  /** Says the day, and how much of the deck it is. */
  readonly words: string;
}

export interface Looking {
  /** As it is today; another version of it may come in at any time. */
  readonly deck: DeckFacts;
  readonly today: StudyDay;
  readonly model: Model;
  readonly look: Look;
  readonly day: StudyDay;
  /** Ahead: as if one went on. */
  readonly goesOn: boolean;
  /** Told of every other day that is shown, and with null of today. */
  readonly onLook: (then: Then | null) => void;
}

/** A day that was chosen, and the day on which it was. */
export interface Chosen {
  readonly day: StudyDay;
  readonly on: StudyDay;
}

/** Today, also where it was chosen, which is another day tomorrow, and where a day that lay ahead has come. */
export const dayShown = (chosen: Chosen | null, today: StudyDay): StudyDay =>
  chosen === null || (chosen.on <= chosen.day && chosen.day <= today) ? today : chosen.day;

/** What is known on the day that one looks at, worked out anew whenever the deck is another; null for today. */
export function useThen({ deck, today, model, look, day, goesOn, onLook }: Looking): Then | null {
  const places = useMemo(() => placesOf(deck, look.past), [deck, look]);
  const then = useMemo((): Then | null => {
    if (day === today) return null;
    const memories = goesOn && day > today ? look.kept : look.past;
    const known = factsOn(deck, memories, places, day, model);
    const sentence = day < today ? "timeThen" : goesOn ? "timeKept" : "timeAhead";
    const words = t(sentence, dayText(day), Math.round(known.known.expected), counted("countFacts", known.known.facts));
    return { deck: known, words };
  }, [deck, look, places, day, today, goesOn, model]);
  // Before the browser paints: the ring and the words beside it are of one day.
  useLayoutEffect(() => onLook(then), [then]);
  // Where the slider goes, as with the last answer that is taken back elsewhere, nobody could come back to today.
  useLayoutEffect(() => () => onLook(null), []);
  return then;
}
