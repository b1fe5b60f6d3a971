/** Presses on a page that stands there already but cannot act yet. */
export interface HeldPresses {
  /** Presses again, in order, what was pressed; resolves when the page has what it was given, and presses are its own. */
  readonly letGo: () => Promise<void>;
  /** Forgets what was pressed; presses are the page's own. */
  readonly drop: () => void;
}

/**
 * Holds what is pressed, for the element that it fell on. A key that means something on a study page is kept from the browser,
 * which would scroll or search; a link opens as on any page.
 */
export function holdPresses(): HeldPresses {
  const held: { readonly target: EventTarget; readonly again: Event }[] = [];
  const ended = new AbortController();
  const hold = (event: KeyboardEvent | MouseEvent): void => {
    // What is pressed again below goes through.
    if (!event.isTrusted || !(event.target instanceof Element)) return;
    const isKey = event instanceof KeyboardEvent;
    if (!isKey && event.target.closest("a")) return;
    // What comes while those before it are pressed again comes after them.
    event.stopImmediatePropagation();
    held.push({
      target: event.target,
      again: isKey ? new KeyboardEvent(event.type, event) : new MouseEvent("click", event),
    });
    if (isKey && event.type === "keydown" && isOurs(event, event.target)) event.preventDefault();
  };
  // On the window, so that it comes before all that listens on the page.
  for (const type of ["keydown", "keyup", "click"] as const)
    addEventListener(type, hold, { capture: true, signal: ended.signal });
  const drop = (): void => ended.abort();
  return {
    async letGo() {
      for (let press = held.shift(); press; press = held.shift()) {
        const { target, again } = press;
        // An element that the press before has taken away takes none; a key is for the page.
        (again.type !== "click" && target instanceof Node && !target.isConnected
          ? document.body
          : target
        ).dispatchEvent(again);
        // What it leads to is drawn before the next one, as between presses of a hand.
        await new Promise((resolve) => setTimeout(resolve));
      }
      drop();
    },
    drop,
  };
}

/** Whether a key may mean something on a study page, where the browser would do something else with it. */
function isOurs({ key, ctrlKey, metaKey, altKey, repeat }: KeyboardEvent, target: Element): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  const isPress = key === " " || key === "Enter";
  // A button or link answers to these by itself, once.
  if (isPress) return repeat || target.closest("a, button") === null;
  return key.length === 1;
}
