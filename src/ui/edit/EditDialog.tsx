import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { CardContent } from "../../core/deck/deck.ts";
import { deckTexts, presentTexts, type Typed, wordingFrom, wordingProblem } from "../../core/deck/typed-wording.ts";
import { editableTexts, LONGEST_WORDING, type WordedText, type Wording } from "../../core/deck/wording.ts";
import type { CardId } from "../../core/ids.ts";
import { same } from "../../core/same.ts";
import { t } from "../../platform/i18n.ts";
import { useModal } from "../hooks/use-modal.ts";
import { numberText } from "../parts/figures.ts";
import { EditField, TEXT_NAMES } from "./EditField.tsx";

export interface EditProps {
  /** The card as the deck has it. */
  readonly content: CardContent;
  readonly wording: Wording | null;
  /** Resolves to whether it was kept. */
  readonly onSave: (wording: Wording | null) => Promise<boolean>;
  readonly onClose: () => void;
}

/** What was typed and not kept, for as long as the page is open: Escape, or a card that went, must lose nothing. */
const drafts = new Map<CardId, Typed>();

/**
 * Changes the wording of a card. Whoever leaves it with something that is not saved is told so first; what was typed is there
 * again when the dialog is opened again.
 */
export function EditDialog({ content, wording, onSave, onClose }: EditProps): JSX.Element {
  const { ref: dialog, close, events } = useModal(onClose);
  const kept = presentTexts(content, wording);
  const [typed, setTyped] = useState<Typed>(() => drafts.get(content.id) ?? kept);
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const isDraft = !same(wordingFrom(content, typed), wording);
  const [isWarned, setWarned] = useState(false);
  const [cameBack, setCameBack] = useState(() => drafts.has(content.id) && isDraft);
  const editable = editableTexts(content);
  const leave = (): void => {
    if (isDraft && !isWarned) {
      setWarned(true);
      setSaid(t("editLeave"));
    } else close();
  };
  const latest = useRef(leave);
  latest.current = leave;
  useLayoutEffect(() => {
    const field = dialog.current?.querySelector("textarea");
    field?.focus();
    // Before anything else that Escape means on the page, and before a popup closes with it.
    const listen = (event: KeyboardEvent): void => {
      // Closed already, and not gone yet: a second Escape means what lies behind.
      if (event.key !== "Escape" || event.isComposing || !dialog.current?.open) return;
      event.preventDefault();
      event.stopPropagation();
      // Held, it asks once.
      if (!event.repeat) latest.current();
    };
    addEventListener("keydown", listen, { capture: true });
    return () => removeEventListener("keydown", listen, { capture: true });
  }, []);

  const type = (next: Typed): void => {
    setTyped(next);
    setSaid(null);
    setWarned(false);
    drafts.set(content.id, next);
  };
  const discard = (): void => {
    drafts.delete(content.id);
    setTyped(kept);
    setSaid(null);
    setCameBack(false);
    // The button goes, and the focus with it.
    dialog.current?.querySelector("textarea")?.focus();
  };
  const keep = async (next: Wording | null): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const done = same(next, wording) || (await onSave(next));
    setBusy(false);
    if (!done) return setSaid(t("editNotSaved"));
    drafts.delete(content.id);
    close();
  };
  const save = (): void => {
    const problem = wordingProblem(content, typed);
    if (problem === null) return void keep(wordingFrom(content, typed));
    const name = t(TEXT_NAMES[problem.text]);
    setSaid(
      problem.what === "long"
        ? t("editTooLong", name, numberText(LONGEST_WORDING[problem.text]))
        : problem.what === "empty"
          ? t("editEmpty", name)
          : t("editGap"),
    );
    dialog.current?.querySelector<HTMLElement>(`[name="${problem.text}"]`)?.focus();
  };

  return (
    <dialog
      ref={dialog}
      class="edit-card"
      aria-labelledby="edit-title"
      // Read out as the dialog opens, of which the first field has the focus.
      aria-describedby={cameBack ? "edit-draft" : undefined}
      {...events}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
      onKeyDown={(event) => {
        // No key that is typed here may reach the card behind.
        event.stopPropagation();
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        save();
      }}
    >
      <h2 id="edit-title">{t("editTitle")}</h2>
      <p class="fine">{t("editHow")}</p>
      {cameBack && (
        <p class="edit-draft">
          <span id="edit-draft">{t("editDraft")}</span>{" "}
          <button type="button" class="small-button" data-action="discard-draft" onClick={discard}>
            {t("editDiscard")}
          </button>
        </p>
      )}
      {(["question", "answer", "note"] as const).map((name: WordedText) => (
        <EditField
          key={name}
          name={name}
          typed={typed[name]}
          deck={deckTexts(content)[name]}
          isEditable={editable.includes(name)}
          type={content.type}
          onType={(text) => type({ ...typed, [name]: text })}
        />
      ))}
      <p class="edit-said" role="alert">
        {said}
      </p>
      <p class="edit-ways">
        <button
          type="button"
          class="small-button confirm"
          data-action="save-wording"
          aria-disabled={busy}
          onClick={save}
        >
          {t("editSave")}
        </button>
        {wording !== null && (
          <button type="button" class="small-button" data-action="deck-wording" onClick={() => void keep(null)}>
            {t("editDeckAll")}
          </button>
        )}
        <button type="button" class="small-button" data-action="close-edit" onClick={leave}>
          {t("editClose")}
        </button>
      </p>
    </dialog>
  );
}
