import { type ComponentChild, render } from "preact";
import { grown, type Markup } from "./markup.ts";

/** What a page draws at first, of which nothing is shown; null where that is more than one element, or cannot be kept. */
export function markupOf(page: ComponentChild): Markup | null {
  const host = document.createElement("div");
  try {
    render(page, host);
    return markupIn(host);
  } finally {
    render(null, host);
  }
}

/** What stands in an element; null where that is more than one element, or cannot be kept. */
export function markupIn(host: Element): Markup | null {
  const [only, ...more] = host.childNodes;
  const markup = only && more.length === 0 ? read(only) : null;
  return grown(markup) && markup;
}

function read(node: Node): Markup {
  if (!(node instanceof Element)) return node.textContent ?? "";
  const attributes = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]));
  return [node.localName, attributes, [...node.childNodes].map(read)];
}
