import { type ComponentChild, h } from "preact";
import type { Kept, KeptCard } from "../session/kept/kept-card.ts";
import { keptSession } from "../session/kept/kept-first.ts";
import { type Live, liveValue } from "../session/live.ts";
import type { Session } from "../session/session-view.ts";
import { markupOf } from "../ui/first/markup-of.ts";
import { PROGRESS_PAGE, SETTINGS_PAGE } from "../ui/parts/addresses.ts";
import { loadParts, partsOf } from "../ui/study/page-parts.ts";
import { NewTabPage } from "./newtab/NewTabPage.tsx";
import { PopupPage } from "./popup/PopupPage.tsx";

const PAGES = { popup: PopupPage, newtab: NewTabPage };

/** The page that draws a session. */
export const pageOf = (surface: keyof typeof PAGES, live: Live<Session>): ComponentChild =>
  h(PAGES[surface], { live, settingsHref: SETTINGS_PAGE, progressHref: PROGRESS_PAGE });

/** What popup and new tab look like with a kept card. @throws where a part that draws it cannot be loaded */
export async function looksOf(card: KeptCard): Promise<NonNullable<Kept["drawn"]>> {
  await loadParts(partsOf(card.view));
  const look = (surface: keyof typeof PAGES) => markupOf(pageOf(surface, liveValue(keptSession(card))));
  return { popup: look("popup"), newtab: look("newtab") };
}
