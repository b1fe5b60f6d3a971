import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import type { DeckEntry } from "../../session/options/decks.ts";
import type { TeachersControl, TeachersState } from "../../session/options/teachers.ts";
import { ResultLine } from "../backup/ResultLine.tsx";
import { ActionButton } from "../parts/ActionButton.tsx";

interface Props extends TeachersState, Pick<TeachersControl, "onBlank"> {
  readonly decks: readonly DeckEntry[];
  /** Addresses of a bundled deck's reading sheet and of what decks leave out. */
  readonly sheetHref: (deck: DeckEntry) => string;
  readonly leftOutHref: string;
}

/** What a teacher needs: a sheet to read and to sign, and a deck that says nothing of who studied it. */
export function TeachersPanel({ decks, busy, result, onBlank, sheetHref, leftOutHref }: Props): JSX.Element {
  const bundled = decks.filter(({ own }) => !own);
  return (
    <section class="teachers" aria-labelledby="teachers-title" aria-busy={busy}>
      <h2 id="teachers-title">{t("teachersTitle")}</h2>
      <p>{t("teachersIntro")}</p>
      {bundled.map((deck) => (
        <div key={deck.id} data-deck={deck.id}>
          <p class="settings-actions">
            <a class="small-button" data-action="reading-sheet" href={sheetHref(deck)}>
              {t("teachersSheet")}
            </a>
            <ActionButton action="blank-apkg" busy={busy} onPress={() => onBlank(deck.id, "apkg")}>
              {t("teachersBlankAnki")}
            </ActionButton>
            <ActionButton action="blank-csv" busy={busy} onPress={() => onBlank(deck.id, "csv")}>
              {t("teachersBlankTable")}
            </ActionButton>
            <a class="small-button" data-action="left-out" href={`${leftOutHref}#${deck.id}`}>
              {t("leftOutTitle")}
            </a>
          </p>
          <p class="setting-help">{t("teachersLicence", deck.title, deck.licence)}</p>
        </div>
      ))}
      <p class="setting-help">{t("teachersBlankHelp")}</p>
      <p class="backup-result" role="status" data-result={busy ? "busy" : (result?.kind ?? "none")}>
        {busy ? t("backupBusy") : result !== null && <ResultLine result={result} />}
      </p>
    </section>
  );
}
