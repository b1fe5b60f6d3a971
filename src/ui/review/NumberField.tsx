import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import { useDeckLang } from "../parts/deck-language.ts";

interface Props {
  readonly unit: string;
  readonly typed: string;
  readonly revealed: boolean;
  readonly onType: (typed: string) => void;
}

/** A field for a guess. It may stay empty: then the answer is simply shown. */
export function NumberField({ unit, typed, revealed, onType }: Props): JSX.Element {
  return (
    <label class="number-field">
      <span class="visually-hidden">{t("numberLabel")}</span>
      <input
        type="text"
        inputMode="decimal"
        autocomplete="off"
        maxLength={12}
        data-answer-field
        readOnly={revealed}
        value={typed}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      <span class="number-unit" lang={useDeckLang()}>
        {unit}
      </span>
    </label>
  );
}
