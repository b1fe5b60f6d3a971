/**
 * Runs in the page: waits for what is drawn a moment later than the state it belongs to.
 * @returns the first element of this selector, once there is one
 * @throws where none comes within some 600 frames
 */
export async function there(selector: string): Promise<HTMLElement> {
  for (let frames = 0; frames < 600; frames += 1) {
    const element = document.querySelector<HTMLElement>(selector);
    if (element !== null) return element;
    await new Promise(requestAnimationFrame);
  }
  throw new Error(`the state draws no ${selector}`);
}
