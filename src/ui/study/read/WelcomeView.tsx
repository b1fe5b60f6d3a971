import type { JSX } from "preact";
import { t } from "../../../platform/i18n.ts";
import { hasNewTab } from "../../../platform/own-manifest.ts";
import { Osteon } from "../../parts/Osteon.tsx";

/** The first screen: what this is, what is asked of the reader, what becomes of the answers, and where they are kept. */
export function WelcomeView(): JSX.Element {
  return (
    <article class="notice welcome" data-notice="welcome" tabIndex={-1} data-stage-focus>
      <Osteon lamellae={5} />
      <h1 class="notice-title">{t("welcomeTitle")}</h1>
      <p>{t(hasNewTab() ? "welcomeWhat" : "welcomeWhatPopup")}</p>
      <p>{t("welcomeHow")}</p>
      <p>{t("welcomeHard")}</p>
      <p>{t("welcomeWhere")}</p>
    </article>
  );
}
