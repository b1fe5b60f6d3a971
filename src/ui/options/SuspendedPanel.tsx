import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { CardId } from "../../core/ids.ts";
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
export const SuspendedPanel = (props: Props): JSX.Element | null =>
  hasSuspended(props) ? <Suspended {...props} /> : null;

function Suspended({ cards, more, calledBack, busy, error, onCallBack }: Props): JSX.Element {
  const section = useRef<HTMLElement>(null);
  /** The card whose button was pressed, and where it stood. */
  const pressed = useRef<{ readonly id: CardId; readonly at: number } | null>(null);
  useLayoutEffect(() => {
    const gone = pressed.current;
    if (!gone || cards.some(({ id }) => id === gone.id)) return;
    pressed.current = null;
    // As the button went it left the focus to the section. Whoever has gone elsewhere meanwhile stays there.
    if (document.activeElement !== section.current) return;
    const next = section.current?.querySelectorAll<HTMLElement>('[data-action="call-back"]')[gone.at];
    (next ?? section.current?.querySelector("h2"))?.focus();
  }, [cards]);
  return (
    <section ref={section} class="suspended" aria-labelledby="suspended-title" aria-busy={busy}>
      <h2 id="suspended-title" tabIndex={-1}>
        {t("suspendedTitle")}
      </h2>
      <ul>
        {cards.map(({ id, question, language }, at) => (
          <li key={id} class="settings-actions" data-suspended={id}>
            <span id={`suspended-${id}`} lang={langOf(language)}>
              {question}
            </span>
            {/* All of them have the same name. */}
            <ActionButton
              action="call-back"
              busy={busy}
              describedBy={`suspended-${id}`}
              onPress={() => {
                pressed.current = { id, at };
                onCallBack(id);
              }}
            >
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
