import { type ComponentChild, h, type JSX } from "preact";
import type { Drawing } from "../../core/deck/drawing.ts";
import type { SignWords } from "../../core/deck/picture/key.ts";
import { type Asked, pictureOf, wordsOf } from "../../core/deck/picture/picture.ts";
import type { SvgNode } from "../../core/deck/picture/svg-node.ts";
import { t } from "../../platform/i18n.ts";
import { useDeckLang } from "./deck-language.ts";

interface Props {
  readonly drawing: Drawing;
  /** The part that a card asks for; null shows everything. */
  readonly asked: Asked | null;
}

/** A drawing of a deck. Who does not see it hears its sentences, without those that would tell what is covered. */
export function Picture({ drawing, asked }: Props): JSX.Element {
  const { width, height, nodes } = pictureOf(drawing, asked, signWords());
  const lang = useDeckLang();
  const label = [`${drawing.title}.`, wordsOf(drawing, asked), stateOf(asked)].filter(Boolean).join(" ");
  return (
    <svg class="picture" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} lang={lang}>
      {nodes.map(drawn)}
    </svg>
  );
}

const drawn = ({ tag, attributes, children }: SvgNode): ComponentChild =>
  h(tag, { ...attributes }, ...children.map((child) => (typeof child === "string" ? child : drawn(child))));

const signWords = (): SignWords => ({
  raises: t("signRaises"),
  lowers: t("signLowers"),
  regulates: t("signRegulates"),
});

function stateOf(asked: Asked | null): string {
  if (asked === null || asked.revealed) return "";
  return t(asked.what === "label" ? "pictureLabelCovered" : "pictureSignCovered");
}
