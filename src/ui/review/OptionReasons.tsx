import type { JSX } from "preact";
import type { Option } from "../../core/deck/deck.ts";
import { isEmpty } from "../../core/deck/plain-text.ts";
import { t } from "../../platform/i18n.ts";
import { Rich } from "../parts/Rich.tsx";
import { letterAt } from "./attempt.ts";

/** What each wrong option is or does instead, under the letters that the options had. */
export function OptionReasons({
  options,
  order,
}: {
  options: readonly Option[];
  order: readonly number[];
}): JSX.Element {
  return (
    <dl class="option-reasons" aria-label={t("choiceReasons")}>
      {order.map((index, place) => {
        const option = options[index];
        if (option === undefined || option.correct || isEmpty(option.why)) return null;
        return (
          <div key={index}>
            <dt>{letterAt(place)}</dt>
            <dd>
              <Rich text={option.why} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
