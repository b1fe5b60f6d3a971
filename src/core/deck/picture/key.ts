/** The line under a picture that says what the ends of its arrows mean. */
import type { ArrowSign, Drawing } from "../drawing.ts";
import { endNode } from "./arrow.ts";
import { textWidth } from "./letters.ts";
import { element, rounded, type SvgNode } from "./svg-node.ts";

type Signed = Exclude<ArrowSign, "none">;
/** One word for each end, in the user's language: "raises". */
export type SignWords = Readonly<Record<Signed, string>>;

export const KEY_HEIGHT = 24;
const SIGNS: readonly Signed[] = ["raises", "lowers", "regulates"];
const SIZE = 12;
const LINE = 24;
const GAP = 6;

/**
 * Empty where no arrow has a sign. Both directions are always explained, or the key would answer the card.
 * @param hidden the arrow whose end is covered
 */
export function keyNodes({ parts, width, height }: Drawing, words: SignWords, hidden: string | null): SvgNode[] {
  const arrows = parts.filter((part) => part.kind === "arrow");
  const inSight = new Set(arrows.filter(({ id }) => id !== hidden).map(({ sign }) => sign));
  if (hidden === null && !SIGNS.some((sign) => inSight.has(sign))) return [];
  const shown = SIGNS.filter((sign) => sign !== "regulates" || inSight.has(sign));
  const widths = shown.map((sign) => LINE + GAP + textWidth(words[sign], SIZE) + 3 * GAP);
  let x = Math.max(0, (width - widths.reduce((sum, each) => sum + each, 0)) / 2);
  const y = height + KEY_HEIGHT / 2;
  return shown.flatMap((sign, place): SvgNode[] => {
    const [from, tip] = [x, x + LINE];
    x += widths[place] ?? 0;
    const end = endNode(sign, { x: tip, y }, { x: 1, y: 0 });
    return [
      element("path", { class: "arrow-line weight-normal", d: `M${rounded(from)} ${y}H${rounded(tip - 4)}` }),
      ...(end === null ? [] : [end]),
      element("text", { class: "key size-small", x: rounded(tip + GAP), y: y + 4 }, words[sign]),
    ];
  });
}
