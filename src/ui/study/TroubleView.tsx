import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";

export function TroubleView({ message }: { message: string }): JSX.Element {
  return (
    <div class="notice trouble" role="alert">
      <h1 class="eyebrow">{t("troubleEyebrow")}</h1>
      <p class="trouble-message">{message}</p>
    </div>
  );
}
