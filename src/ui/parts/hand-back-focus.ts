/**
 * What goes with the focus in it would throw it to the top of the page: it goes to where it was before, or, where that is gone
 * as well, to the section around it, or to another element.
 * @param part is there from now on
 * @param otherwise where it goes in place of the section
 * @returns to be called when it goes
 */
export function handBackFocus(part: HTMLElement | null, otherwise: HTMLElement | null = null): () => void {
  const before = document.activeElement;
  const toSection = leaveFocusToSection(part);
  return () => {
    if (!part?.contains(document.activeElement)) return;
    if (before instanceof HTMLElement && before.isConnected && before !== document.body) return before.focus();
    if (otherwise) otherwise.focus();
    else toSection();
  };
}

/**
 * A part that was asked for takes the focus, and with it is read out; as it goes the focus goes back, see `handBackFocus`. Where
 * nothing had the focus before, nothing has it after, so that the keys stay with the card: unless somebody went on within it.
 */
export function takeFocus(part: HTMLElement | null, otherwise: HTMLElement | null): () => void {
  const hadNothing = document.activeElement === document.body;
  const handBack = handBackFocus(part, otherwise);
  part?.focus({ preventScroll: true });
  return () => {
    if (!hadNothing || document.activeElement !== part) handBack();
  };
}

/** The button that opens and closes what has this id. */
export const opener = (id: string): HTMLElement | null => document.querySelector(`[aria-controls="${id}"]`);

/**
 * The same to the section at once: a button that goes once it was pressed has nothing before it that was meant.
 * @param part is there from now on
 * @returns to be called when it goes
 */
export function leaveFocusToSection(part: HTMLElement | null): () => void {
  const section = part?.closest("section");
  return () => {
    if (!section || !part?.contains(document.activeElement)) return;
    section.tabIndex = -1;
    section.focus({ preventScroll: true });
  };
}
