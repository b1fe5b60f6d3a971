import type { JSX } from "preact";
import type { Report } from "../../exchange/report.ts";
import { plural, t } from "../../platform/i18n.ts";
import { dayText } from "../parts/days.ts";
import { langOf } from "../parts/deck-language.ts";
import { numberText, percent } from "../parts/figures.ts";
import { FadingList } from "./FadingList.tsx";
import { SubjectTable } from "./SubjectTable.tsx";

/** One or two printed pages: what is known, what is fading, and the work that went into it. */
export function ReportSheet({ report }: { readonly report: Report }): JSX.Element {
  const { totals, cards } = report;
  const lang = langOf(report.language);
  const began = cards.known + cards.fading + cards.learning;
  return (
    <main class="report">
      <header class="report-head">
        {report.deckTitles.length === 0 ? (
          <h1>{t("reportTitle")}</h1>
        ) : (
          <h1 lang={lang}>{report.deckTitles.join(", ")}</h1>
        )}
        <p>{t("reportMade", dayText(report.day))}</p>
        {began > 0 && (
          <button type="button" class="small-button report-print" onClick={() => window.print()}>
            {t("reportPrint")}
          </button>
        )}
      </header>
      {began === 0 ? (
        <p class="report-lead">{t("reportNothing")}</p>
      ) : (
        <>
          <p class="report-lead">
            {t("reportLead", cards.known, began + cards.new, cards.fading, cards.learning, cards.new)}
          </p>
          <Figures totals={totals} />
          <SubjectTable subjects={report.subjects} lang={lang} />
          {cards.known + cards.fading > 0 && (
            <FadingList cards={report.fading} desiredRetention={report.desiredRetention} lang={lang} />
          )}
          <footer class="report-foot">{t("reportFoot", percent(report.desiredRetention))}</footer>
        </>
      )}
    </main>
  );
}

function Figures({ totals }: Pick<Report, "totals">): JSX.Element {
  const { passed, asked } = totals.retention;
  return (
    <dl class="report-figures">
      <Figure name={t("reportReviews")} value={numberText(totals.reviews)} />
      <Figure name={t("reportDays")} value={numberText(totals.days)} />
      <Figure name={t("reportTime")} value={timeText(totals.durationMs)} />
      <Figure
        name={t("reportRetention")}
        value={asked === 0 ? "–" : percent(passed / asked)}
        help={asked === 0 ? t("reportRetentionNone") : t("reportRetentionHelp", passed, asked)}
      />
    </dl>
  );
}

function Figure({ name, value, help }: { name: string; value: string; help?: string }): JSX.Element {
  return (
    <div class="report-figure">
      <dt>{name}</dt>
      <dd>{value}</dd>
      {help !== undefined && <dd class="report-help">{help}</dd>}
    </div>
  );
}

/** Time spent on answers, in hours and minutes. */
function timeText(durationMs: number): string {
  const minutes = Math.round(durationMs / 60_000);
  const inHours = minutes >= 120;
  return inHours ? t("reportHours", Math.floor(minutes / 60), minutes % 60) : plural("waitMinutes", minutes);
}
