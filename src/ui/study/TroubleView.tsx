import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";

export function TroubleView({ message }: { message: string }): JSX.Element {
  return (
    <div class="notice trouble" role="alert">
      <p class="eyebrow">{t("troubleEyebrow")}</p>
      <p class="trouble-message">{message}</p>
    </div>
  );
}
