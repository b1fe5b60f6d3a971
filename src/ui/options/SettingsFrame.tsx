import type { ComponentChildren, JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import { PROGRESS_PAGE, STUDY_PAGE } from "../parts/addresses.ts";
import { PageWays } from "../parts/PageWays.tsx";

/** The sheet that the options page is written on. */
export function SettingsFrame({ children }: { children: ComponentChildren }): JSX.Element {
  return (
    <main class="settings">
      <header class="settings-head">
        <h1 class="settings-title">{t("optionsTitle")}</h1>
        <PageWays
          ways={[
            [STUDY_PAGE, t("waysStudy")],
            [PROGRESS_PAGE, t("progressLink")],
          ]}
        />
      </header>
      {children}
    </main>
  );
}
