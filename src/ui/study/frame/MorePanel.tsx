import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { hasSingleKeys } from "../../../platform/appearance.ts";
import { t } from "../../../platform/i18n.ts";
import { opener, takeFocus } from "../../parts/hand-back-focus.ts";
import { letterAt } from "../../review/attempt.ts";
import { keysShown } from "./keys-shown.ts";
import { type CardActs, MORE_PANEL, type More } from "./MoreButton.tsx";

interface Props extends More {
  readonly canUndo: boolean;
}

/** Those of the keys that do something with a card. */
const CARD_LETTERS = ["B", "S", "E", "M", "I"];

/** What else can be done with a card, where one is in front, and the keys for everything that can be done. */
export function MorePanel({ card, onInfo, goOn, choices, hasField = false, canUndo }: Props): JSX.Element {
  const panel = useRef<HTMLElement>(null);
  // In a low window, as at 400 %, it comes below the edge.
  useLayoutEffect(() => panel.current?.scrollIntoView({ block: "nearest" }), []);
  useLayoutEffect(() => takeFocus(panel.current, opener(MORE_PANEL)), []);
  const keys = keysShown({ goOn, canUndo, hasField, hasSingleKeys: hasSingleKeys() });
  const choosing = Array.from({ length: choices }, (_, place) => letterAt(place));
  // While an answer is typed, all letters are the field's.
  const letters = goOn === "check" ? CARD_LETTERS : choosing;
  return (
    <aside
      ref={panel}
      id={MORE_PANEL}
      class="glossary more"
      tabIndex={-1}
      aria-label={t(card ? "moreTitle" : "keysTitle")}
    >
      {(card || onInfo) && (
        <p>
          {card && <CardButtons {...card} letters={letters} />}
          {onInfo && <Act letters={letters} name="info" letter="I" label={t("moreInfo")} onPress={onInfo} />}
        </p>
      )}
      <dl class="keys">
        {choosing.length > 0 && goOn === "reveal" && hasSingleKeys() && (
          <Key name={choosing.join(" ")} what={t("keysChooseWhat")} />
        )}
        {keys.map(([key, what]) => (
          <Key key={key} name={t(key)} what={t(what)} />
        ))}
      </dl>
    </aside>
  );
}

/** What can be done with the card, as far as it does anything. */
function CardButtons({ view, letters, openDialog, ...acts }: CardActs & Pick<ActProps, "letters">): JSX.Element {
  const { own, can } = view;
  return (
    <>
      <Act letters={letters} name="bury" letter="B" label={t("moreBury")} onPress={acts.bury} />{" "}
      <Act letters={letters} name="suspend" letter="S" label={t("moreSuspend")} onPress={acts.suspend} />{" "}
      <Act letters={letters} name="edit" letter="E" label={t("moreEdit")} onPress={acts.edit} />{" "}
      <Act
        letters={letters}
        name="mark"
        letter="M"
        label={t(own.isMarked ? "moreUnmark" : "moreMark")}
        onPress={acts.mark}
      />{" "}
      {can?.setDue && (
        <>
          <Act letters={letters} name="set-due" label={t("actionDue")} onPress={() => openDialog("due")} />{" "}
        </>
      )}
      {can?.reset && (
        <>
          <Act letters={letters} name="reset" label={t("actionReset")} onPress={() => openDialog("reset")} />{" "}
        </>
      )}
    </>
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
  /** Where a key does the same. */
  readonly letter?: string;
  readonly label: string;
  /** Those that choose an option or are typed: such a letter is not promised for anything else. */
  readonly letters: readonly string[];
  readonly onPress: () => void;
}

function Act({ name, letter, label, letters, onPress }: ActProps): JSX.Element {
  const key = letter !== undefined && hasSingleKeys() && !letters.includes(letter) ? letter : null;
  return (
    <button
      type="button"
      class="small-button"
      data-action={name}
      aria-keyshortcuts={key ?? undefined}
      onClick={onPress}
    >
      {key === null ? label : t("moreWithKey", label, key)}
    </button>
  );
}
