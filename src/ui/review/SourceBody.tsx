import type { JSX } from "preact";
import type { CardContent, Reference, RichText } from "../../core/deck/deck.ts";
import { isEmpty } from "../../core/deck/plain-text.ts";
import type { Wording } from "../../core/deck/wording.ts";
import { deckOf } from "../../core/ids.ts";
import { t, uiLanguage } from "../../platform/i18n.ts";
import type { Provenance } from "../../session/study/session-view.ts";
import { LEFT_OUT_PAGE } from "../parts/addresses.ts";
import { Citation } from "../parts/Citation.tsx";
import { langOf } from "../parts/deck-language.ts";
import { Rich } from "../parts/Rich.tsx";
import { ReportBox } from "./ReportBox.tsx";

export interface SourceProps {
  readonly content: CardContent;
  readonly provenance: Provenance;
  /** What the fact says, where it does not stand on the page already. */
  readonly statement?: RichText | null;
  readonly references: readonly Reference[];
  /** The learner's, which a report can carry. */
  readonly wording?: Wording | null;
}

/** A date as the deck has it (YYYY-MM-DD), in words. */
function dateText(day: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return new Intl.DateTimeFormat(uiLanguage(), { dateStyle: "long", timeZone: "UTC" }).format(date);
}

/** What the source's drawer holds. */
export function SourceBody({
  content,
  provenance,
  statement = null,
  references,
  wording = null,
}: SourceProps): JSX.Element {
  const lang = langOf(provenance.language);
  const source = content.heading === null ? null : provenance.provenance;
  return (
    <div class="source-body">
      {statement !== null && !isEmpty(statement) && (
        <dl class="source-facts">
          <dt>{t("cardFact")}</dt>
          <dd data-source="statement" lang={lang}>
            <Rich text={statement} />
          </dd>
        </dl>
      )}
      {source !== null && (
        <p>
          <cite lang={lang}>{source.title}</cite>
          <br />
          {t("sourceBy", source.author, source.publisher)}
          <br />
          <span data-source="no-address">{t("sourceNoAddress")}</span>
        </p>
      )}
      <dl class="source-facts">
        {content.heading !== null && <dt>{t("sourceHeading")}</dt>}
        {content.heading !== null && <dd lang={lang}>{content.heading}</dd>}
        <dt>{t("sourceChecked")}</dt>
        <dd>{dateText(content.checkedOn)}</dd>
        {references.length > 0 && <dt>{t("sourceReferences")}</dt>}
        {references.map((reference) => (
          <dd key={reference.id}>
            <Citation reference={reference} />
          </dd>
        ))}
      </dl>
      {provenance.provenance !== null && (
        <p>
          <a href={`${LEFT_OUT_PAGE}#${deckOf(content.id)}`} target="_blank" rel="noopener">
            {t("leftOutTitle")}
          </a>
        </p>
      )}
      <p class="fine" lang={lang}>
        {provenance.disclaimer}
      </p>
      <ReportBox content={content} deckVersion={provenance.version} wording={wording} />
    </div>
  );
}
