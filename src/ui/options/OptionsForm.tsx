import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { DEFAULT_SETTINGS, FORM_KEYS, LIMITS, type SettingKey, type Settings } from "../../core/settings.ts";
import { t } from "../../platform/i18n.ts";
import { hasNewTab } from "../../platform/own-manifest.ts";
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

const percent = (share: number): number => Math.round(share * 100);

/** Every setting; each is saved by itself as soon as it holds a right value. */
export function OptionsForm({ settings, onChange, onRestoreDefaults, errors }: Props): JSX.Element {
  // A new round begins with every restoring, and takes what was typed and refused away.
  const [round, setRound] = useState(0);
  const restored = round > 0 && FORM_KEYS.every((key) => settings[key] === DEFAULT_SETTINGS[key]);
  const forgotten = 100 - percent(settings.desiredRetention);
  return (
    <form class="options-form" onSubmit={(event) => event.preventDefault()} aria-label={t("optionsTitle")}>
      <section aria-labelledby="options-day">
        <h2 id="options-day">{t("optionsDay")}</h2>
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
        />
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
        />
        <SwitchSetting
          name="typeAnswers"
          label={t("optionsType")}
          help={t("optionsTypeHelp")}
          value={settings.typeAnswers}
          error={errors.typeAnswers}
          onChange={(value) => onChange("typeAnswers", value)}
        />
        <RolloverSetting
          value={settings.rolloverHour}
          error={errors.rolloverHour}
          onChange={(value) => onChange("rolloverHour", value)}
        />
        <EasyDaysSetting
          value={settings.easyDays}
          error={errors.easyDays}
          onChange={(value) => onChange("easyDays", value)}
        />
        <ReminderSetting settings={settings} errors={errors} onChange={onChange} />
      </section>
      <section aria-labelledby="options-memory">
        <h2 id="options-memory">{t("optionsMemory")}</h2>
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
        />
      </section>
      <section aria-labelledby="options-looks">
        <h2 id="options-looks">{t(hasNewTab() ? "optionsLooks" : "optionsLooksPopup")}</h2>
        <ThemeSetting value={settings.theme} error={errors.theme} onChange={(value) => onChange("theme", value)} />
        {hasNewTab() && (
          <SwitchSetting
            name="newTabSession"
            label={t("optionsNewTab")}
            help={t("optionsNewTabHelp")}
            value={settings.newTabSession}
            error={errors.newTabSession}
            onChange={(value) => onChange("newTabSession", value)}
          />
        )}
        {hasNewTab() && settings.newTabSession && (
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
        )}
      </section>
      <section aria-labelledby="options-safety">
        <h2 id="options-safety">{t("optionsSafety")}</h2>
        <SwitchSetting
          name="dailyCopy"
          label={t("optionsCopy")}
          help={t("optionsCopyHelp")}
          value={settings.dailyCopy}
          error={errors.dailyCopy}
          onChange={(value) => onChange("dailyCopy", value)}
        />
      </section>
      <p class="settings-actions">
        <button
          type="button"
          class="small-button"
          data-action="restore-defaults"
          onClick={() => {
            setRound(round + 1);
            onRestoreDefaults();
          }}
        >
          {t("optionsRestore")}
        </button>
        <span class="fine" role="status">
          {t(restored ? "optionsRestored" : "optionsSaved")}
        </span>
      </p>
    </form>
  );
}
