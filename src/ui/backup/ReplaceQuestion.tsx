import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Preview } from "../../jobs/messages.ts";
import { t } from "../../platform/i18n.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { TakenBackLines } from "./TakenBackLines.tsx";

interface Props {
  readonly preview: Preview;
  readonly withSettings: boolean;
  readonly busy: boolean;
  readonly onAnswer: (yes: boolean) => void;
}

/** Asks once before what is here is taken back, and says what that is. */
export function ReplaceQuestion({ preview, withSettings, busy, onAnswer }: Props): JSX.Element {
  const question = useRef<HTMLParagraphElement>(null);
  // The button that was pressed has gone: no second press may fall on the answer.
  useLayoutEffect(() => question.current?.focus(), []);
  return (
    <>
      <p class="replace-question" tabIndex={-1} ref={question} aria-describedby="replace-what">
        {t("replaceAsk")}
      </p>
      <dl class="preview-counts" id="replace-what">
        <TakenBackLines preview={preview} withSettings={withSettings} isWhole />
      </dl>
      <p class="settings-actions">
        <ActionButton action="confirm-replace" busy={busy} onPress={() => onAnswer(true)}>
          {t("replaceDo")}
        </ActionButton>
        <ActionButton action="keep-here" busy={busy} look="quiet-button" onPress={() => onAnswer(false)}>
          {t("replaceKeep")}
        </ActionButton>
      </p>
    </>
  );
}
