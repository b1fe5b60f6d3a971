import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";

/** A page in one of Firefox's containers, where Osteon's database is not: a sentence, and the way to where it is. */
export function ContainerNote({ onOpen }: { readonly onOpen: () => void }): JSX.Element {
  return (
    <div class="container-note" data-notice="container">
      <p>{t("inContainer")}</p>
      <button type="button" class="small-button" onClick={onOpen}>
        {t("openPlainTab")}
      </button>
    </div>
  );
}
