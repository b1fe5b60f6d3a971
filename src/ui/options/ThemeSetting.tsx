import type { JSX } from "preact";
import type { Theme } from "../../core/settings.ts";
import { type MessageKey, t } from "../../platform/i18n.ts";

const NAMES: Record<Theme, MessageKey> = { system: "themeSystem", light: "themeLight", dark: "themeDark" };
const THEMES = Object.keys(NAMES) as readonly Theme[];

interface Props {
  readonly value: Theme;
  readonly error: string | undefined;
  readonly onChange: (theme: Theme) => void;
}

export function ThemeSetting({ value, error, onChange }: Props): JSX.Element {
  return (
    <fieldset class="setting">
      <legend class="setting-label">{t("optionsTheme")}</legend>
      <div class="setting-control theme-choice">
        {THEMES.map((theme) => (
          <label key={theme}>
            <input type="radio" name="theme" value={theme} checked={theme === value} onChange={() => onChange(theme)} />
            {t(NAMES[theme])}
          </label>
        ))}
      </div>
      <p class="setting-error" role="status">
        {error}
      </p>
    </fieldset>
  );
}
