import type { JSX } from "preact";
import { t } from "../../../platform/i18n.ts";
import { QuietPage } from "./QuietPage.tsx";

interface Props {
  readonly settingsHref?: string | undefined;
  /** Whose new tab this is: Firefox lets the user choose, the others do not. */
  readonly inFirefox: boolean;
}

/** A new tab of a user who studies in the popup alone: it says where the cards are, and how the browser's own page is had. */
export function PopupOnlyPage({ settingsHref, inFirefox }: Props): JSX.Element {
  return (
    <QuietPage settingsHref={settingsHref}>
      <div class="quiet-choice" data-quiet="popup-only">
        <p>{t("quietPopupOnly")}</p>
        <p class="fine">{t(inFirefox ? "quietOwnFirefox" : "quietOwnOther")}</p>
      </div>
    </QuietPage>
  );
}
