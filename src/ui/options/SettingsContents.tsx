import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../platform/i18n.ts";

/** The id of a section's heading, and what it says. */
export type Section = readonly [id: string, title: string];

/** As `settings.css` has it: in a smaller window the list would take more than half of what is seen. */
const ROOMY = "(min-width: 40rem) and (min-height: 36rem)";

/** What stands on the page, as links: it is long. In a small window they wait behind one line. */
export function SettingsContents({ sections }: { readonly sections: readonly Section[] }): JSX.Element {
  // Once: whoever has opened or closed it since is not overruled.
  const [opens] = useState(() => matchMedia(ROOMY).matches);
  return (
    <nav aria-label={t("settingsContents")}>
      <details class="settings-contents" open={opens}>
        <summary>{t("settingsContents")}</summary>
        <ul>
          {sections.map(([id, title]) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}
