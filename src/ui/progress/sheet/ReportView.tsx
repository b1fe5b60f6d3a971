import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../../platform/i18n.ts";
import type { ProgressParts } from "../../../session/progress/open.ts";
import { useLive } from "../../hooks/use-live.ts";
import { useRead } from "../../hooks/use-read.ts";
import { DeckLanguage } from "../../parts/deck-language.ts";
import { ReportSheet } from "./ReportSheet.tsx";

/** What is known on one page, for whoever looks over somebody's learning: one sheet for each deck, one of them at a time. */
export function ReportView({
  parts,
}: {
  readonly parts: Pick<ProgressParts, "knowledge" | "readSheets">;
}): JSX.Element {
  const knowledge = useLive(parts.knowledge);
  const read = useRead("the report", parts.readSheets, [knowledge, parts.readSheets]);
  const [chosen, setChosen] = useState<string | null>(null);
  if (read.kind === "reading") return <p>{t("sheetReading")}</p>;
  if (read.kind === "failed") return <p role="alert">{t("sheetFailed")}</p>;
  const { sheets, today, desiredRetention } = read.value;
  const begun = sheets.filter(({ deck: { known } }) => known.new < known.facts);
  const sheet = begun.find(({ deck }) => deck.id === chosen) ?? begun[0];
  if (!sheet) return <p class="know-lead">{t("reportNothing")}</p>;
  return (
    <>
      <div class="sheet-tools">
        <p>{t("sheetHint")}</p>
        {begun.length > 1 && (
          <label>
            {t("sheetDeck")}
            <select name="deck" value={sheet.deck.id} onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
              {begun.map(({ deck }) => (
                <option key={deck.id} value={deck.id}>
                  {deck.title}
                </option>
              ))}
            </select>
          </label>
        )}
        <button type="button" class="small-button" data-action="print" onClick={() => window.print()}>
          {t("reportPrint")}
        </button>
      </div>
      <DeckLanguage.Provider value={sheet.deck.language}>
        <div class="sheet-paper">
          <ReportSheet key={sheet.deck.id} sheet={sheet} today={today} desiredRetention={desiredRetention} />
        </div>
      </DeckLanguage.Provider>
    </>
  );
}
