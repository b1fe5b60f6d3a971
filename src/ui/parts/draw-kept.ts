/**
 * Draws a page of which something may have been kept. That may have been damaged in a way that only shows in the drawing:
 * then it is forgotten, and the page loaded again, which reads its database. A page of which nothing was kept is not: it
 * would fail again, and for ever.
 */
export function drawKept(draw: () => void, isKept: boolean, forget: () => void): void {
  try {
    draw();
  } catch (error) {
    if (!isKept) throw error;
    console.error("what was kept could not be drawn:", error);
    forget();
    location.reload();
  }
}
