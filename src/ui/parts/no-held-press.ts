/**
 * Enter or Space that is still held from the press that opened a dialog, or brought another button to where it was, presses
 * nothing there, and sends nothing off.
 */
export function noHeldPress(event: KeyboardEvent): void {
  if (event.repeat && (event.key === "Enter" || event.key === " ")) event.preventDefault();
}
