import { render } from "preact";
import { isFirefox } from "../../platform/is-firefox.ts";
import { SETTINGS_PAGE } from "../../ui/parts/addresses.ts";
import { WithPart } from "../../ui/parts/WithPart.tsx";
import { STAGES } from "../../ui/study/page-parts.ts";
import type { Gate } from "./gate.ts";

/** Draws a new tab that is not for study, as was asked for. */
export function openQuiet(gate: Exclude<Gate, "study">): void {
  render(
    <WithPart part={STAGES}>
      {({ PopupOnlyPage, QuietTab }) =>
        gate === "popupOnly" ? (
          <PopupOnlyPage settingsHref={SETTINGS_PAGE} inFirefox={isFirefox()} />
        ) : (
          <QuietTab first={gate} settingsHref={SETTINGS_PAGE} />
        )
      }
    </WithPart>,
    document.body,
  );
}
