import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import { Osteon } from "../parts/Osteon.tsx";

/** A new tab with the session turned off: paper, a faint mark, and the way to the settings. */
export function QuietPage({ settingsHref }: { settingsHref: string }): JSX.Element {
  return (
    <main class="quiet-page">
      <h1 class="visually-hidden">{t("quietTitle")}</h1>
      <Osteon lamellae={9} />
      <a class="quiet-button" href={settingsHref}>
        {t("settingsLink")}
      </a>
    </main>
  );
}
