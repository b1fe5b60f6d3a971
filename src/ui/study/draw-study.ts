import { type ComponentChild, render } from "preact";
import { keepText } from "../../platform/kept-text.ts";
import type { ShownSession } from "../../session/study/session-view.ts";

/**
 * Draws a study page. What the first script has put up stays, element by element, and becomes what is drawn where it is not.
 *
 * What was kept for it may have been damaged in a way that only shows in the drawing: then it is forgotten,
 * and the page loaded again, which reads its card from the database. A page that was drawn from the database is not: it
 * would fail again, and for ever.
 * @param first what the page shows at first
 */
export function drawStudy(first: Pick<ShownSession, "isKept">, page: ComponentChild): void {
  try {
    render(page, document.body);
  } catch (error) {
    if (!first.isKept) throw error;
    console.error("what was kept could not be drawn:", error);
    keepText(null);
    location.reload();
  }
}
