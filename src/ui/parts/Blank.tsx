import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import { useOwnLang } from "./deck-language.ts";

/** The gap of a cloze: as wide and as high open as filled, so that the answer moves nothing. */
export function Blank({ fill }: { fill?: string | undefined }): JSX.Element {
  const own = useOwnLang();
  if (fill === undefined) {
    return (
      <span class="blank">
        <span class="visually-hidden" lang={own}>
          {t("cardBlank")}
        </span>
        {"\u00a0"}
      </span>
    );
  }
  return (
    <span class="blank" data-filled>
      <span class="fitted" style={{ "--letters": fill.length }}>
        {fill}
      </span>
    </span>
  );
}
