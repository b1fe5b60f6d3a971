import type { JSX } from "preact";
import type { Correction } from "../../../core/deck/deck.ts";
import { t } from "../../../platform/i18n.ts";
import { Rich } from "../../parts/Rich.tsx";
import { NOTICE_TITLE } from "./notice-title.ts";

/** What the user learnt has changed: before, now, why. */
export function CorrectionView({ correction }: { correction: Correction }): JSX.Element {
  return (
    <article
      class="notice correction"
      data-notice="correction"
      tabIndex={-1}
      data-stage-focus
      aria-labelledby={NOTICE_TITLE}
    >
      <p class="eyebrow">{t("correctionEyebrow")}</p>
      <h1 id={NOTICE_TITLE} class="notice-title">
        {t("correctionTitle")}
      </h1>
      <dl class="correction-list">
        <dt>{t("correctionBefore")}</dt>
        <dd class="correction-before">
          <s>
            <Rich text={correction.before} />
          </s>
        </dd>
        <dt>{t("correctionNow")}</dt>
        <dd class="correction-now">
          <Rich text={correction.now} />
        </dd>
        <dt>{t("correctionWhy")}</dt>
        <dd>
          <Rich text={correction.why} />
        </dd>
      </dl>
    </article>
  );
}
