import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import { KeyHint } from "../parts/KeyHint.tsx";

/** The one button of a stage that has only one way on, as high as the grades that follow it. */
export function GoOnBar({ label, onGoOn }: { label: string; onGoOn: () => void }): JSX.Element {
  return (
    <div class="bar">
      <button type="button" class="bar-button go-on" aria-keyshortcuts="Space Enter" onClick={onGoOn}>
        {label}
        <KeyHint>{t("keySpace")}</KeyHint>
      </button>
    </div>
  );
}
