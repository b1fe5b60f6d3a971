import type { JSX } from "preact";
import { GAP } from "../../../core/deck/plain-text.ts";
import { t } from "../../../platform/i18n.ts";
import type { FadingCard } from "../../../session/progress/read-sheets.ts";
import { percent } from "../../parts/figures.ts";

interface Props {
  readonly cards: readonly FadingCard[];
  /** 0 to 1. */
  readonly desiredRetention: number;
  /** Of the cards' texts, where it is not the page's. */
  readonly lang: string | undefined;
}

/** The cards most likely to be forgotten, the worst first. */
export function FadingList({ cards, desiredRetention, lang }: Props): JSX.Element {
  return (
    <section aria-labelledby="sheet-fading-title" class="sheet-fading">
      <h3 id="sheet-fading-title">{t("reportFadingTitle")}</h3>
      {cards.length === 0 ? (
        <p>{t("reportFadingNone", percent(desiredRetention))}</p>
      ) : (
        <ol>
          {cards.map(({ id, question, answer, recall }) => (
            <li key={id}>
              <Filled question={question} answer={answer} lang={lang} />{" "}
              <span class="sheet-recall">
                {recall === 0 ? t("reportJustForgotten") : t("sheetRecall", percent(recall))}
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
    <span class="sheet-answer" lang={lang}>
      {answer}
    </span>
  );
  return others.length === 0 ? (
    <>
      <span class="sheet-question" lang={lang}>
        {question}
      </span>{" "}
      {word}
    </>
  ) : (
    <span class="sheet-question" lang={lang}>
      {first}
      {others.flatMap((other) => [word, other])}
    </span>
  );
}
