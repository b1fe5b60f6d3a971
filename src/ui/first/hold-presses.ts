import { hasSingleKeys } from "../../platform/appearance.ts";

/** Presses on a page that stands there already but cannot act yet. */
export interface HeldPresses {
  /** Presses again what was pressed first; resolves when the page has what it was given, and presses are its own. */
  readonly letGo: () => Promise<void>;
  /** Forgets what was pressed; presses are the page's own. */
  readonly drop: () => void;
}

/** Keys that do nothing by themselves, or move the focus, which the browser has done. */
const NO_ACT = new Set(["Tab", "Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"]);

/**
 * Holds what is pressed, for the element that it fell on. A key that means something on a study page is kept from the browser,
 * which would scroll or search; a link opens as on any page.
 *
 * One press is done again. What came behind it was meant for what that one leads to, an answer or a dialog that is loaded then,
 * and would fall on the card instead: it is forgotten, as presses are while anything else is going on.
 */
export function holdPresses(): HeldPresses {
  const held: { readonly target: EventTarget; readonly again: Event; readonly isAct: boolean }[] = [];
  const ended = new AbortController();
  const hold = (event: KeyboardEvent | MouseEvent): void => {
    // What is pressed again below goes through.
    if (!event.isTrusted || !(event.target instanceof Element)) return;
    const isKey = event instanceof KeyboardEvent;
    if (!isKey && event.target.closest("a")) return;
    // What comes while one is pressed again comes too soon as well.
    event.stopImmediatePropagation();
    held.push({
      target: event.target,
      again: isKey ? new KeyboardEvent(event.type, event) : new MouseEvent("click", event),
      isAct: !isKey || (event.type === "keydown" && !NO_ACT.has(event.key) && !isForElement(event, event.target)),
    });
    if (isKey && event.type === "keydown" && isOurs(event, event.target)) event.preventDefault();
  };
  // On the window, so that it comes before all that listens on the page.
  for (const type of ["keydown", "keyup", "click"] as const)
    addEventListener(type, hold, { capture: true, signal: ended.signal });
  const drop = (): void => ended.abort();
  return {
    async letGo() {
      let isDone = false;
      for (let press = held.shift(); press && !(isDone && press.isAct); press = held.shift()) {
        const { target, again, isAct } = press;
        isDone ||= isAct;
        // An element that the press before has taken away takes none; a key is for the page.
        (again.type !== "click" && target instanceof Node && !target.isConnected
          ? document.body
          : target
        ).dispatchEvent(again);
        // What it leads to is drawn before its key goes up.
        await new Promise((resolve) => setTimeout(resolve));
      }
      drop();
    },
    drop,
  };
}

/** A button answers to these keys by itself, with a click, and a link to one of them. */
const isForElement = ({ key }: KeyboardEvent, target: Element): boolean =>
  (key === " " && target.closest("button") !== null) || (key === "Enter" && target.closest("a, button") !== null);

/** Whether a key may mean something on a study page, where the browser would do something else with it. */
function isOurs(press: KeyboardEvent, target: Element): boolean {
  const { key, ctrlKey, metaKey, altKey, repeat } = press;
  if (ctrlKey || metaKey || altKey) return false;
  // Once: the browser would click again and again.
  if (key === " " || key === "Enter") return repeat || !isForElement(press, target);
  return key.length === 1 && hasSingleKeys();
}
