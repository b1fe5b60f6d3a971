import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { isoDay, type StudyDay } from "../../core/time/study-day.ts";
import { t } from "../../platform/i18n.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { dayOf, dayText } from "../parts/days.ts";

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

/** A field for a day, and the button that sets it once it is one that may be chosen. */
export function DayField({ name, label, bounds, busy, action, set, onSet }: Props): JSX.Element {
  const [day, setDay] = useState<StudyDay | null>(null);
  const isRight = isWithin(day, bounds);
  const why = useId();
  return (
    <p class="settings-actions">
      <label>
        {label}{" "}
        <input
          type="date"
          name={name}
          min={bounds ? isoDay(bounds.first) : undefined}
          max={bounds ? isoDay(bounds.last) : undefined}
          onInput={(event) => setDay(dayOf(event.currentTarget.value))}
        />
      </label>
      <ActionButton action={action} busy={busy || !isRight} describedBy={why} onPress={() => isRight && onSet(day)}>
        {set}
      </ActionButton>
      {/* The field shows it to the eye, which sees that no day is chosen, or one beyond its bounds. */}
      <span id={why} class="visually-hidden">
        {bounds && !isRight && t("dayWithin", dayText(bounds.first), dayText(bounds.last))}
      </span>
    </p>
  );
}

const isWithin = (day: StudyDay | null, bounds: DayBounds): day is StudyDay =>
  day !== null && bounds !== null && day >= bounds.first && day <= bounds.last;
