import type { JSX } from "preact";
import { isoDay, type StudyDay } from "../../core/plan/study-day.ts";
import { dayOf } from "../parts/days.ts";

/** The first and the last day that may be chosen; null while they are not known. */
export type DayBounds = { readonly first: StudyDay; readonly last: StudyDay } | null;

interface Props {
  readonly name: string;
  readonly label: string;
  readonly bounds: DayBounds;
  /** Given null where the field holds no day. */
  readonly onDay: (day: StudyDay | null) => void;
}

export function DayField({ name, label, bounds, onDay }: Props): JSX.Element {
  return (
    <label>
      {label}{" "}
      <input
        type="date"
        name={name}
        min={bounds ? isoDay(bounds.first) : undefined}
        max={bounds ? isoDay(bounds.last) : undefined}
        onInput={(event) => onDay(dayOf(event.currentTarget.value))}
      />
    </label>
  );
}

/** Whether a day that was chosen may be set. */
export const isWithin = (day: StudyDay | null, bounds: DayBounds): day is StudyDay =>
  day !== null && bounds !== null && day >= bounds.first && day <= bounds.last;
