import type { ComponentChildren, JSX } from "preact";
import { t } from "../../../platform/i18n.ts";
import { QuietRing } from "../../progress/QuietRing.tsx";

interface Props {
  /** Address of the options page; without it there is no link to it. */
  readonly settingsHref?: string | undefined;
  /** What there is to say, under the mark. */
  readonly children?: ComponentChildren;
}

/** A new tab with the session turned off: paper, the ring of what is known, and the way to the settings. */
export function QuietPage({ settingsHref, children }: Props): JSX.Element {
  return (
    <main class="quiet-page">
      <h1 class="visually-hidden">{t("quietTitle")}</h1>
      <QuietRing />
      {children}
      {settingsHref !== undefined && (
        <a class="quiet-button" href={settingsHref}>
          {t("settingsLink")}
        </a>
      )}
    </main>
  );
}
