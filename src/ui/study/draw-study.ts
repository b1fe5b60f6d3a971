import { type ComponentChild, render } from "preact";
import { keepText } from "../../platform/kept-text.ts";
import type { ShownSession } from "../../session/study/session-view.ts";
import { drawKept } from "../parts/draw-kept.ts";

/**
 * Draws a study page. What the first script has put up stays, element by element, and becomes what is drawn where it is not.
 * @param first what the page shows at first
 */
export const drawStudy = (first: Pick<ShownSession, "isKept">, page: ComponentChild): void =>
  drawKept(
    () => render(page, document.body),
    first.isKept === true,
    () => keepText(null),
  );
