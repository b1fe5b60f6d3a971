import { Fragment, type JSX } from "preact";
import { useState } from "preact/hooks";
import { type FormKey, LIMITS, type SettingKey, type Settings } from "../../core/settings.ts";
import { t } from "../../platform/i18n.ts";
import { hasNewTab } from "../../platform/own-manifest.ts";
import { DefaultsPart } from "./DefaultsPart.tsx";
import { EasyDaysSetting } from "./EasyDaysSetting.tsx";
import { NumberSetting } from "./NumberSetting.tsx";
import { ReminderSetting } from "./ReminderSetting.tsx";
import { RolloverSetting } from "./RolloverSetting.tsx";
import { SwitchSetting } from "./SwitchSetting.tsx";
import { ThemeSetting } from "./ThemeSetting.tsx";

interface Props {
  readonly settings: Settings;
  /** Called with right values only. */
  readonly onChange: <K extends SettingKey>(key: K, value: Settings[K]) => void;
  readonly onRestoreDefaults: () => void;
  /** Sentences about settings that could not be saved. */
  readonly errors: Partial<Record<SettingKey, string>>;
}

type Section = "day" | "memory" | "looks" | "safety";

const percent = (share: number): number => Math.round(share * 100);

/** The heading over what concerns looks and, where they are Osteon's, new tabs. */
export const looksTitle = (): string => t(hasNewTab() ? "optionsLooks" : "optionsLooksPopup");

/** Every setting; each is saved by itself as soon as it holds a right value. */
export function OptionsForm({ settings, onChange, onRestoreDefaults, errors }: Props): JSX.Element {
  // A new round begins with every restoring, and takes what was typed and refused away.
  const [round, setRound] = useState(0);
  const forgotten = 100 - percent(settings.desiredRetention);
  // In the order in which they stand; the types ask for one of each setting.
  const rows: Readonly<Record<FormKey, readonly [Section, JSX.Element | false | null]>> = {
    newPerDay: [
      "day",
      <NumberSetting
        key={round}
        name="newPerDay"
        label={t("optionsNewPerDay")}
        unit={t("optionsCards")}
        help={t("optionsNewPerDayHelp")}
        value={settings.newPerDay}
        limits={LIMITS.newPerDay}
        note={settings.newPerDay === 0 ? t("optionsNoNew") : undefined}
        error={errors.newPerDay}
        onChange={(value) => onChange("newPerDay", value)}
      />,
    ],
    reviewsPerDay: [
      "day",
      <NumberSetting
        key={round}
        name="reviewsPerDay"
        label={t("optionsReviewsPerDay")}
        unit={t("optionsCards")}
        help={t("optionsReviewsPerDayHelp")}
        value={settings.reviewsPerDay}
        limits={LIMITS.reviewsPerDay}
        note={settings.reviewsPerDay === 0 ? t("optionsNoReviews") : undefined}
        error={errors.reviewsPerDay}
        onChange={(value) => onChange("reviewsPerDay", value)}
      />,
    ],
    typeAnswers: [
      "day",
      <SwitchSetting
        name="typeAnswers"
        label={t("optionsType")}
        help={t("optionsTypeHelp")}
        value={settings.typeAnswers}
        error={errors.typeAnswers}
        onChange={(value) => onChange("typeAnswers", value)}
      />,
    ],
    singleKeyShortcuts: [
      "day",
      <SwitchSetting
        name="singleKeyShortcuts"
        label={t("optionsSingleKeys")}
        help={t("optionsSingleKeysHelp")}
        value={settings.singleKeyShortcuts}
        error={errors.singleKeyShortcuts}
        onChange={(value) => onChange("singleKeyShortcuts", value)}
      />,
    ],
    rolloverHour: [
      "day",
      <RolloverSetting
        value={settings.rolloverHour}
        error={errors.rolloverHour}
        onChange={(value) => onChange("rolloverHour", value)}
      />,
    ],
    easyDays: [
      "day",
      <EasyDaysSetting
        value={settings.easyDays}
        error={errors.easyDays}
        onChange={(value) => onChange("easyDays", value)}
      />,
    ],
    reminder: ["day", <ReminderSetting settings={settings} errors={errors} onChange={onChange} />],
    // In the row above.
    reminderHour: ["day", null],
    desiredRetention: [
      "memory",
      <NumberSetting
        key={round}
        name="desiredRetention"
        label={t("optionsRetention")}
        unit="%"
        help={t("optionsRetentionHelp", forgotten)}
        value={percent(settings.desiredRetention)}
        limits={{ min: percent(LIMITS.desiredRetention.min), max: percent(LIMITS.desiredRetention.max) }}
        error={errors.desiredRetention}
        onChange={(value) => onChange("desiredRetention", value / 100)}
      />,
    ],
    theme: [
      "looks",
      <ThemeSetting value={settings.theme} error={errors.theme} onChange={(value) => onChange("theme", value)} />,
    ],
    newTabSession: [
      "looks",
      hasNewTab() && (
        <SwitchSetting
          name="newTabSession"
          label={t("optionsNewTab")}
          help={t("optionsNewTabHelp")}
          value={settings.newTabSession}
          error={errors.newTabSession}
          onChange={(value) => onChange("newTabSession", value)}
        />
      ),
    ],
    quietAfter: [
      "looks",
      hasNewTab() && settings.newTabSession && (
        <NumberSetting
          key={round}
          name="quietAfter"
          label={t("optionsQuietAfter")}
          unit={t("optionsCards")}
          help={t("optionsQuietAfterHelp")}
          value={settings.quietAfter}
          limits={LIMITS.quietAfter}
          error={errors.quietAfter}
          onChange={(value) => onChange("quietAfter", value)}
        />
      ),
    ],
    dailyCopy: [
      "safety",
      <SwitchSetting
        name="dailyCopy"
        label={t("optionsCopy")}
        help={t("optionsCopyHelp")}
        value={settings.dailyCopy}
        error={errors.dailyCopy}
        onChange={(value) => onChange("dailyCopy", value)}
      />,
    ],
  };
  const rowsOf = (section: Section): JSX.Element[] =>
    Object.entries(rows).flatMap(([key, [where, row]]) =>
      where === section ? [<Fragment key={key}>{row}</Fragment>] : [],
    );
  return (
    <form class="options-form" onSubmit={(event) => event.preventDefault()} aria-label={t("optionsTitle")}>
      <p class="fine settings-saved">{t("optionsSaved")}</p>
      <section aria-labelledby="options-day">
        <h2 id="options-day">{t("optionsDay")}</h2>
        {rowsOf("day")}
      </section>
      <section aria-labelledby="options-memory">
        <h2 id="options-memory">{t("optionsMemory")}</h2>
        {rowsOf("memory")}
      </section>
      <section aria-labelledby="options-looks">
        <h2 id="options-looks">{looksTitle()}</h2>
        {rowsOf("looks")}
      </section>
      <section aria-labelledby="options-safety">
        <h2 id="options-safety">{t("optionsSafety")}</h2>
        {rowsOf("safety")}
      </section>
      <DefaultsPart
        settings={settings}
        onRestore={() => {
          setRound(round + 1);
          onRestoreDefaults();
        }}
      />
    </form>
  );
}
