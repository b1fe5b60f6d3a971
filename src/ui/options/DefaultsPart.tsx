import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { DEFAULT_SETTINGS, FORM_KEYS, type FormKey, type Settings } from "../../core/settings.ts";
import { plural, t, uiLanguage } from "../../platform/i18n.ts";
import { SETTING_NAMES } from "../parts/setting-names.ts";

interface Props {
  readonly settings: Settings;
  readonly onRestore: () => void;
}

/** The settings of the form that are not at their defaults. */
export const changedSettings = (settings: Settings): readonly FormKey[] =>
  FORM_KEYS.filter((key) => settings[key] !== DEFAULT_SETTINGS[key]);

/** Puts the settings of the form back to their defaults, after it has said which would change: there is no Undo here. */
export function DefaultsPart({ settings, onRestore }: Props): JSX.Element {
  const [stage, setStage] = useState<"rest" | "asking" | "kept" | "restored">("rest");
  const changed = changedSettings(settings);
  const asks = stage === "asking" && changed.length > 0;
  const isRestored = stage === "restored" && changed.length === 0;
  const question = useRef<HTMLParagraphElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  // What was pressed goes: the focus stays with what is said next, and no second press falls on the answer.
  useLayoutEffect(() => {
    if (asks) question.current?.focus();
    else if (stage === "kept" || stage === "restored") button.current?.focus();
  }, [asks, stage]);
  const wasRestored = useRef(false);
  useLayoutEffect(() => {
    // A setting was changed since: what is said next is about another press.
    if (wasRestored.current && !isRestored) setStage("rest");
    wasRestored.current = isRestored;
  }, [isRestored]);
  return (
    <section aria-labelledby="options-defaults">
      <h2 id="options-defaults">{t("defaultsTitle")}</h2>
      <p>{t("defaultsIntro", t("optionsDay"), t("optionsSafety"))}</p>
      {asks ? (
        <>
          <p class="defaults-question" tabIndex={-1} ref={question}>
            {plural("defaultsAsk", changed.length, namesOf(changed))}
          </p>
          <p class="settings-actions">
            <button
              type="button"
              class="small-button"
              data-action="confirm-defaults"
              onClick={() => {
                setStage("restored");
                onRestore();
              }}
            >
              {t("defaultsDo")}
            </button>
            <button type="button" class="quiet-button" data-action="keep-settings" onClick={() => setStage("kept")}>
              {t("defaultsKeep")}
            </button>
          </p>
        </>
      ) : (
        <p class="settings-actions">
          <button
            type="button"
            class="small-button"
            data-action="restore-defaults"
            ref={button}
            onClick={() => {
              if (changed.length > 0) return setStage("asking");
              setStage("restored");
              // What was typed and refused still stands in its field.
              onRestore();
            }}
          >
            {t("optionsRestore")}
          </button>
          <span class="fine" role="status">
            {isRestored && t("optionsRestored")}
          </span>
        </p>
      )}
    </section>
  );
}

const namesOf = (keys: readonly FormKey[]): string =>
  new Intl.ListFormat(uiLanguage()).format(keys.map((key) => t(SETTING_NAMES[key])));
