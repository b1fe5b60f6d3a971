import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../platform/i18n.ts";
import type { ExportKind, TableKind } from "../../session/options/export-format.ts";
import { ActionButton } from "../parts/ActionButton.tsx";

interface Props {
  readonly busy: boolean;
  readonly onExport: (kind: ExportKind, table: TableKind) => void;
  readonly reportHref: string;
}

/** The log for Anki, for a spreadsheet, and on paper. */
export function OtherPrograms({ busy, onExport, reportHref }: Props): JSX.Element {
  const [table, setTable] = useState<TableKind>("csv");
  const button = (kind: ExportKind, label: string): JSX.Element => (
    <ActionButton action={`export-${kind}`} busy={busy} onPress={() => onExport(kind, table)}>
      {label}
    </ActionButton>
  );
  return (
    <section class="other-programs" aria-labelledby="other-programs-title">
      <h3 id="other-programs-title">{t("exchangeTitle")}</h3>
      <p class="settings-actions">
        {button("anki", t("exchangeAnki"))}
        {button("reviews", t("exchangeReviews"))}
        {button("days", t("exchangeDays"))}
        {button("cards", t("exchangeCards"))}
        <select
          class="setting-select"
          name="table-kind"
          aria-label={t("exchangeTableKind")}
          value={table}
          onChange={(event) => setTable(event.currentTarget.value === "tsv" ? "tsv" : "csv")}
        >
          <option value="csv">{t("exchangeCsv")}</option>
          <option value="tsv">{t("exchangeTsv")}</option>
        </select>
        <a class="small-button" data-action="report" href={reportHref}>
          {t("exchangeReport")}
        </a>
      </p>
      <p class="setting-help">{t("exchangeAnkiHelp")}</p>
    </section>
  );
}
