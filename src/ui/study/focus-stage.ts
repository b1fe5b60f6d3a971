/** Puts the focus on the stage, without a ring: it is read, not pressed. */
export function focusStage(root: HTMLElement | null): void {
  const stages = root?.querySelectorAll<HTMLElement>("[data-stage-focus]") ?? [];
  stages[stages.length - 1]?.focus({ preventScroll: true });
}

/**
 * The same after a dialog was closed, where nothing has the focus: what had it before may be gone. Then the browser leaves it
 * in the closed dialog until it draws again.
 */
export function focusStageAgain(root: HTMLElement | null): void {
  const { activeElement } = document;
  if (activeElement === document.body || activeElement?.closest("dialog:not([open])")) focusStage(root);
}
