/** Whether a dialog is open within an element. */
const openIn = (host: HTMLElement): HTMLDialogElement | undefined =>
  [...host.querySelectorAll<HTMLDialogElement>("dialog[open]")].at(-1);

/**
 * Keeps all keys for the dialogs within an element, as long as one is open: none reaches the card behind, whatever has the
 * focus. Escape closes the uppermost one, before it means anything else on the page, and before a popup closes with it.
 * @returns gives the keys back
 */
export function ownKeys(host: HTMLElement): () => void {
  const first = (event: KeyboardEvent): void => {
    const top = openIn(host);
    if (event.key === "Escape" && !event.isComposing && (top || event.repeat)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      // Held, it closes one. As the browser does it, which asks the dialog first.
      if (!event.repeat && top?.dispatchEvent(new Event("cancel", { cancelable: true }))) top.close();
    } else if (top && !(event.target instanceof Node && host.contains(event.target))) {
      event.stopImmediatePropagation();
    }
  };
  const last = (event: KeyboardEvent): void => event.stopPropagation();
  addEventListener("keydown", first, { capture: true });
  host.addEventListener("keydown", last);
  return () => {
    removeEventListener("keydown", first, { capture: true });
    host.removeEventListener("keydown", last);
  };
}
