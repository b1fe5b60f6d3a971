import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import type { AccountControl } from "../../session/progress/account.ts";
import { useLive } from "../hooks/use-live.ts";
import { lossText, numberText } from "../parts/figures.ts";

/** One line, now and then: what weights fitted to the learner's own answers would gain. */
export function FitOffer({ account, href }: { readonly account: AccountControl; readonly href: string }): JSX.Element {
  const { fit, offered } = useLive(account);
  const lossOf = (name: "fitted" | "present"): number =>
    fit?.table.find(({ predictor }) => predictor === name)?.logLoss ?? 0;
  return (
    <div class="fit-offer" role="status" data-offered={offered}>
      {offered && fit !== null && (
        <p>
          {t("fitOffer", numberText(fit.judgedOn), lossText(lossOf("present")), lossText(lossOf("fitted")))}{" "}
          <a href={href}>{t("fitOfferLook")}</a>{" "}
          <button type="button" class="quiet-button" data-action="decline-fit" onClick={account.onDecline}>
            {t("fitOfferDecline")}
          </button>
        </p>
      )}
    </div>
  );
}
