import type { JSX } from "preact";
import { plural, t } from "../../platform/i18n.ts";
import type { SuspendedControl, SuspendedState } from "../../session/options/suspended.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { SUSPENDED_CARDS } from "../parts/addresses.ts";
import { langOf } from "../parts/deck-language.ts";

type Props = SuspendedState & Pick<SuspendedControl, "onCallBack">;

type Shown = Pick<SuspendedState, "cards" | "calledBack" | "error">;

/** Whether there is anything to show: also, after the last of them, what came of it. */
export const hasSuspended = ({ cards, calledBack, error }: Shown): boolean =>
  cards.length > 0 || calledBack > 0 || error !== null;

/** The first cards that were suspended, each with the way back, and the way to all of them. Nothing where there are none. */
export function SuspendedPanel({ cards, more, calledBack, busy, error, onCallBack }: Props): JSX.Element | null {
  if (!hasSuspended({ cards, calledBack, error })) return null;
  return (
    <section class="suspended" aria-labelledby="suspended-title" aria-busy={busy}>
      <h2 id="suspended-title">{t("suspendedTitle")}</h2>
      <ul>
        {cards.map(({ id, question, language }) => (
          <li key={id} class="settings-actions" data-suspended={id}>
            <span id={`suspended-${id}`} lang={langOf(language)}>
              {question}
            </span>
            {/* All of them have the same name. */}
            <ActionButton action="call-back" busy={busy} describedBy={`suspended-${id}`} onPress={() => onCallBack(id)}>
              {t("suspendedCallBack")}
            </ActionButton>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p>
          <a href={SUSPENDED_CARDS} data-action="all-suspended">
            {plural("suspendedAll", cards.length + more)}
          </a>
        </p>
      )}
      <p role="status" data-called-back>
        {calledBack > 0 && plural("doneUnsuspend", calledBack)}
      </p>
      <p class="setting-error" role="status">
        {error}
      </p>
    </section>
  );
}
