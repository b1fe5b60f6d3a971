import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import type { Provenance } from "../../session/study/session-view.ts";
import { langOf } from "../parts/deck-language.ts";

interface Props {
  readonly decks: readonly Provenance[];
  /** The version of Osteon. */
  readonly version: string;
}

export function AboutPanel({ decks, version }: Props): JSX.Element {
  return (
    <section class="about" aria-labelledby="about-title">
      <h2 id="about-title">{t("aboutTitle")}</h2>
      <p>{t("aboutPrivacy")}</p>
      <p>{t("aboutNot")}</p>
      {decks.map((deck) => (
        <DeckLines key={deck.title} deck={deck} version={version} />
      ))}
    </section>
  );
}

function DeckLines({ deck, version }: { readonly deck: Provenance; readonly version: string }): JSX.Element {
  const source = deck.provenance;
  const lang = langOf(deck.language);
  return (
    <>
      <p lang={lang}>{deck.disclaimer}</p>
      {source !== null && (
        <p>
          {t("aboutSource", deck.title)} <cite lang={lang}>{source.title}</cite>,{" "}
          {t("sourceBy", source.author, source.publisher)}.
        </p>
      )}
      <p class="fine">{t("aboutVersion", version, deck.version)}</p>
    </>
  );
}
