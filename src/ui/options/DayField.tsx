import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { isoDay, type StudyDay } from "../../core/time/study-day.ts";
import { t } from "../../platform/i18n.ts";
import { dayOf, dayText } from "../parts/days.ts";
import { SetRow } from "./SetRow.tsx";

/** The first and the last day that may be chosen; null while they are not known. */
export type DayBounds = { readonly first: StudyDay; readonly last: StudyDay } | null;

interface Props {
  readonly name: string;
  readonly label: string;
  readonly bounds: DayBounds;
  readonly busy: boolean;
  /** What the button is called that sets the day, and what it says. */
  readonly action: string;
  readonly set: string;
  readonly onSet: (day: StudyDay) => void;
}

/** A field for a day, and the button that sets it. */
export function DayField({ name, bounds, busy, ...row }: Props): JSX.Element {
  const [day, setDay] = useState<StudyDay | null>(null);
  const isRight = isWithin(day, bounds);
  const within = bounds ? t("dayWithin", dayText(bounds.first), dayText(bounds.last)) : "";
  return (
    <SetRow
      {...row}
      value={isRight ? day : null}
      busy={busy || bounds === null}
      help={isRight ? undefined : within}
      isHelpHidden
      wrong={within}
    >
      {(field) => (
        <input
          {...field}
          type="date"
          name={name}
          min={bounds ? isoDay(bounds.first) : undefined}
          max={bounds ? isoDay(bounds.last) : undefined}
          onInput={(event) => setDay(dayOf(event.currentTarget.value))}
        />
      )}
    </SetRow>
  );
}

const isWithin = (day: StudyDay | null, bounds: DayBounds): day is StudyDay =>
  day !== null && bounds !== null && day >= bounds.first && day <= bounds.last;
