import type { JSX } from "preact";
import type { CardContent } from "../../core/deck/deck.ts";
import { t, uiLanguage } from "../../platform/i18n.ts";
import type { Provenance } from "../../session/session-view.ts";
import { bringIntoView } from "../parts/bring-into-view.ts";
import { ReportBox } from "./ReportBox.tsx";

interface Props {
  readonly content: CardContent;
  readonly provenance: Provenance;
}

/** A date as the deck has it (YYYY-MM-DD), in words. */
function dateText(day: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return new Intl.DateTimeFormat(uiLanguage(), { dateStyle: "long", timeZone: "UTC" }).format(date);
}

/** An address without what everyone knows, so that it fits on a line. */
const shortAddress = (address: string): string => address.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");

export function SourceDrawer({ content, provenance }: Props): JSX.Element {
  const { source } = provenance;
  const references = content.note?.references ?? [];
  return (
    <details class="source" onToggle={bringIntoView}>
      <summary>{t("sourceSummary")}</summary>
      <div class="source-body">
        <p>
          <cite>{source.title}</cite>
          <br />
          {t("sourceBy", source.author, source.publisher)}
        </p>
        <dl class="source-facts">
          <dt>{t("sourceHeading")}</dt>
          <dd>{content.heading}</dd>
          <dt>{t("sourceChecked")}</dt>
          <dd>{dateText(content.checkedOn)}</dd>
          {references.length > 0 && <dt>{t("sourceReferences")}</dt>}
          {references.map((address) => (
            <dd key={address}>
              <a href={address} target="_blank" rel="noopener noreferrer">
                {shortAddress(address)}
              </a>
            </dd>
          ))}
        </dl>
        <p class="fine">{provenance.disclaimer}</p>
        <ReportBox content={content} deckVersion={provenance.version} />
      </div>
    </details>
  );
}
