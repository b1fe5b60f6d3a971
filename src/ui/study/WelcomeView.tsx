import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import { Osteon } from "../parts/Osteon.tsx";

interface Props {
  /** The new tab is to be left alone. */
  readonly onPopupOnly: () => void;
}

/** The first screen: what this is, what is asked of the reader, what becomes of the answers, and where they are kept. */
export function WelcomeView({ onPopupOnly }: Props): JSX.Element {
  return (
    <article class="notice welcome" data-notice="welcome" tabIndex={-1} data-stage-focus>
      <Osteon lamellae={5} />
      <h1 class="notice-title">{t("welcomeTitle")}</h1>
      <p>{t("welcomeWhat")}</p>
      <p>{t("welcomeHow")}</p>
      <p>{t("welcomeHard")}</p>
      <p>{t("welcomeWhere")}</p>
      <p>
        <button type="button" class="small-button" data-action="popup-only" onClick={onPopupOnly}>
          {t("welcomePopupOnly")}
        </button>
      </p>
    </article>
  );
}
