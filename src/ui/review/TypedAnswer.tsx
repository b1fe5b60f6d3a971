import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { difference, nearestOf, type TypedVerdict } from "../../core/deck/typed.ts";
import { t } from "../../platform/i18n.ts";
import { useDeckLang } from "../parts/deck-language.ts";

interface FieldProps {
  /** The id of the question, which the field is read out with: it has the focus as soon as the card is there. */
  readonly questionId: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

/** A field for the answer. It may stay empty: then the answer is simply shown. */
export function TypedField({ questionId, typed, onType }: FieldProps): JSX.Element {
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

interface SaidProps {
  readonly typed: string;
  readonly verdict: TypedVerdict;
  /** The spellings that are right. */
  readonly right: readonly string[];
}

/** What was typed, and where it differs from the answer: too much is struck through, and what it lacks is underlined. */
export function TypedAnswer({ typed, verdict, right }: SaidProps): JSX.Element {
  const parts =
    verdict === "right" ? [{ kind: "same" as const, text: typed }] : difference(typed, nearestOf(typed, right));
  return (
    <p class="typed-answer" data-verdict={verdict}>
      <span class="visually-hidden">{t("typeSaid", typed)}</span>
      <span aria-hidden="true" lang={useDeckLang()}>
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
