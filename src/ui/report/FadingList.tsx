import type { JSX } from "preact";
import type { Report } from "../../exchange/report.ts";
import { t } from "../../platform/i18n.ts";
import { percent } from "../parts/figures.ts";

interface Props {
  readonly cards: Report["fading"];
  /** 0 to 1. */
  readonly desiredRetention: number;
  /** Of the cards' texts, where it is not the page's. */
  readonly lang: string | undefined;
}

/** As `plainText` writes it. */
const GAP = "____";

/** The cards most likely to be forgotten, the worst first. */
export function FadingList({ cards, desiredRetention, lang }: Props): JSX.Element {
  return (
    <section aria-labelledby="fading-title" class="report-fading">
      <h2 id="fading-title">{t("reportFadingTitle")}</h2>
      {cards.length === 0 ? (
        <p>{t("reportFadingNone", percent(desiredRetention))}</p>
      ) : (
        <ol>
          {cards.map(({ question, answer, subject, recall }) => (
            <li key={`${subject} ${question}`}>
              <Filled question={question} answer={answer} lang={lang} />{" "}
              <span class="report-help">
                <span lang={lang}>{subject}</span>,{" "}
                {recall < desiredRetention ? percent(recall) : t("reportJustForgotten")}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

interface FilledProps extends Pick<Props, "lang"> {
  readonly question: string;
  readonly answer: string;
}

/** Each gap of a cloze is filled where it stands, as on the card; behind any other question comes its answer. */
function Filled({ question, answer, lang }: FilledProps): JSX.Element {
  const [first = "", ...others] = question.split(GAP);
  const word = (
    <span class="report-answer" lang={lang}>
      {answer}
    </span>
  );
  return others.length === 0 ? (
    <>
      <span class="report-question" lang={lang}>
        {question}
      </span>{" "}
      {word}
    </>
  ) : (
    <span class="report-question" lang={lang}>
      {first}
      {others.flatMap((other) => [word, other])}
    </span>
  );
}
