import type { ComponentChildren, JSX } from "preact";
import { t } from "../../platform/i18n.ts";

/** The sheet that the options page is written on. */
export function SettingsFrame({ children }: { children: ComponentChildren }): JSX.Element {
  return (
    <main class="settings">
      <h1 class="settings-title">{t("optionsTitle")}</h1>
      {children}
    </main>
  );
}
