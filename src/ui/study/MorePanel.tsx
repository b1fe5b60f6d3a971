import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../platform/i18n.ts";
import { letterAt } from "../review/attempt.ts";
import { keysShown } from "./keys-shown.ts";
import { type CardActs, MORE_PANEL, type More } from "./MoreButton.tsx";

interface Props extends More {
  readonly canUndo: boolean;
  readonly canGoAway: boolean;
}

/** What else can be done with a card, where one is in front, and the keys for everything that can be done. */
export function MorePanel({ card, goOn, choices, canUndo, canGoAway }: Props): JSX.Element {
  const panel = useRef<HTMLElement>(null);
  // In a low window, as at 400 %, it comes below the edge.
  useLayoutEffect(() => panel.current?.scrollIntoView({ block: "nearest" }), []);
  const keys = keysShown({ goOn, canUndo, canGoAway });
  const choosing = Array.from({ length: choices }, (_, place) => letterAt(place));
  return (
    <aside ref={panel} id={MORE_PANEL} class="glossary more" aria-label={t(card ? "moreTitle" : "keysTitle")}>
      {card && <CardButtons {...card} choosing={choosing} />}
      <dl class="keys">
        {choosing.length > 0 && goOn === "reveal" && <Key name={choosing.join(" ")} what={t("keysChooseWhat")} />}
        {keys.map(([key, what]) => (
          <Key key={key} name={t(key)} what={t(what)} />
        ))}
      </dl>
    </aside>
  );
}

function CardButtons({
  onSuspend,
  onBury,
  onEdit,
  onMark,
  isMarked,
  isTyped,
  choosing,
}: CardActs & { readonly choosing: readonly string[] }): JSX.Element {
  // While an answer is typed, all letters are the field's.
  const letters = isTyped ? ["B", "S", "E", "M"] : choosing;
  return (
    <p>
      <Act letters={letters} name="bury" letter="B" label={t("moreBury")} onPress={onBury} />{" "}
      <Act letters={letters} name="suspend" letter="S" label={t("moreSuspend")} onPress={onSuspend} />{" "}
      <Act letters={letters} name="edit" letter="E" label={t("moreEdit")} onPress={onEdit} />{" "}
      <Act letters={letters} name="mark" letter="M" label={t(isMarked ? "moreUnmark" : "moreMark")} onPress={onMark} />
    </p>
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
