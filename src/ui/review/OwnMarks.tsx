import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import type { Own } from "../../session/study/session-view.ts";

/** That a card has a star, and that its words are the learner's own. */
export const OwnMarks = ({ own }: { readonly own: Own }): JSX.Element => (
  <>
    {own.wording !== null && <span class="own-wording"> · {t("ownWording")}</span>}
    {own.isMarked && (
      <span class="own-mark">
        {" "}
        <span aria-hidden="true">★</span> {t("ownMarked")}
      </span>
    )}
  </>
);
