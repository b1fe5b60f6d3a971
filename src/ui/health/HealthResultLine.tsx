import type { JSX } from "preact";
import { plural, uiLanguage } from "../../platform/i18n.ts";
import type { HealthResult } from "./health-view.ts";

export function HealthResultLine({ result }: { readonly result: HealthResult }): JSX.Element {
  switch (result.kind) {
    case "clean":
      return <>{plural("healthClean", result.events, result.cards.toLocaleString(uiLanguage()))}</>;
    case "mended":
      return (
        <>
          {plural("healthMended", result.differences)} {result.left > 0 && plural("healthLeft", result.left)}
        </>
      );
    case "clockCorrected":
      return <>{plural("healthBroughtBack", result.cards)}</>;
    case "failed":
      return <>{result.sentence}</>;
  }
}
