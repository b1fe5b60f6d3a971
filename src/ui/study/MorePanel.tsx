import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { type MessageKey, t } from "../../platform/i18n.ts";
import { letterAt } from "../review/attempt.ts";

const PANEL = "more-panel";

export interface More {
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onSuspend: () => void;
  readonly onBury: () => void;
  readonly onEdit: () => void;
  readonly onMark: () => void;
  readonly isMarked: boolean;
  /** How many options the card has. Their letters choose, whatever else they would do. */
  readonly options: number;
  /** An answer is being typed: no letter does anything else. */
  readonly isTyped: boolean;
}

/** Opens and closes the list of keys. */
export function MoreButton({ open, onToggle }: Pick<More, "open" | "onToggle">): JSX.Element {
  return (
    <button
      type="button"
      class="quiet-button"
      aria-label={t("moreTitle")}
      title={t("moreTitle")}
      aria-keyshortcuts="?"
      aria-expanded={open}
      aria-controls={PANEL}
      onClick={onToggle}
    >
      {t("moreOpen")}
    </button>
  );
}

const KEYS: readonly (readonly [MessageKey, MessageKey])[] = [
  ["keysShow", "keysShowWhat"],
  ["keysGrade", "keysGradeWhat"],
  ["keysUndo", "keysUndoWhat"],
  ["keysAway", "keysAwayWhat"],
];

/** What else can be done with a card, and the keys for everything. */
export function MorePanel({ onSuspend, onBury, onEdit, onMark, isMarked, options, isTyped }: More): JSX.Element {
  const panel = useRef<HTMLElement>(null);
  // In a low window, as at 400 %, it comes below the edge.
  useLayoutEffect(() => panel.current?.scrollIntoView({ block: "nearest" }), []);
  const choosing = Array.from({ length: options }, (_, place) => letterAt(place));
  const letters = isTyped ? ["B", "S", "E", "M"] : choosing;
  return (
    <aside ref={panel} id={PANEL} class="glossary more" aria-label={t("moreTitle")}>
      <p>
        <Act letters={letters} name="bury" letter="B" label={t("moreBury")} onPress={onBury} />{" "}
        <Act letters={letters} name="suspend" letter="S" label={t("moreSuspend")} onPress={onSuspend} />{" "}
        <Act letters={letters} name="edit" letter="E" label={t("moreEdit")} onPress={onEdit} />{" "}
        <Act
          letters={letters}
          name="mark"
          letter="M"
          label={t(isMarked ? "moreUnmark" : "moreMark")}
          onPress={onMark}
        />
      </p>
      <dl class="keys">
        {options > 0 && <Key name={choosing.join(" ")} what={t("keysChooseWhat")} />}
        {KEYS.map(([key, what]) => (
          <Key key={key} name={t(key)} what={t(what)} />
        ))}
      </dl>
    </aside>
  );
}

const Key = ({ name, what }: { readonly name: string; readonly what: string }): JSX.Element => (
  <div>
    <dt>{name}</dt>
    <dd>{what}</dd>
  </div>
);

interface ActProps {
  readonly name: string;
  readonly letter: string;
  readonly label: string;
  /** Those that choose an option or are typed: such a letter is not promised for anything else. */
  readonly letters: readonly string[];
  readonly onPress: () => void;
}

function Act({ name, letter, label, letters, onPress }: ActProps): JSX.Element {
  const isFree = !letters.includes(letter);
  return (
    <button
      type="button"
      class="small-button"
      data-action={name}
      aria-keyshortcuts={isFree ? letter : undefined}
      onClick={onPress}
    >
      {isFree ? t("moreWithKey", label, letter) : label}
    </button>
  );
}
