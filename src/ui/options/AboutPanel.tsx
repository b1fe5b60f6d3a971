import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import type { Provenance } from "../session-view.ts";

interface Props {
  readonly provenance: Provenance;
  /** The version of Osteon. */
  readonly version: string;
}

export function AboutPanel({ provenance, version }: Props): JSX.Element {
  const { title, author, publisher } = provenance.source;
  return (
    <section class="about" aria-labelledby="about-title">
      <h2 id="about-title">{t("aboutTitle")}</h2>
      <p>{t("aboutPrivacy")}</p>
      <p>{provenance.disclaimer}</p>
      <p>
        {t("aboutSource", provenance.title)} <cite>{title}</cite>, {t("sourceBy", author, publisher)}.
      </p>
      <p class="fine">{t("aboutVersion", version, provenance.version)}</p>
    </section>
  );
}
