import { outsideText } from "../core/outside-text.ts";
import type { Problem } from "../exchange/problem.ts";
import { t } from "../platform/i18n.ts";

/** The sentence for a problem. What it quotes comes from a file that anybody may have made. */
export const problemSentence = ({ key, arguments: quoted }: Problem): string =>
  t(key, ...quoted.map((one) => (typeof one === "string" ? outsideText(one) : one)));
