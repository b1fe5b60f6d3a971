import type { JSX } from "preact";
import { t, uiLanguage } from "../../platform/i18n.ts";
import type { Work } from "./backup-view.ts";

/** How far long work has come, and the way to stop it. */
export function WorkBar({ work, onStop }: { readonly work: Work; readonly onStop: () => void }): JSX.Element {
  const count = (number: number): string => number.toLocaleString(uiLanguage());
  const known = work.total > 0;
  return (
    <div class="work-bar">
      <progress aria-label={t("exchangeWorking")} {...(known && { value: work.done, max: work.total })} />
      <span class="work-count">{known && t("exchangeProgress", count(work.done), count(work.total))}</span>
      <button type="button" class="quiet-button" data-action="stop" onClick={onStop}>
        {t("exchangeStop")}
      </button>
    </div>
  );
}
