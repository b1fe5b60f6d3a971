import type { JSX } from "preact";
import type { Term } from "../../../core/deck/deck.ts";
import { t } from "../../../platform/i18n.ts";
import { useDeckLang } from "../../parts/deck-language.ts";
import { Rich } from "../../parts/Rich.tsx";
import { NOTICE_TITLE } from "./notice-title.ts";

/** A word of background, shown once before the first card that needs it. */
export function TermView({ term }: { term: Term }): JSX.Element {
  return (
    <article class="notice term" data-notice="term" tabIndex={-1} data-stage-focus aria-labelledby={NOTICE_TITLE}>
      <p class="eyebrow">{t("termEyebrow")}</p>
      <h1 id={NOTICE_TITLE} class="term-name">
        <dfn lang={useDeckLang()}>{term.name}</dfn>
      </h1>
      <p class="term-definition">
        <Rich text={term.definition} />
      </p>
      <p class="fine">{t("glossaryBackground")}</p>
    </article>
  );
}
