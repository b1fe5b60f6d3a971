import type { JSX } from "preact";
import type { Report } from "../../exchange/report.ts";
import { t } from "../../platform/i18n.ts";
import { percent } from "../parts/figures.ts";

type Subject = Report["subjects"][number];
const STANDINGS = ["known", "fading", "learning", "new"] as const;
const NAMES = {
  known: "reportKnown",
  fading: "reportFading",
  learning: "reportLearning",
  new: "reportNew",
} as const;

interface Props {
  readonly subjects: readonly Subject[];
  /** Of the subjects' names, where it is not the page's. */
  readonly lang: string | undefined;
}

/** Each subject with its cards as a bar and as numbers, so that the print says it without colour. */
export function SubjectTable({ subjects, lang }: Props): JSX.Element {
  return (
    <section aria-labelledby="subjects-title">
      <h2 id="subjects-title">{t("reportSubjects")}</h2>
      <table class="report-table">
        <thead>
          <tr>
            <th scope="col">{t("reportSubject")}</th>
            <th scope="col" class="report-bar-cell">
              <span class="visually-hidden">{t("reportShares")}</span>
            </th>
            {STANDINGS.map((standing) => (
              <th key={standing} scope="col">
                <span class={`report-swatch share-${standing}`} aria-hidden="true" />
                {t(NAMES[standing])}
              </th>
            ))}
            <th scope="col">{t("reportRecall")}</th>
          </tr>
        </thead>
        <tbody>
          {subjects.map((subject) => (
            <tr key={subject.name}>
              <th scope="row" lang={lang}>
                {subject.name}
              </th>
              <td class="report-bar-cell">
                <Bar subject={subject} />
              </td>
              {STANDINGS.map((standing) => (
                <td key={standing}>{subject[standing] || "·"}</td>
              ))}
              <td>{subject.recall === null ? "–" : percent(subject.recall)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Bar({ subject }: { readonly subject: Subject }): JSX.Element {
  const all = STANDINGS.reduce((sum, standing) => sum + subject[standing], 0);
  let x = 0;
  return (
    <svg class="report-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      {STANDINGS.map((standing) => {
        const width = (subject[standing] / all) * 100;
        const from = x;
        x += width;
        return <rect key={standing} class={`share-${standing}`} x={from} y="0" width={width} height="8" />;
      })}
    </svg>
  );
}
