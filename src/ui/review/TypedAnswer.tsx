import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { difference, nearestOf } from "../../core/deck/difference.ts";
import type { TypedVerdict } from "../../core/deck/typed.ts";
import { typedAnswers } from "../../core/deck/typed-answers.ts";
import { type MessageKey, t } from "../../platform/i18n.ts";
import type { SessionView } from "../../session/study/session-view.ts";
import { useDeckLang } from "../parts/deck-language.ts";
import { Sentence } from "../parts/Sentence.tsx";
import type { Attempt } from "./attempt.ts";
import { verdictOf } from "./verdict.ts";

interface Props {
  readonly view: Extract<SessionView, { kind: "card" }>;
  readonly attempt: Attempt;
  readonly questionId: string;
  readonly onType: (typed: string) => void;
}

/** Of a card whose answer is typed: the field before the answer, and after it what was typed, beside what is right. */
export function TypedPart({ view: { content, revealed }, attempt, questionId, onType }: Props): JSX.Element | null {
  if (!revealed) return <TypedField questionId={questionId} typed={attempt.typed} onType={onType} />;
  const verdict = verdictOf(content, attempt);
  if (verdict === null || verdict === "unread") return null;
  return <TypedAnswer typed={attempt.typed} verdict={verdict} right={typedAnswers(content) ?? []} />;
}

interface FieldProps {
  /** The id of the question, which the field is read out with: it has the focus as soon as the card is there. */
  readonly questionId: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

/** A field for the answer. It may stay empty: then the answer is simply shown. */
function TypedField({ questionId, typed, onType }: FieldProps): JSX.Element {
  const labelId = useId();
  return (
    <div class="typed-field">
      <input
        type="text"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        enterkeyhint="done"
        maxLength={60}
        lang={useDeckLang()}
        data-answer-field
        data-stage-focus=""
        aria-labelledby={`${questionId} ${labelId}`}
        aria-keyshortcuts="Enter"
        value={typed}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      <span id={labelId} class="typed-label">
        {t("typeLabel")}
      </span>
    </div>
  );
}

interface TypedAnswerProps {
  readonly typed: string;
  readonly verdict: TypedVerdict;
  /** The spellings that are right. */
  readonly right: readonly string[];
}

/**
 * What was typed, where it differs from the answer: too much is struck through, and what it lacks is underlined. Where nearly
 * all of it differs, what was typed and what the card says stand one under the other instead.
 */
function TypedAnswer({ typed, verdict, right }: TypedAnswerProps): JSX.Element {
  const lang = useDeckLang();
  const nearest = verdict === "right" ? typed : nearestOf(typed, right);
  if (nearest === null) {
    const line = (message: MessageKey, text = ""): JSX.Element => (
      <Sentence message={message} pieces={[<span lang={lang}>{text}</span>]} />
    );
    return (
      <div class="typed-answer" data-verdict={verdict} data-compared="lines">
        <p>{line("typeSaid", typed)}</p>
        <p>{line("typeCardSays", right[0])}</p>
      </div>
    );
  }
  const isCompared = verdict !== "right";
  const parts = isCompared ? difference(typed, nearest) : [{ kind: "same" as const, text: typed }];
  return (
    <p class="typed-answer" data-verdict={verdict} data-compared={isCompared ? "letters" : undefined}>
      <span class="visually-hidden">
        {t("typeSaid", typed)}
        {isCompared && ` ${t("typeCompared", nearest)}`}
      </span>
      <span aria-hidden="true" lang={lang}>
        {parts.map(({ kind, text }, at) => {
          // The pieces have no other name than their place.
          const key = `${at}`;
          if (kind === "extra") return <del key={key}>{text}</del>;
          return kind === "missing" ? <ins key={key}>{text}</ins> : <span key={key}>{text}</span>;
        })}
      </span>
    </p>
  );
}
