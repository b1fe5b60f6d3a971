import { commandOf, focusOf, isOfInputMethod, type Stage } from "../keyboard.ts";

/**
 * Notes what is pressed on a page that stands there already but cannot act yet. Each of our keys is kept from the browser, as it
 * will be later; what is typed falls into the field, and a link opens, as on any page.
 * @returns does all of it, in the order in which it was pressed, once the page can act; what comes later is for the page
 */
export function holdPresses(stage: Stage): () => void {
  const held: { readonly target: Node; readonly again: Event }[] = [];
  const ended = new AbortController();
  const note = (target: EventTarget | null, again: Event): void => {
    if (target instanceof Node) held.push({ target, again });
  };
  const holdKey = (event: KeyboardEvent): void => {
    if (isOfInputMethod(event)) return;
    note(event.target, new KeyboardEvent(event.type, event));
    if (event.type === "keyup") return;
    const command = commandOf(event, stage, focusOf(event.target));
    // The focus moves before the browser delivers the character.
    if (command?.kind === "type") field()?.focus();
    else if (command) event.preventDefault();
  };
  const holdClick = (event: MouseEvent): void => {
    const isDone = event.target instanceof Element && event.target.closest("a, label, input");
    if (!isDone) note(event.target, new MouseEvent(event.type, event));
  };
  const listening = { capture: true, signal: ended.signal };
  document.addEventListener("keydown", holdKey, listening);
  document.addEventListener("keyup", holdKey, listening);
  document.addEventListener("click", holdClick, listening);
  return () => {
    ended.abort();
    if (field()?.value) field()?.dispatchEvent(new InputEvent("input", { bubbles: true }));
    // What stood there was drawn otherwise where it had been damaged: a key is for the page.
    for (const { target, again } of held) (target.isConnected ? target : document.body).dispatchEvent(again);
  };
}

const field = (): HTMLInputElement | null => document.querySelector<HTMLInputElement>("[data-answer-field]");
