import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { CardType } from "../../core/deck/deck.ts";
import type { WordedText } from "../../core/deck/wording.ts";
import { type MessageKey, t } from "../../platform/i18n.ts";

export const TEXT_NAMES: Readonly<Record<WordedText, MessageKey>> = {
  question: "editQuestion",
  answer: "editAnswer",
  note: "editNote",
};

/** What of a card stays the deck's, beside its reason and its sources. */
const STAYS: Readonly<Partial<Record<CardType, MessageKey>>> = {
  choice: "editStaysChoice",
  pathway: "editStaysPathway",
  number: "editStaysNumber",
  diagram: "editStaysDiagram",
};

interface Props {
  readonly name: WordedText;
  readonly typed: string;
  /** What the deck says there. */
  readonly deck: string;
  readonly isEditable: boolean;
  readonly type: CardType;
  readonly onType: (text: string) => void;
}

/** One text of the card, with the deck's present wording beside it where that is another; or why it cannot be changed. */
export function EditField({ name, typed, deck, isEditable, type, onType }: Props): JSX.Element {
  const stays = STAYS[type];
  const field = useRef<HTMLTextAreaElement>(null);
  if (!isEditable) return <p class="edit-stays">{stays === undefined ? "" : t(stays)}</p>;
  const differs = typed.trim() !== deck.trim();
  return (
    <div class="edit-field">
      <label>
        <span>{t(TEXT_NAMES[name])}</span>
        <textarea
          ref={field}
          name={name}
          rows={name === "note" ? 3 : 2}
          value={typed}
          aria-describedby={differs ? `edit-deck-${name}` : undefined}
          onInput={({ currentTarget }) => onType(currentTarget.value)}
        />
      </label>
      {differs && (
        <p class="edit-deck">
          <span id={`edit-deck-${name}`}>
            <span class="fine">{t("editDeckSays")}</span> {deck === "" ? t("editDeckNothing") : deck}
          </span>{" "}
          <button
            type="button"
            class="quiet-button"
            data-action={`deck-${name}`}
            aria-label={t("editDeckOne", t(TEXT_NAMES[name]))}
            onClick={() => {
              // The button goes, and the focus with it.
              field.current?.focus();
              onType(deck);
            }}
          >
            {t("editDeckThis")}
          </button>
        </p>
      )}
    </div>
  );
}
