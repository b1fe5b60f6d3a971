import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";

interface Props {
  readonly message: string;
  /** Where loading the page again may help, and nothing else on the page offers it. */
  readonly loadAgain?: (() => void) | null;
}

/** Says what went wrong, and what can be done about it. */
export function TroubleView({ message, loadAgain }: Props): JSX.Element {
  return (
    <>
      <div class="notice trouble" role="alert">
        <h1 class="eyebrow">{t("troubleEyebrow")}</h1>
        <p class="trouble-message">{message}</p>
      </div>
      {loadAgain && (
        <button type="button" class="small-button" onClick={loadAgain}>
          {t("troubleLoadAgain")}
        </button>
      )}
    </>
  );
}
