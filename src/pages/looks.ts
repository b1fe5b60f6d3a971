/** What popup and new tab draw, and what they look like with a card before anything is done with it. */
import { type ComponentChild, h, render } from "preact";
import { type Live, liveValue } from "../session/common/live.ts";
import { keptSession } from "../session/opening/kept-first.ts";
import type { KeptCard, Looks } from "../session/study/kept/kept-card.ts";
import type { ShownSession } from "../session/study/session-view.ts";
import { grown, type Markup } from "../ui/first/markup.ts";
import { PROGRESS_PAGE, SETTINGS_PAGE } from "../ui/parts/addresses.ts";
import { partsOf } from "../ui/study/page-parts.ts";
import { NewTabPage } from "./newtab/NewTabPage.tsx";
import { PopupPage } from "./popup/PopupPage.tsx";

const PAGES = { popup: PopupPage, newtab: NewTabPage };

/**
 * The page that draws a session.
 * @param isBack it was loaded again to study
 */
export const pageOf = (surface: keyof typeof PAGES, live: Live<ShownSession>, isBack = false): ComponentChild =>
  h(PAGES[surface], { live, settingsHref: SETTINGS_PAGE, progressHref: PROGRESS_PAGE, isBack });

/** Draws both pages with a kept card, unseen; null as long as a part that draws it is not there. */
export function looksOf(card: KeptCard): Looks | null {
  if (partsOf(card.view).some((part) => part.now() === null)) return null;
  const look = (surface: keyof typeof PAGES) => markupOf(pageOf(surface, liveValue(keptSession(card))));
  return { popup: look("popup"), newtab: look("newtab") };
}

/** What a page draws at first; null where that cannot be put up again. */
function markupOf(page: ComponentChild): Markup | null {
  const host = document.createElement("div");
  render(page, host);
  const markup = host.firstChild && read(host.firstChild);
  render(null, host);
  return grown(markup) && markup;
}

function read(node: Node): Markup {
  if (!(node instanceof Element)) return node.textContent ?? "";
  const attributes = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]));
  return [node.localName, attributes, [...node.childNodes].map(read)];
}
