import type { JSX } from "preact";
import { LIMITS } from "../../core/settings.ts";
import { t } from "../../platform/i18n.ts";
import { hourText } from "../parts/formats.ts";
import { HourSetting } from "./HourSetting.tsx";

interface Props {
  readonly value: number;
  readonly error: string | undefined;
  readonly onChange: (hour: number) => void;
}

export const RolloverSetting = ({ value, error, onChange }: Props): JSX.Element => (
  <HourSetting
    name="rolloverHour"
    label={t("optionsRollover")}
    help={value === 0 ? t("optionsRolloverMidnight") : t("optionsRolloverHelp", hourText(value))}
    limits={LIMITS.rolloverHour}
    value={value}
    error={error}
    onChange={onChange}
  />
);
