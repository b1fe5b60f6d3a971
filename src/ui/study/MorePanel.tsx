import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { type MessageKey, t } from "../../platform/i18n.ts";
import { letterAt } from "../review/attempt.ts";
import { MORE_PANEL, type More } from "./MoreButton.tsx";

const KEYS: readonly (readonly [MessageKey, MessageKey])[] = [
  ["keysShow", "keysShowWhat"],
  ["keysGrade", "keysGradeWhat"],
  ["keysUndo", "keysUndoWhat"],
  ["keysAway", "keysAwayWhat"],
];

/** What else can be done with a card, and the keys for everything. */
export function MorePanel({ onSuspend, onBury, onEdit, onMark, isMarked, options }: More): JSX.Element {
  const panel = useRef<HTMLElement>(null);
  // In a low window, as at 400 %, it comes below the edge.
  useLayoutEffect(() => panel.current?.scrollIntoView({ block: "nearest" }), []);
  const letters = Array.from({ length: options }, (_, place) => letterAt(place));
  return (
    <aside ref={panel} id={MORE_PANEL} class="glossary more" aria-label={t("moreTitle")}>
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
        {options > 0 && <Key name={letters.join(" ")} what={t("keysChooseWhat")} />}
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
  /** Those that choose an option: such a letter is not promised for anything else. */
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
