import type { JSX } from "preact";
import type { Term } from "../../core/deck/deck.ts";
import { t } from "../../platform/i18n.ts";
import { Rich } from "../parts/Rich.tsx";

const PANEL = "glossary-panel";

/** The card's words, laid over the page so that looking one up moves nothing. */
export function Glossary({ words }: { words: readonly Term[] }): JSX.Element {
  return (
    <>
      <button type="button" class="quiet-button" popovertarget={PANEL}>
        {t("glossaryOpen")}
      </button>
      <aside id={PANEL} class="glossary" popover="auto" aria-label={t("glossaryTitle")}>
        <dl>
          {words.map((term) => (
            <div key={term.id}>
              <dt>{term.name}</dt>
              <dd>
                <Rich text={term.definition} />
              </dd>
            </div>
          ))}
        </dl>
        <p class="fine">{t("glossaryBackground")}</p>
      </aside>
    </>
  );
}
