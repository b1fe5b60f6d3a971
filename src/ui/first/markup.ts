/**
 * What stands on a page, as data that can be kept: so the first script puts up a card without anything that draws one. It is
 * read from a text that may be damaged, so nothing becomes an element or an attribute that is not named here, and no text is
 * ever parsed as HTML.
 */
import { PROGRESS_PAGE, SETTINGS_PAGE } from "../parts/addresses.ts";

/** A text, or an element with what is within it. */
export type Markup =
  | string
  | readonly [tag: string, attributes: Readonly<Record<string, string>>, children: readonly Markup[]];

const HTML = "http://www.w3.org/1999/xhtml";
const SVG = "http://www.w3.org/2000/svg";

/** What a question and the frame around it are made of. No field: what is typed is taken by what draws, and by nothing else. */
const TAGS =
  /^(?:div|header|main|footer|article|aside|p|h1|span|em|ol|li|button|a|svg|g|path|rect|ellipse|circle|text)$/;
/** None of them runs or loads anything. */
const PLAIN =
  /^(?:(?:aria|data)-[a-z-]+|class|id|lang|role|type|title|hidden|tabindex|target|rel|viewBox|pathLength|d|[cr]?[xy]|r|width|height|transform|text-anchor|stroke-dasharray)$/;
/** Two bars are as long as the day has come. */
const STYLE = /^(?:inline-size|stroke-dasharray): [\d.,%px ]+;$/;
const ADDRESSES = [PROGRESS_PAGE, SETTINGS_PAGE];

/** The element that was kept; null for anything else. */
export function grown(markup: unknown): Element | null {
  try {
    const node = nodeOf(markup, HTML);
    return node instanceof Element ? node : null;
  } catch {
    return null;
  }
}

function nodeOf(markup: unknown, outside: string): Node {
  if (typeof markup === "string") return document.createTextNode(markup);
  const [tag, attributes, children] = Array.isArray(markup) ? markup : [];
  if (!TAGS.test(tag)) throw new Error(`no element: ${tag}`);
  const namespace = tag === "svg" ? SVG : outside;
  const element = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) attribute(element, name, String(value));
  element.append(...children.map((child: unknown) => nodeOf(child, namespace)));
  return element;
}

function attribute(element: Element, name: string, value: string): void {
  if (PLAIN.test(name) || (name === "href" && ADDRESSES.includes(value))) element.setAttribute(name, value);
  // An attribute would be held back by the page's policy, which is meant for markup.
  else if (name === "style" && STYLE.test(value) && "style" in element)
    Object.assign(element.style as object, { cssText: value });
  else throw new Error(`no attribute: ${name}="${value}"`);
}
