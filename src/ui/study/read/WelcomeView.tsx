import type { JSX } from "preact";
import { t } from "../../../platform/i18n.ts";
import { hasNewTab } from "../../../platform/own-manifest.ts";
import { Osteon } from "../../parts/Osteon.tsx";
import { NOTICE_TITLE } from "./notice-title.ts";

/** The first screen: what this is, what is asked of the reader, what becomes of the answers, and where they are kept. */
export function WelcomeView(): JSX.Element {
  return (
    <article class="notice welcome" data-notice="welcome" tabIndex={-1} data-stage-focus aria-labelledby={NOTICE_TITLE}>
      <Osteon lamellae={5} />
      <h1 id={NOTICE_TITLE} class="notice-title">
        {t("welcomeTitle")}
      </h1>
      <p>{t(hasNewTab() ? "welcomeWhat" : "welcomeWhatPopup")}</p>
      <p>{t("welcomeHow")}</p>
      <p>{t("welcomeHard")}</p>
      <p>{t("welcomeWhere")}</p>
    </article>
  );
}
