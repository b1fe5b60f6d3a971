/**
 * Chromium makes no popup higher than 600 pixels of the screen. Where the page is zoomed, or the screen is low, what the
 * body asks for is more than that; Chromium then widens the popup by a scrollbar, and draws it. Nothing but that makes a
 * popup wider than was asked for, and by then its height is fixed: so much is all that is asked for from there on.
 */
export function fitPopup(): void {
  const fit = (): void => {
    const { inlineSize, blockSize } = getComputedStyle(document.body);
    const isWidened = innerWidth > Number.parseFloat(inlineSize) + 1;
    if (isWidened && innerHeight < Number.parseFloat(blockSize)) document.body.style.blockSize = `${innerHeight}px`;
  };
  addEventListener("resize", fit);
  fit();
}
