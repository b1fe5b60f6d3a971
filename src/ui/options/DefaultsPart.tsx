import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { DEFAULT_SETTINGS, FORM_KEYS, type FormKey, type Settings } from "../../core/settings.ts";
import { plural, t, uiLanguage } from "../../platform/i18n.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { AskInPlace } from "../parts/AskInPlace.tsx";
import { SETTING_NAMES } from "../parts/setting-names.ts";
import { ToldAnew } from "../parts/ToldAnew.tsx";

interface Props {
  readonly settings: Settings;
  readonly onRestore: () => void;
}

/** The settings of the form that are not at their defaults. */
export const changedSettings = (settings: Settings): readonly FormKey[] =>
  FORM_KEYS.filter((key) => settings[key] !== DEFAULT_SETTINGS[key]);

/** Puts the settings of the form back to their defaults, after it has said which would change: there is no Undo here. */
export function DefaultsPart({ settings, onRestore }: Props): JSX.Element {
  const [stage, setStage] = useState<"rest" | "asking" | "restored">("rest");
  // Another object for each press, so that the same sentence is read out again.
  const [restoring, setRestoring] = useState<object | null>(null);
  const changed = changedSettings(settings);
  const asks = stage === "asking" && changed.length > 0;
  const isRestored = stage === "restored" && changed.length === 0;
  const was = useRef({ asks, isRestored });
  useLayoutEffect(() => {
    // Settings were changed since: what is asked or said next is about another press.
    if ((was.current.isRestored && !isRestored) || (was.current.asks && stage === "asking" && !asks)) setStage("rest");
    was.current = { asks, isRestored };
  }, [asks, isRestored, stage]);
  const restore = (): void => {
    setStage("restored");
    setRestoring({});
    onRestore();
  };
  return (
    <section aria-labelledby="options-defaults">
      <h2 id="options-defaults">{t("defaultsTitle")}</h2>
      <p>{t("defaultsIntro", t("optionsDay"), t("optionsSafety"))}</p>
      <AskInPlace
        asks={asks}
        question={plural("defaultsAsk", changed.length, namesOf(changed))}
        yes={{ action: "confirm-defaults", words: t("defaultsDo") }}
        no={{ action: "keep-settings", words: t("defaultsKeep") }}
        onAnswer={(yes) => (yes ? restore() : setStage("rest"))}
        opener="restore-defaults"
      >
        <p class="settings-actions">
          <ActionButton
            action="restore-defaults"
            busy={false}
            // What was typed and refused still stands in its field, also where nothing would change.
            onPress={() => (changed.length > 0 ? setStage("asking") : restore())}
          >
            {t("optionsRestore")}
          </ActionButton>
          <span class="fine" role="status">
            <ToldAnew of={restoring}>{isRestored && <span>{t("optionsRestored")}</span>}</ToldAnew>
          </span>
        </p>
      </AskInPlace>
    </section>
  );
}

const namesOf = (keys: readonly FormKey[]): string =>
  new Intl.ListFormat(uiLanguage()).format(keys.map((key) => t(SETTING_NAMES[key])));
