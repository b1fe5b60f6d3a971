import { type ComponentChild, hydrate, render } from "preact";
import { keepText } from "../../platform/kept-text.ts";
import type { Session } from "../../session/session-view.ts";
import { markupIn, markupOf } from "../first/markup-of.ts";

/**
 * Draws a study page. What the first script has put up stays, element by element, where it is what would be drawn, and makes
 * way otherwise.
 *
 * What was kept for it may have been damaged in a way that only shows in the drawing: then it is forgotten, and the page
 * loaded again, which reads its card from the database. A page that was drawn from the database is not: it would fail again,
 * and for ever.
 * @param first what the page shows at first
 * @param page makes the page that is drawn
 */
export function drawStudy(first: Pick<Session, "isKept">, page: () => ComponentChild): void {
  const { body } = document;
  try {
    if (body.firstChild && stands(page())) hydrate(page(), body);
    else {
      body.replaceChildren();
      render(page(), body);
    }
  } catch (error) {
    if (!first.isKept) throw error;
    console.error("what was kept could not be drawn:", error);
    keepText(null);
    location.reload();
  }
}

/** Whether what stands on the page is what would be drawn. */
const stands = (page: ComponentChild): boolean =>
  JSON.stringify(markupIn(document.body)) === JSON.stringify(markupOf(page));
