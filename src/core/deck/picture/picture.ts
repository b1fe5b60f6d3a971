/**
 * From a drawing to the elements of an SVG picture, for the screen and for files alike. Colours are classes, so that
 * the theme decides them; nothing hangs on a colour alone.
 */
import type { Box, Drawing, Ellipse, Label, Outline, Part } from "../drawing.ts";
import { arrowNodes } from "./arrow.ts";
import { pathData } from "./curve.ts";
import { KEY_HEIGHT, keyNodes, type SignWords } from "./key.ts";
import { textWidth } from "./letters.ts";
import { element, rounded, type SvgNode } from "./svg-node.ts";

/** The part that a card asks for, and whether its answer is in sight. */
export interface Asked {
  readonly part: string;
  readonly what: "label" | "sign";
  readonly revealed: boolean;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly SvgNode[];
}

/** In units of the drawing, which are close to pixels in a popup. */
const TEXT_SIZES = { small: 12, normal: 14, large: 16.5 } as const;
/** One width for all covers of a size, so that it tells nothing of the word under it. */
const COVER_WIDTHS = { small: 48, normal: 66, large: 78 } as const;

/** @param asked null shows everything @param words what the ends of arrows mean, for the key under the picture */
export function pictureOf(drawing: Drawing, asked: Asked | null, words: SignWords): Picture {
  const key = keyNodes(drawing, words, asked?.what === "sign" && !asked.revealed ? asked.part : null);
  const nodes = drawing.parts.flatMap((part) => partNodes(part, asked?.part === part.id ? asked : null));
  return {
    width: drawing.width,
    height: drawing.height + (key.length === 0 ? 0 : KEY_HEIGHT),
    nodes: [...nodes, ...key],
  };
}

/** What the picture shows, in sentences: while a part is covered, none that tells of it. */
export function wordsOf({ words }: Pick<Drawing, "words">, asked: Asked | null): string {
  return words
    .filter(({ tells }) => asked === null || asked.revealed || !tells.includes(asked.part))
    .map(({ text }) => text)
    .join(" ");
}

function partNodes(part: Part, asked: Asked | null): SvgNode[] {
  switch (part.kind) {
    case "box":
      return [boxNode(part)];
    case "ellipse":
      return [ellipseNode(part)];
    case "outline":
      return [outlineNode(part)];
    case "label":
      return labelNodes(part, asked);
    case "arrow":
      return arrowNodes(part, asked?.what !== "sign" ? "open" : asked.revealed ? "shown" : "covered");
  }
}

const filled = ({ fill, line, weight, dashed }: Box | Ellipse | Outline): string =>
  `${fill === null ? "fill-none" : `fill-${fill}`} ${line === null ? "line-none" : `line-${line} weight-${weight}`}${dashed ? " dashed" : ""}`;

function boxNode(box: Box): SvgNode {
  const { x, y, width, height, corner } = box;
  return element("rect", { class: filled(box), x, y, width, height, rx: corner });
}

function ellipseNode(ellipse: Ellipse): SvgNode {
  const { center, radiusX, radiusY, turn } = ellipse;
  const place = { cx: center.x, cy: center.y, rx: radiusX, ry: radiusY };
  const turned = turn === 0 ? {} : { transform: `rotate(${turn} ${center.x} ${center.y})` };
  return element("ellipse", { class: filled(ellipse), ...place, ...turned });
}

function outlineNode(outline: Outline): SvgNode {
  return element("path", {
    class: filled(outline),
    d: pathData(outline.points, outline.smooth, outline.closed),
  });
}

function labelNodes(label: Label, asked: Asked | null): SvgNode[] {
  if (asked?.what !== "label") return [textNode(label, "label")];
  const hidden = !asked.revealed;
  const text = hidden ? "?" : label.text;
  const width = hidden ? COVER_WIDTHS[label.size] : textWidth(label.text, TEXT_SIZES[label.size]) + 10;
  const left = label.align === "start" ? -5 : label.align === "end" ? 5 - width : -width / 2;
  const height = TEXT_SIZES[label.size] * 1.5;
  const box = {
    x: rounded(label.at.x + left),
    y: rounded(label.at.y - height * 0.73),
    width: rounded(width),
    height: rounded(height),
    rx: 4,
  };
  if (!hidden) return [element("rect", { class: "halo", ...box }), textNode(label, "label is-answer")];
  const middle: Label = { ...label, at: { x: box.x + width / 2, y: label.at.y }, align: "middle", text };
  return [element("rect", { class: "cover", ...box }), textNode(middle, "cover-mark")];
}

function textNode({ at, text, align, size }: Label, name: string): SvgNode {
  return element("text", { class: `${name} size-${size}`, x: at.x, y: at.y, "text-anchor": align }, text);
}
