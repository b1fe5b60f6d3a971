import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Term } from "../../../core/deck/deck.ts";
import { t } from "../../../platform/i18n.ts";
import { useDeckLang } from "../../parts/deck-language.ts";
import { opener, takeFocus } from "../../parts/hand-back-focus.ts";
import { Rich } from "../../parts/Rich.tsx";
import { GLOSSARY_PANEL } from "./GlossaryButton.tsx";

/** The card's words, in a row of their own, so that they cover nothing of the card. */
export function Glossary({ words }: { readonly words: readonly Term[] }): JSX.Element {
  const lang = useDeckLang();
  const panel = useRef<HTMLElement>(null);
  useLayoutEffect(() => takeFocus(panel.current, opener(GLOSSARY_PANEL)), []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where the words are many, by keyboard too
    <aside ref={panel} id={GLOSSARY_PANEL} class="glossary" tabIndex={0} aria-label={t("glossaryTitle")}>
      <dl>
        {words.map((term) => (
          <div key={term.id}>
            <dt lang={lang}>{term.name}</dt>
            <dd>
              <Rich text={term.definition} />
            </dd>
          </div>
        ))}
      </dl>
      <p class="fine">{t("glossaryBackground")}</p>
    </aside>
  );
}
