/** Between the letters of a button and its frame, in px: with less they seem to run into it. */
const LEAST = 4;

/**
 * Runs in the page: buttons with a frame that their own words come up to, as "tag.class". But for the four grades, which share
 * the width of the smallest window by their words, and have no room beside those.
 */
export const touchesFrame = (): readonly string[] =>
  [...document.querySelectorAll("button:not(.grade), .small-button")]
    .filter((button) => {
      const { borderInlineStartWidth, borderInlineStartColor } = getComputedStyle(button);
      return Number.parseFloat(borderInlineStartWidth) > 0 && borderInlineStartColor !== "rgba(0, 0, 0, 0)";
    })
    .filter((button) => {
      const { left, right } = button.getBoundingClientRect();
      return wordsOf(button).some((words) => words.left < left + LEAST || words.right > right - LEAST);
    })
    .map((button) => `${button.tagName}.${button.className}`);

/** Where its words stand, line by line. */
function wordsOf(button: Element): DOMRect[] {
  const boxes: DOMRect[] = [];
  const texts = document.createTreeWalker(button, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode } = texts;
    if (currentNode.parentElement?.closest(".visually-hidden, svg, input")) continue;
    const range = document.createRange();
    range.selectNodeContents(currentNode);
    boxes.push(...[...range.getClientRects()].filter(({ width }) => width > 1));
  }
  return boxes;
}
