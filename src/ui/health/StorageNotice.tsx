import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";

/** Said once when the browser lost what was stored: what came back, or that nothing did. */
export const StorageNotice = ({ message }: { readonly message: string }): JSX.Element => (
  <div class="notice" data-notice="storage">
    <h1 class="eyebrow">{t("storageEyebrow")}</h1>
    <p class="notice-title">{message}</p>
  </div>
);
