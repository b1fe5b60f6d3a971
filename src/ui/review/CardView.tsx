import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { plainText } from "../../core/deck/plain-text.ts";
import { t } from "../../platform/i18n.ts";
import type { SessionView } from "../../session/study/session-view.ts";
import type { Part } from "../hooks/part.ts";
import { Rich } from "../parts/Rich.tsx";
import { WithPart } from "../parts/WithPart.tsx";
import type { Attempt } from "./attempt.ts";
import { ChoiceOptions } from "./ChoiceOptions.tsx";
import { NumberField } from "./NumberField.tsx";
import { OwnMarks } from "./OwnMarks.tsx";
import { optionsOf, orderOf } from "./pair.ts";

/** From here on a question is set a size smaller, so that it stays in sight with its answer. */
const LONG_QUESTION = 150;
/** What does not fit the usual gap of a cloze in its full size gets a wider one, from the beginning. */
const LONG_FILLING = 17;

interface Props {
  readonly view: SessionView & { kind: "card" };
  /** What draws more than a plain question. */
  readonly pieces: Part<typeof import("./pieces.ts")>;
  readonly attempt: Attempt;
  readonly onChoose: (option: number) => void;
  readonly onType: (typed: string) => void;
}

/** One card, before and after its answer. Whatever the answer brings stands under what was there before. */
export function CardView({ view, pieces, attempt, onChoose, onType }: Props): JSX.Element {
  const { content, provenance, revealed } = view;
  const long = plainText(content.front).length > LONG_QUESTION;
  const answer = plainText(content.answer);
  const options = optionsOf(content);
  const questionId = useId();
  return (
    <article class="card" data-card={content.id} data-type={content.type} data-long={long ? "" : undefined}>
      <div class="question-side">
        <p id={`${questionId}-where`} class="eyebrow">
          {view.isNew && <span class="card-new">{t("cardNew")} · </span>}
          {provenance.chapters.find(({ id }) => id === content.chapter)?.title}
          {content.heading === null && provenance.provenance !== null && (
            <span class="card-beyond"> · {t("cardBeyond")}</span>
          )}
          <OwnMarks own={view.own} />
        </p>
        {/* The heading has the focus, which has a name in any browser; what belongs to it is read out with it. */}
        <h1
          id={questionId}
          class="question"
          tabIndex={-1}
          data-stage-focus={revealed ? undefined : ""}
          aria-describedby={`${questionId}-with ${questionId}-where`}
          data-gap={answer.length > LONG_FILLING ? "wide" : undefined}
        >
          <Rich text={content.front} fill={revealed ? answer : undefined} />
        </h1>
        <div id={`${questionId}-with`}>
          {options.length > 0 && (
            <ChoiceOptions
              options={options}
              order={orderOf(view)}
              pair={content.type === "contrast"}
              revealed={revealed}
              chosen={attempt.chosen}
              onChoose={onChoose}
            />
          )}
          {content.type === "pathway" && (
            <WithPart part={pieces}>
              {({ Pathway }) => <Pathway steps={content.steps} fill={revealed ? answer : undefined} />}
            </WithPart>
          )}
          {content.type === "diagram" && (
            <WithPart part={pieces}>
              {({ Picture }) => <Picture drawing={content.drawing} asked={{ ...content.covered, revealed }} />}
            </WithPart>
          )}
        </div>
        {view.isTyped && (
          <WithPart part={pieces}>
            {({ TypedPart }) => <TypedPart view={view} attempt={attempt} questionId={questionId} onType={onType} />}
          </WithPart>
        )}
        {content.type === "number" && (
          <NumberField unit={content.accepts.unit} typed={attempt.typed} revealed={revealed} onType={onType} />
        )}
      </div>
      {revealed && (
        <WithPart part={pieces}>{({ AnswerPanel }) => <AnswerPanel view={view} attempt={attempt} />}</WithPart>
      )}
    </article>
  );
}
