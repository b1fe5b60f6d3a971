/** A picture as a file of its own, for programs that show images: no script, no link, nothing fetched. */
import { FILE_STYLE } from "./file-style.ts";
import type { Picture } from "./picture.ts";
import type { SvgNode } from "./svg-node.ts";

/** The whole text of an SVG file; everything in it is escaped. @param label what the picture shows, in words */
export function svgFile({ width, height, nodes }: Picture, label: string): string {
  const size = `viewBox="0 0 ${width} ${height}" width="${width * 2}" height="${height * 2}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-label="${safe(label)}"><style>${FILE_STYLE}</style><rect class="ground" width="${width}" height="${height}"/>${nodes.map(text).join("")}</svg>\n`;
}

function text({ tag, attributes, children }: SvgNode): string {
  const list = Object.entries(attributes).map(([name, value]) => ` ${name}="${safe(String(value))}"`);
  const inside = children.map((child) => (typeof child === "string" ? safe(child) : text(child))).join("");
  return inside === "" ? `<${tag}${list.join("")}/>` : `<${tag}${list.join("")}>${inside}</${tag}>`;
}

/** XML has no way to write most control characters, nor halves of surrogate pairs, so they become spaces. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const safe = (value: string): string =>
  value.replace(UNWRITABLE, " ").replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
