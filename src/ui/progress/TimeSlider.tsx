import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Model } from "../../core/memory/model.ts";
import type { StudyDay } from "../../core/plan/study-day.ts";
import type { DeckFacts } from "../../core/stats/deck-facts.ts";
import { AHEAD_DAYS, firstDayOf } from "../../core/stats/memories.ts";
import type { JobProgress } from "../../jobs/client.ts";
import { t } from "../../platform/i18n.ts";
import type { ProgressParts } from "../../session/progress/open.ts";
import { type LookOf, useLook } from "./use-look.ts";
import { type Chosen, dayShown, type Then, useThen } from "./use-then.ts";

interface Props extends Pick<ProgressParts, "readMemories"> {
  readonly deck: DeckFacts;
  readonly today: StudyDay;
  readonly model: Model;
  /** What was, or will be, known on the day that is chosen; null for today. */
  readonly onLook: (then: Then | null) => void;
}

type State =
  | { readonly kind: "closed" | "failed" }
  | { readonly kind: "reading"; readonly progress: JobProgress }
  | { readonly kind: "open"; readonly begun: LookOf };

/** From the first answer to a year ahead: behind today the log is replayed, ahead one sees what fades if one stops, or stays if one goes on. */
export function TimeSlider({ deck, today, model, readMemories, onLook }: Props): JSX.Element {
  const [state, setState] = useState<State>({ kind: "closed" });
  const open = (): void => {
    setState({ kind: "reading", progress: { done: 0, total: 0 } });
    readMemories((progress) => setState({ kind: "reading", progress })).then(
      (look) => setState({ kind: "open", begun: { look, deck } }),
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
      return <Slider begun={state.begun} {...{ deck, today, model, readMemories, onLook }} />;
  }
}

type SliderProps = Props & { readonly begun: LookOf };

function Slider({ deck, today, begun, readMemories, ...rest }: SliderProps): JSX.Element {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [goesOn, setGoesOn] = useState(false);
  const of = useLook(deck, begun, () => readMemories(() => {}));
  const { look } = of;
  const day = dayShown(chosen, today);
  const words = useThen({ ...rest, ...of, today, day, goesOn })?.words ?? t("timeToday");
  const first = firstDayOf(look.past) ?? today;
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
        onInput={({ currentTarget }) => setChosen({ day: currentTarget.valueAsNumber, on: today })}
      />
      <output>{words}</output>
      <label class="chart-choice">
        <input
          type="checkbox"
          name="goes-on"
          checked={goesOn}
          onChange={({ currentTarget }) => setGoesOn(currentTarget.checked)}
        />
        {t("timeGoOn")}
      </label>
      {day !== today && (
        <button type="button" class="small-button" data-action="today" onClick={() => setChosen(null)}>
          {t("timeBack")}
        </button>
      )}
    </div>
  );
}
