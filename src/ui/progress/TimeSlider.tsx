import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import type { Model } from "../../core/memory/model.ts";
import type { StudyDay } from "../../core/plan/study-day.ts";
import type { DeckFacts } from "../../core/stats/deck-facts.ts";
import { AHEAD_DAYS, factsOn, firstDayOf, type Look, placesOf } from "../../core/stats/memories.ts";
import type { JobProgress } from "../../exchange/client.ts";
import { t } from "../../platform/i18n.ts";
import type { ProgressParts } from "../../session/progress/open.ts";
import { dayText } from "../parts/days.ts";
import { counted } from "../parts/figures.ts";

interface Props extends Pick<ProgressParts, "readMemories"> {
  readonly deck: DeckFacts;
  readonly today: StudyDay;
  readonly model: Model;
  /** What was, or will be, known on the day that is chosen; null for today. */
  readonly onLook: (then: Then | null) => void;
}

/** What was, or will be, known on another day. */
export interface Then {
  readonly deck: DeckFacts;
  /** Says the day, and how much of the deck it is. */
  readonly words: string;
}

type State =
  | { readonly kind: "closed" | "failed" }
  | { readonly kind: "reading"; readonly progress: JobProgress }
  | { readonly kind: "open"; readonly look: Look };

/** From the first answer to a year ahead: behind today the log is replayed, ahead one sees what fades if one stops, or stays if one goes on. */
export function TimeSlider({ deck, today, model, readMemories, onLook }: Props): JSX.Element {
  const [state, setState] = useState<State>({ kind: "closed" });
  const open = (): void => {
    setState({ kind: "reading", progress: { done: 0, total: 0 } });
    readMemories((progress) => setState({ kind: "reading", progress })).then(
      (look) => setState({ kind: "open", look }),
      (error: unknown) => {
        console.error("the memories could not be read:", error);
        setState({ kind: "failed" });
      },
    );
  };
  switch (state.kind) {
    case "closed":
      return (
        <div class="time-slider">
          <button type="button" class="small-button" data-action="look-back" onClick={open}>
            {t("timeOpen")}
          </button>
        </div>
      );
    case "failed":
      return (
        <p class="time-slider" role="alert">
          {t("timeFailed")}
        </p>
      );
    case "reading": {
      const { done, total } = state.progress;
      return (
        <label class="time-slider">
          {t("timeReading")}
          <progress max={total > 0 ? total : undefined} value={total > 0 ? done : undefined} />
        </label>
      );
    }
    case "open":
      return <Slider deck={deck} today={today} model={model} look={state.look} onLook={onLook} />;
  }
}

type SliderProps = Omit<Props, "readMemories"> & { readonly look: Look };

function Slider({ deck, today, model, look, onLook }: SliderProps): JSX.Element {
  const [day, setDay] = useState(today);
  const [goesOn, setGoesOn] = useState(false);
  const [words, setWords] = useState(t("timeToday"));
  const places = useMemo(() => placesOf(deck, look.past), [deck, look]);
  const first = firstDayOf(look.past) ?? today;
  // Where the slider goes, as with the last answer that is taken back elsewhere, nobody could come back to today.
  useLayoutEffect(() => () => onLook(null), []);
  const show = (wanted: StudyDay, keeping: boolean): void => {
    setDay(wanted);
    setGoesOn(keeping);
    if (wanted === today) {
      setWords(t("timeToday"));
      onLook(null);
      return;
    }
    const memories = keeping && wanted > today ? look.kept : look.past;
    const then = factsOn(deck, memories, places, wanted, model);
    const sentence = wanted < today ? "timeThen" : keeping ? "timeKept" : "timeAhead";
    const told = t(sentence, dayText(wanted), Math.round(then.known.expected), counted("countFacts", then.known.facts));
    setWords(told);
    onLook({ deck: then, words: told });
  };
  return (
    <div class="time-slider">
      <input
        type="range"
        name="day"
        aria-label={t("timeLabel")}
        aria-valuetext={words}
        min={Math.min(first, today)}
        max={today + AHEAD_DAYS}
        value={day}
        onInput={({ currentTarget }) => show(currentTarget.valueAsNumber, goesOn)}
      />
      <output>{words}</output>
      <label class="chart-choice">
        <input
          type="checkbox"
          name="goes-on"
          checked={goesOn}
          onChange={({ currentTarget }) => show(day, currentTarget.checked)}
        />
        {t("timeGoOn")}
      </label>
      {day !== today && (
        <button type="button" class="small-button" data-action="today" onClick={() => show(today, goesOn)}>
          {t("timeBack")}
        </button>
      )}
    </div>
  );
}
