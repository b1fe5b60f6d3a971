import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import { fitScale } from "./fit.ts";

/** Must agree with `--blank-width` in styles/review.css. */
const BLANK_WIDTH_EM = 10;

/** The gap of a cloze: as wide and as high open as filled, so that the answer moves nothing. */
export function Blank({ fill }: { fill?: string | undefined }): JSX.Element {
  if (fill === undefined) {
    return (
      <span class="blank">
        <span class="visually-hidden">{t("cardBlank")}</span>
        {"\u00a0"}
      </span>
    );
  }
  return (
    <span class="blank" data-filled>
      <span style={{ fontSize: `${fitScale(fill, BLANK_WIDTH_EM)}em` }}>{fill}</span>
    </span>
  );
}
