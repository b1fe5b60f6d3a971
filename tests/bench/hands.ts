import type { Page } from "puppeteer-core";
import { giveNameHelper } from "./name-helper.ts";

/** What a function that runs in a study page, and refers to nothing outside itself, finds there to study with. */
export interface Hands {
  /** Resolves once the next frame is drawn. */
  readonly frame: () => Promise<void>;
  /** Resolves once the page has changed so. */
  readonly changed: (ready: () => boolean) => Promise<void>;
  readonly press: (key: string) => void;
  /** The card in front; empty where there is none. */
  readonly card: () => string;
  /** Goes on to the next card, past terms and facts that are shown before it, and turns it. @returns the card */
  readonly turn: () => Promise<string>;
  /** Grades the card that is turned, and waits until what comes next is drawn. */
  readonly grade: (card: string) => Promise<void>;
}

export interface WithHands {
  hands: Hands;
}

/** Brings a study page to the front, and gives it hands. */
export async function giveHands(page: Page): Promise<void> {
  await page.bringToFront();
  await giveNameHelper(page);
  await page.evaluate(growHands);
}

/** Runs in the page, so it refers to nothing outside itself. */
function growHands(): void {
  const frame = (): Promise<void> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
    });
  const changed = (ready: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (ready()) return resolve();
      const observer = new MutationObserver(() => {
        if (!ready()) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document, { childList: true, subtree: true, attributes: true });
    });
  const press = (key: string): void => {
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  };
  const card = (): string => document.querySelector("[data-card]")?.getAttribute("data-card") ?? "";
  const revealed = (): boolean => document.querySelector("[data-rating]") !== null;
  const turn = async (): Promise<string> => {
    while (card() === "") {
      press(" ");
      await frame();
    }
    press(" ");
    await changed(revealed);
    await frame();
    return card();
  };
  const grade = async (graded: string): Promise<void> => {
    press("4");
    await changed(() => !revealed() && (card() !== graded || document.querySelector("[data-notice]") !== null));
    await frame();
  };
  (globalThis as unknown as WithHands).hands = { frame, changed, press, card, turn, grade };
}
