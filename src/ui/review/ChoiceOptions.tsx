import type { JSX } from "preact";
import type { Option } from "../../core/deck/deck.ts";
import { hasSingleKeys } from "../../platform/appearance.ts";
import { t } from "../../platform/i18n.ts";
import { Rich } from "../parts/Rich.tsx";
import { letterAt } from "./attempt.ts";

interface Props {
  readonly options: readonly Option[];
  /** Indexes into `options`, in the order in which they are shown. */
  readonly order: readonly number[];
  readonly revealed: boolean;
  readonly chosen: number | null;
  readonly onChoose: (option: number) => void;
  /** Two that are to be told apart stand side by side. */
  readonly pair: boolean;
}

/** Right and wrong are told by a sign and a word; colour only agrees with them. */
export function ChoiceOptions({ options, order, revealed, chosen, onChoose, pair }: Props): JSX.Element {
  return (
    <>
      {/* As a name of the list it would be read out in place of the options, where the focus is on the question. */}
      <span class="visually-hidden">{t("choiceLabel")}: </span>
      <ol class="options" data-pair={pair ? "" : undefined}>
        {order.map((index, place) => {
          const option = options[index];
          if (option === undefined) return null;
          const mark = !revealed ? null : option.correct ? "right" : index === chosen ? "wrong" : null;
          const body = (
            <>
              <span class="option-letter">{letterAt(place)}</span>
              <span class="option-text">
                <Rich text={option.text} />
              </span>
              <span class="option-mark">
                {mark !== null && (
                  // In two columns the sign says it, and the word is for those who hear it.
                  <span class={pair ? "visually-hidden" : undefined}>
                    {t(mark === "right" ? "choiceRight" : "choiceWrong")}
                  </span>
                )}
              </span>
            </>
          );
          return (
            <li key={index}>
              {revealed ? (
                <div class="option" data-mark={mark ?? "other"}>
                  {body}
                </div>
              ) : (
                <button
                  type="button"
                  class="option"
                  data-option={place}
                  aria-keyshortcuts={hasSingleKeys() ? letterAt(place) : undefined}
                  onClick={() => onChoose(index)}
                >
                  {body}
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}
