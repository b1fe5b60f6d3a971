import type { JSX } from "preact";
import { chosenDays, EASY_DAY_KINDS, type EasyDay, isAllEasy, writeEasyDays } from "../../core/memory/easy-days.ts";
import { dateOf } from "../../core/time/study-day.ts";
import { type MessageKey, t, uiLanguage } from "../../platform/i18n.ts";

const WORDS: Readonly<Record<EasyDay, MessageKey>> = {
  normal: "easyDayNormal",
  fewer: "easyDayFewer",
  none: "easyDayNone",
};

/** A study day that is a Monday. */
const MONDAY = 4;

const weekdayName = (weekday: number): string =>
  new Intl.DateTimeFormat(uiLanguage(), { weekday: "long", timeZone: "UTC" }).format(dateOf(MONDAY + weekday));

interface Props {
  /** As the setting has it. */
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

/** How many cards each day of the week is to have, Monday first. */
export function EasyDaysSetting({ value, error, onChange }: Props): JSX.Element {
  const days = chosenDays(value);
  return (
    <fieldset class="easy-days" aria-describedby="easyDays-help easyDays-error">
      <legend class="setting-label">{t("easyDaysTitle")}</legend>
      <p class="easy-days-row">
        {days.map((kind, weekday) => (
          <label key={weekdayName(weekday)}>
            <span>{weekdayName(weekday)}</span>
            <select
              name={`easy-day-${weekday + 1}`}
              value={kind}
              onChange={({ currentTarget }) => {
                const chosen = EASY_DAY_KINDS.find((one) => one === currentTarget.value);
                if (chosen) onChange(writeEasyDays(days.with(weekday, chosen)));
              }}
            >
              {EASY_DAY_KINDS.map((one) => (
                <option key={one} value={one}>
                  {t(WORDS[one])}
                </option>
              ))}
            </select>
          </label>
        ))}
      </p>
      <p class="setting-help" id="easyDays-help">
        {t("easyDaysHelp")}
      </p>
      <p class="setting-help" role="status" data-all-easy={isAllEasy(days)}>
        {isAllEasy(days) && t("easyDaysAll")}
      </p>
      <p class="setting-error" id="easyDays-error" role="status">
        {error}
      </p>
    </fieldset>
  );
}
