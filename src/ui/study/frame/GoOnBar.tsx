import type { JSX } from "preact";
import { t } from "../../../platform/i18n.ts";
import { KeyHint } from "../../parts/KeyHint.tsx";

interface Props {
  readonly label: string;
  /** What the page is about is pressed elsewhere: this is the way round it. */
  readonly isAside?: boolean;
  /** An answer is being typed, in which Space is a letter like any other. */
  readonly isTyped?: boolean;
  readonly onGoOn: () => void;
  readonly aside?: { readonly label: string; readonly action: string; readonly act: () => void } | undefined;
}

/** The button of a stage that has one way on, as high as the grades that follow it; seldom with another way beside it. */
export function GoOnBar({ label, isAside = false, isTyped = false, onGoOn, aside }: Props): JSX.Element {
  return (
    <div class="bar">
      <button
        type="button"
        class="bar-button go-on"
        data-aside={isAside ? "" : undefined}
        aria-keyshortcuts={isTyped ? "Enter" : "Space Enter"}
        onClick={onGoOn}
      >
        {label}
        <KeyHint>{t(isTyped ? "keyEnter" : "keySpace")}</KeyHint>
      </button>
      {aside && (
        <button type="button" class="bar-button go-on" data-aside="" data-action={aside.action} onClick={aside.act}>
          {aside.label}
        </button>
      )}
    </div>
  );
}
