import { type ComponentChild, render } from "preact";
import { keepText, readKeptText } from "../../platform/kept-text.ts";

/**
 * Draws a study page. What was kept for it may have been damaged in a way that only shows in the drawing: then it is forgotten,
 * and the page loaded again, which reads its card from the database.
 */
export function drawStudy(page: ComponentChild): void {
  try {
    render(page, document.body);
  } catch (error) {
    if (readKeptText() === null) throw error;
    console.error("what was kept could not be drawn:", error);
    keepText(null);
    location.reload();
  }
}
