import type { ComponentChildren, JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import { PROGRESS_PAGE } from "../parts/addresses.ts";

/** The sheet that the options page is written on. */
export function SettingsFrame({ children }: { children: ComponentChildren }): JSX.Element {
  return (
    <main class="settings">
      <header class="settings-head">
        <h1 class="settings-title">{t("optionsTitle")}</h1>
        <a class="quiet-button" href={PROGRESS_PAGE}>
          {t("progressLink")}
        </a>
      </header>
      {children}
    </main>
  );
}
