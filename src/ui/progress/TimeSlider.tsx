import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Model } from "../../core/memory/model.ts";
import type { Progress } from "../../core/progress.ts";
import type { DeckFacts } from "../../core/stats/deck-facts.ts";
import { AHEAD_DAYS, firstDayOf } from "../../core/stats/memories.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
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
  | { readonly kind: "reading"; readonly progress: Progress }
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
      return <Failed />;
    case "reading": {
      const { done, total } = state.progress;
      return <Reading done={done} total={total} />;
    }
    case "open":
      return <Slider begun={state.begun} {...{ deck, today, model, readMemories, onLook }} />;
  }
}

/** In place of the button that was pressed, which had the focus; the slider takes it from here. */
function Reading({ done, total }: Progress): JSX.Element {
  const line = useRef<HTMLLabelElement>(null);
  useLayoutEffect(() => focusWhereNone(line.current), []);
  return (
    <label class="time-slider" tabIndex={-1} ref={line}>
      {t("timeReading")}
      <progress max={total > 0 ? total : undefined} value={total > 0 ? done : undefined} />
    </label>
  );
}

/** In place of what was read, which had the focus. */
function Failed(): JSX.Element {
  const line = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => focusWhereNone(line.current), []);
  return (
    <p class="time-slider" role="alert" tabIndex={-1} ref={line}>
      {t("timeFailed")}
    </p>
  );
}

/** Whoever has gone elsewhere meanwhile stays there. */
function focusWhereNone(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus({ preventScroll: true });
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
  const slider = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => focusWhereNone(slider.current), []);
  return (
    <div class="time-slider">
      <input
        ref={slider}
        type="range"
        name="day"
        aria-label={t("timeLabel")}
        aria-valuetext={words}
        min={Math.min(first, today)}
        max={today + AHEAD_DAYS}
        value={day}
        onInput={({ currentTarget }) => setChosen({ day: currentTarget.valueAsNumber, on: today })}
      />
      {/* For the eye: the slider is read out with it. */}
      <p class="time-words" aria-hidden="true">
        {words}
      </p>
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
        <button
          type="button"
          class="small-button"
          data-action="today"
          onClick={() => {
            // The button goes, and the focus with it.
            slider.current?.focus();
            setChosen(null);
          }}
        >
          {t("timeBack")}
        </button>
      )}
    </div>
  );
}
