import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Model } from "../../core/memory/model.ts";
import type { StudyDay } from "../../core/plan/study-day.ts";
import type { DeckFacts } from "../../core/stats/deck-facts.ts";
import { factsOn, firstDayOf, type Memories, placesOf } from "../../core/stats/memories.ts";
import type { JobProgress } from "../../exchange/client.ts";
import { t } from "../../platform/i18n.ts";
import type { ProgressParts } from "../../session/progress/open.ts";
import { dayText } from "./numbers/words.ts";

interface Props extends Pick<ProgressParts, "readMemories"> {
  readonly deck: DeckFacts;
  readonly today: StudyDay;
  readonly model: Model;
  /** What was, or will be, known on the day that is chosen; null for today. */
  readonly onLook: (then: DeckFacts | null) => void;
}

/** How far ahead one can look. */
const AHEAD_DAYS = 365;

type State =
  | { readonly kind: "closed" | "failed" }
  | { readonly kind: "reading"; readonly progress: JobProgress }
  | { readonly kind: "open"; readonly memories: Memories };

/** From the first answer to a year ahead: behind today the log is replayed, ahead one sees what fades if one stops. */
export function TimeSlider({ deck, today, model, readMemories, onLook }: Props): JSX.Element {
  const [state, setState] = useState<State>({ kind: "closed" });
  const open = (): void => {
    setState({ kind: "reading", progress: { done: 0, total: 0 } });
    readMemories((progress) => setState({ kind: "reading", progress })).then(
      (memories) => setState({ kind: "open", memories }),
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
      return <Slider deck={deck} today={today} model={model} memories={state.memories} onLook={onLook} />;
  }
}

function Slider({
  deck,
  today,
  model,
  memories,
  onLook,
}: Omit<Props, "readMemories"> & { readonly memories: Memories }): JSX.Element {
  const [day, setDay] = useState(today);
  const [words, setWords] = useState(t("timeToday"));
  const places = useMemo(() => placesOf(memories), [memories]);
  const first = firstDayOf(memories) ?? today;
  const look = (wanted: StudyDay): void => {
    setDay(wanted);
    if (wanted === today) {
      setWords(t("timeToday"));
      onLook(null);
      return;
    }
    const then = factsOn(deck, memories, places, wanted, model);
    const { expected, facts } = then.known;
    setWords(t(wanted < today ? "timeThen" : "timeAhead", dayText(wanted), Math.round(expected), facts));
    onLook(then);
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
        onInput={({ currentTarget }) => look(currentTarget.valueAsNumber)}
      />
      <output>{words}</output>
      {day !== today && (
        <button type="button" class="small-button" data-action="today" onClick={() => look(today)}>
          {t("timeBack")}
        </button>
      )}
    </div>
  );
}
